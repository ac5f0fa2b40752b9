import Facilities

/// The blocks that cannot be decoded, and the sequences that are missing in their ranges: these are their samples, and were not deleted.
struct BlockDamage {
    private let blocks: [DamagedBlock]
    /// The ranges of the blocks, without overlaps and in order.
    private let ranges: [ClosedRange<Int64>]
    /// The index of the first range that may overlap the next hole.
    private var index = 0
    private var missing: Int64 = 0

    init(_ blocks: [DamagedBlock]) {
        self.blocks = blocks
        ranges = Self.joined(blocks.map(\.range))
    }

    private static func joined(_ ranges: [ClosedRange<Int64>]) -> [ClosedRange<Int64>] {
        var joined: [ClosedRange<Int64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, last.upperBound >= range.lowerBound {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    /// Returns the parts of a range of missing sequences that are in no range of a block. It must be called in order of the ranges.
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

    /// Returns a fault for each block, and another one where more sequences are missing than the blocks had samples.
    func faults(_ sources: SealedSource.Table) -> [LedgerFault] {
        // A newer version of the program can decode the blocks of series that only it knows.
        let readable = blocks.filter { !sources[$0.series].isNewer }
        var faults = readable.map { block -> LedgerFault in
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
