import Facilities

/// The losses that the ledger and the table of losses report, for the check of missing sequences.
struct ReportedLosses {
    /// The ranges of losses without a count, without overlaps and in order.
    let uncounted: [ClosedRange<Int64>]
    /// The ranges of losses with a count, with the sum of each, without overlaps and in order.
    let counted: [Counted]
    let countedRanges: [ClosedRange<Int64>]
    private let deletions: [Loss]

    struct Counted {
        var range: ClosedRange<Int64>
        var count: Int64
    }

    init(_ losses: [Loss]) {
        // An altered entry may report anything. Unreadable samples exist, and explain no hole.
        let losses = losses.filter { $0.from <= $0.to && $0.reason != .unreadable }
        uncounted = Self.merged(losses.filter { $0.count == nil }).map(\.range)
        counted = Self.merged(losses.filter { $0.count != nil })
        countedRanges = counted.map(\.range)
        deletions = losses.filter { $0.reason == .full }
    }

    private static func merged(_ losses: [Loss]) -> [Counted] {
        var merged: [Counted] = []
        for loss in losses.sorted(by: { $0.from < $1.from }) {
            let count = max(0, loss.count ?? 0)
            if let last = merged.last, last.range.upperBound >= loss.from {
                let range = last.range.lowerBound...max(last.range.upperBound, loss.to)
                merged[merged.count - 1] = Counted(range: range, count: last.count.adding(count))
            } else {
                merged.append(Counted(range: loss.from...loss.to, count: count))
            }
        }
        return merged
    }

    /// Returns whether the oldest samples up to the end of a range were deleted for space.
    func deletes(all range: ClosedRange<Int64>) -> Bool {
        deletions.contains { $0.from <= range.upperBound && range.upperBound <= $0.to }
    }

    /// Returns whether the oldest samples of a range were deleted for space, and none from a sequence on.
    func deletes(beginningOf range: ClosedRange<Int64>, before first: Int64) -> Bool {
        deletions.contains { range.lowerBound <= $0.to && $0.to < first }
    }
}

extension Int64 {
    /// Returns the sum, or the largest Int64 where the sum is larger.
    fileprivate func adding(_ other: Int64) -> Int64 {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        return isTooLarge ? .max : sum
    }
}
