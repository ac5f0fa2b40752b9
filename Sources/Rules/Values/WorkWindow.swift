import Facilities

/// Work that somebody said begins, and that the record of what was done ends: four hours at most, once a day.
struct WorkWindow: Codable, Hashable, Sendable {
    private(set) var begun: Timestamp?
    /// When the record came that ended it.
    private(set) var ended: Timestamp?
    /// The newest record of that kind.
    private var newest: Timestamp?

    init() {}

    static let longest = Duration.hours(4)

    /// That a window has its record by the end of its day.
    static let limit = Limit.ownDefault("workWindow", 4, .hour, in: 0...24, looser: .above)

    mutating func take(
        _ record: Record, from start: RecordKind, to end: RecordKind, utcOffset: Int
    ) {
        let day = record.at.day(utcOffset: utcOffset)
        let today = begun.map { $0.day(utcOffset: utcOffset) }
        switch record.kind {
        case start where today.map({ $0 < day }) ?? true:
            begun = record.at
            // Entered later than the record that ends it.
            ended = newest.flatMap { $0 >= record.at ? $0 : nil }
        case end:
            newest = max(newest ?? record.at, record.at)
            if let today, today <= day { ended = ended ?? record.at }
        default: break
        }
    }

    func isOpen(at time: Timestamp) -> Bool {
        guard let begun, ended == nil else { return false }
        return begun <= time && time - begun < Self.longest
    }

    /// When a window began whose day is over without a record.
    func unended(at now: Timestamp, utcOffset: Int) -> Timestamp? {
        guard let begun, ended == nil, now - begun >= Self.longest,
            begun.day(utcOffset: utcOffset) < now.day(utcOffset: utcOffset)
        else { return nil }
        return begun
    }
}
