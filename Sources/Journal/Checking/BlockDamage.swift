import Facilities

/// The blocks that cannot be decoded, and what is missing in their ranges: that is their samples, and no deletion.
struct BlockDamage {
    private let blocks: [DamagedBlock]
    /// Their ranges, joined and in order.
    private let ranges: [ClosedRange<Int64>]
    /// The first range that may have something of the next hole.
    private var index = 0
    private var missing: Int64 = 0

    init(_ blocks: [DamagedBlock]) {
        self.blocks = blocks
        ranges = blocks.map(\.range).sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
            if let last = joined.last, last.upperBound >= range.lowerBound {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
    }

    /// Returns the parts of a range of missing sequences that are in none of their ranges. The ranges come in order.
    mutating func rest(of hole: ClosedRange<Int64>) -> [ClosedRange<Int64>] {
        while index < ranges.count, ranges[index].upperBound < hole.lowerBound { index += 1 }
        var rest: [ClosedRange<Int64>] = []
        var start = hole.lowerBound
        while index < ranges.count, ranges[index].overlaps(hole) {
            let covered = ranges[index].clamped(to: hole)
            if start < covered.lowerBound { rest.append(start...covered.lowerBound - 1) }
            missing += covered.upperBound - covered.lowerBound + 1
            guard covered.upperBound < hole.upperBound else { return rest }
            start = covered.upperBound + 1
            index += 1
        }
        if start <= hole.upperBound { rest.append(start...hole.upperBound) }
        return rest
    }

    /// One for each block; and one more where more is missing than they had.
    func faults(_ sources: SealedSource.Table) -> [LedgerFault] {
        // Another version of the program can decode those of a series that only it knows.
        var faults = blocks.filter { !sources[$0.series].isNewer }.map { block -> LedgerFault in
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
