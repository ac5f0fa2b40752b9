import Facilities

/// The blocks that cannot be decoded, and what is missing in their ranges: that is their samples, and no deletion.
struct BlockDamage {
    private(set) var blocks: [DamagedBlock] = []
    /// Their ranges, joined and in order.
    private var ranges: [ClosedRange<Int64>] = []
    private var missing: Int64 = 0

    /// Takes over all that were found so far.
    mutating func take(_ found: [DamagedBlock]) {
        guard found.count > blocks.count else { return }
        blocks = found
        ranges = found.map(\.range).sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
            if let last = joined.last, last.upperBound >= range.lowerBound {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
    }

    /// Returns the parts of a range of missing sequences that are in none of their ranges.
    mutating func rest(of hole: ClosedRange<Int64>) -> [ClosedRange<Int64>] {
        var rest: [ClosedRange<Int64>] = []
        var start = hole.lowerBound
        for range in ranges where range.overlaps(hole) {
            let covered = range.clamped(to: hole)
            if start < covered.lowerBound { rest.append(start...covered.lowerBound - 1) }
            missing += covered.upperBound - covered.lowerBound + 1
            guard covered.upperBound < hole.upperBound else { return rest }
            start = covered.upperBound + 1
        }
        if start <= hole.upperBound { rest.append(start...hole.upperBound) }
        return rest
    }

    /// One for each block; and one more where more is missing than they had.
    func faults(_ sources: SealedSource.Table) -> [LedgerFault] {
        var faults = blocks.map { block -> LedgerFault in
            let name = sources.has(block.series) ? SeriesName(sources[block.series]) : nil
            return .block(block.range, of: name, count: block.count)
        }
        let count = blocks.reduce(0) { $0 + max(0, $1.count) }
        if missing > count, let first = ranges.first, let last = ranges.last {
            faults.append(.losses(first.lowerBound...last.upperBound, said: count, missing: missing))
        }
        return faults
    }
}
