import Facilities

/// What people entered and what was found in a month, as everybody may read it.
struct MonthLedger: Sendable {
    let source: any PageSource
    let month: Month
    let utcOffset: Int

    /// What a ledger is made of: records, what became of findings, and what cannot be read or was lost.
    static let kinds: Set<Entry.Kind> = [
        .unknown, .loss, .record, .raised, .changed, .acknowledged, .rectified, .shelved, .unshelved, .cleared,
    ]
    private var time: Range<Timestamp> {
        let days = month.days
        return days.lowerBound.start(utcOffset: utcOffset)..<(days.upperBound + 1).start(utcOffset: utcOffset)
    }

    /// Hands the entries of a facility over in order, a page at a time, until `take` wants no more.
    ///
    /// - Parameter take: returns whether it wants more.
    func read(_ code: Facility.Code, _ take: ([KeptEntry]) async throws -> Bool) async throws {
        try await source.read(Self.kinds, of: code, in: time, take)
    }
}

extension Month {
    var before: Month { Month(days.lowerBound + -1) }
    var after: Month { Month(days.upperBound + 1) }
}
