import Facilities

/// The carbon that is in the adsorber: as the newest replacement says, or else the settings.
struct Filling: Codable, Hashable, Sendable {
    private(set) var at: Timestamp?
    /// kg
    private(set) var mass: Double?

    init(_ settings: CarbonSettings, utcOffset: Int) {
        at = settings.installed?.start(utcOffset: utcOffset)
        mass = settings.mass
    }

    /// Whether the record tells of a newer filling, or again of the one of that day. An older one entered late changes
    /// nothing.
    mutating func take(_ record: Record, utcOffset: Int) -> Bool {
        guard case .replacement(let replacement) = record.body,
            at.map({ $0.day(utcOffset: utcOffset) <= record.at.day(utcOffset: utcOffset) }) ?? true
        else { return false }
        (at, mass) = (record.at, replacement.mass)
        return true
    }
}

extension CarbonSettings {
    /// 苏环办〔2021〕218号: without a proof no more than this is counted.
    static let unprovenAdsorption = Limit(
        "unprovenAdsorption", 0.10, .one, source: "苏环办〔2021〕218号", verified: false)

    /// The dynamic adsorption that may be counted.
    func adsorption(unproven limit: Limit) -> Double {
        proof?.isEmpty ?? true ? min(dynamicAdsorption, limit.value) : dynamicAdsorption
    }
}
