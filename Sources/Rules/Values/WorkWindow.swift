import Facilities

/// Work that a person reported as begun, until the record of it: four hours at most, once a day.
struct WorkWindow: Codable, Hashable, Sendable {
    private(set) var begun: Timestamp?
    /// The time of the record that ended it; nil while none has.
    private(set) var ended: Timestamp?
    /// The time of the newest record of that kind.
    private var newest: Timestamp?

    init() {}

    static let longest = Duration.hours(4)

    /// The limit of a finding that a window has no record by the end of its day.
    static let limit = Limit.ownDefault("workWindow", 4, .hour, in: 0...24, looser: .above)

    mutating func take(
        _ record: Record, from start: RecordKind, to end: RecordKind, utcOffset: Int
    ) {
        let day = record.at.day(utcOffset: utcOffset)
        let today = begun?.day(utcOffset: utcOffset)
        switch record.kind {
        case start:
            if let today, today >= day { return }
            begin(at: record.at)
        case end:
            newest = max(newest ?? record.at, record.at)
            if let today, today <= day { ended = ended ?? record.at }
        default: break
        }
    }

    /// Opens a window, which is closed at once where the record that ends it was entered before.
    private mutating func begin(at time: Timestamp) {
        begun = time
        ended = nil
        if let newest, newest >= time { ended = newest }
    }

    func isOpen(at time: Timestamp) -> Bool {
        guard let begun, ended == nil else { return false }
        return begun <= time && time - begun < Self.longest
    }

    /// Returns the begin of a window whose day is over without a record; nil where there is none.
    func unended(at now: Timestamp, utcOffset: Int) -> Timestamp? {
        guard let begun, ended == nil, now - begun >= Self.longest,
            begun.day(utcOffset: utcOffset) < now.day(utcOffset: utcOffset)
        else { return nil }
        return begun
    }
}
