import Facilities

/// The entries of a month that the reader may read.
struct MonthLedger: Sendable {
    let source: any PageSource
    let month: Month
    let utcOffset: Int
    var choice = LedgerChoice()

    private var time: Range<Timestamp> {
        let days = month.days
        return days.lowerBound.start(utcOffset: utcOffset)..<(days.upperBound + 1).start(utcOffset: utcOffset)
    }

    /// Passes the entries of a facility, or of the whole gateway for nil, to `take` in order, in batches, until
    /// `take` returns false.
    ///
    /// - Parameter take: returns whether it wants more.
    /// - Throws: `UnreadableJournal`, and errors of `take`.
    func read(_ code: Facility.Code?, _ take: ([KeptEntry]) async throws -> Bool) async throws {
        let (source, kinds, time, isWhole) = (source, choice.kinds, time, choice.isWhole)
        try await source.read(after: 0) { last, limit in
            guard let code, !isWhole else {
                return isWhole ? await source.allEntries(of: code, kinds, in: time, after: last, limit: limit) : []
            }
            return await source.entries(of: code, kinds, in: time, after: last, limit: limit)
        } take: {
            try await take($0)
        }
    }
}

extension Month {
    var before: Month { Month(days.lowerBound + -1) }
    var after: Month { Month(days.upperBound + 1) }
}
