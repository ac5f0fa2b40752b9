import Facilities

/// Carbon that was filled into the adsorber, as the settings or a record say.
struct Filling: Codable, Hashable, Sendable {
    private(set) var at: Timestamp?
    /// kg
    private(set) var mass: Double?
    private(set) var form: CarbonSettings.Form

    init(_ settings: CarbonSettings, utcOffset: Int) {
        at = settings.installed?.start(utcOffset: utcOffset)
        mass = settings.mass
        form = settings.form
    }

    /// The filling that a record tells of, if it is newer than this one, or again that of its day. An older one entered
    /// late changes nothing.
    func replaced(by record: Record, utcOffset: Int) -> Filling? {
        guard case .replacement(let replacement) = record.body,
            at.map({ $0.day(utcOffset: utcOffset) <= record.at.day(utcOffset: utcOffset) }) ?? true
        else { return nil }
        var filling = self
        (filling.at, filling.mass, filling.form) = (record.at, replacement.mass, replacement.form ?? form)
        return filling
    }

    /// What the newest record told, unless the settings, of which this is, tell of a later day.
    func orNewer(_ recorded: Filling?, utcOffset: Int) -> Filling {
        guard let recorded, let time = recorded.at else { return self }
        let isOlder = at.map { $0.day(utcOffset: utcOffset) <= time.day(utcOffset: utcOffset) } ?? true
        return isOlder ? recorded : self
    }
}

extension CarbonSettings {
    /// 苏环办〔2021〕218号: without a proof no more than this is counted.
    static let unprovenAdsorption = Limit(
        "unprovenAdsorption", 0.10, .one, in: 0.01...1, looser: .above, source: "苏环办〔2021〕218号", verified: false)

    /// The dynamic adsorption that may be counted.
    func adsorption(unproven limit: Limit) -> Double {
        proof?.isEmpty ?? true ? min(dynamicAdsorption, limit.value) : dynamicAdsorption
    }
}
