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
    /// How many entries are in memory at once.
    private static let page = 500

    /// The journal cannot be read.
    struct Unreadable: Error {}

    private var time: Range<Timestamp> {
        let days = month.days
        return days.lowerBound.start(utcOffset: utcOffset)..<(days.upperBound + 1).start(utcOffset: utcOffset)
    }

    /// Hands the entries of a facility over in order, a page at a time, until `take` wants no more.
    ///
    /// - Parameter take: returns whether it wants more.
    func read(_ code: Facility.Code, _ take: ([KeptEntry]) async throws -> Bool) async throws {
        var last: Int64 = 0
        while true {
            let found = await source.entries(of: code, Self.kinds, in: time, after: last, limit: Self.page)
            guard let found else { throw Unreadable() }
            guard let end = found.last?.sequence else { return }
            guard try await take(found), found.count == Self.page else { return }
            last = end
        }
    }
}

extension Month {
    var before: Month { Month(days.lowerBound + -1) }
    var after: Month { Month(days.upperBound + 1) }
}
