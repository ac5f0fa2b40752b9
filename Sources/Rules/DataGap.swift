import Facilities

/// Whether what a rule needs has been missing for so long that the rule has to say so, although other data come. When
/// none come at all, `data.silent` tells it.
struct DataGap: Codable, Hashable, Sendable {
    /// Since when the facility has measured what the rule needs, well or badly; nil if it does not.
    private(set) var measured: Timestamp?
    private var hold = Hold()

    /// Since when it has been missing; nil while it is not.
    private var since: Timestamp? { hold.isOn ? hold.since : nil }

    static let patience = Duration.minutes(30)

    /// - Parameters:
    ///   - isMeasured: whether the sample's device measures what the rule judges.
    ///   - isMissing: whether it cannot be judged at the sample's time and ought to be.
    mutating func update(_ sample: Sample, isMeasured: Bool, isMissing: Bool) {
        if isMeasured { measured = measured ?? sample.time }
        guard measured != nil, sample.readings.contains(where: { $0.quality == .good }) else { return }
        hold.update(isMissing, at: sample.time, onDelay: Self.patience, offDelay: .zero)
    }

    /// - Parameter isJudged: whether the rule has come to a verdict yet; it is grey until it has.
    func finding(_ rule: String, _ what: Text, limit: Limit, isJudged: Bool = true) -> Finding? {
        (since ?? (isJudged ? nil : measured)).map { .unjudged(rule, what, since: $0, limit: limit) }
    }

    func next(utcOffset: Int) -> NextStep? {
        since.map { NextStep(.checkSensors, due: $0.day(utcOffset: utcOffset)) }
    }
}
