import Facilities

/// Compares missing sequences with the losses that explain them. Each sequence is a sample's, an entry's or a mean's, or lost by a loss
/// of the ledger; nothing else is explained: an entry that was deleted leaves a hole, also where the chain was made again over it.
struct SequenceCheck {
    private let losses: ReportedLosses
    private(set) var faults: [LedgerFault] = []
    /// What is missing in each counted range of losses.
    private var missing: [Int64]
    private var damage: BlockDamage
    private var uncountedIndex = 0
    private var countedIndex = 0

    /// - Parameter holes: ranges of missing sequences, in order.
    init(
        _ holes: [ClosedRange<Int64>], _ losses: ReportedLosses, _ damaged: [DamagedBlock],
        _ sources: SealedSource.Table
    ) {
        (self.losses, damage) = (losses, BlockDamage(damaged))
        missing = losses.counted.map { _ in 0 }
        for hole in holes { take(hole: hole) }
        for (range, missing) in zip(losses.counted, missing) where missing > range.count {
            faults.append(.losses(range.range, said: range.count, missing: missing))
        }
        faults += damage.faults(sources)
    }

    /// Takes a range of missing sequences; they come in order.
    private mutating func take(hole: ClosedRange<Int64>) {
        var rest = hole
        while true {
            Self.advance(&uncountedIndex, losses.uncounted, to: rest.lowerBound)
            let next = uncountedIndex < losses.uncounted.count ? losses.uncounted[uncountedIndex] : nil
            guard let next, next.lowerBound <= rest.upperBound else { return takeCounted(rest) }
            if rest.lowerBound < next.lowerBound { takeCounted(rest.lowerBound...next.lowerBound - 1) }
            guard next.upperBound < rest.upperBound else { return }
            rest = next.upperBound + 1...rest.upperBound
        }
    }

    /// Takes what no uncounted loss covers.
    private mutating func takeCounted(_ hole: ClosedRange<Int64>) {
        var rest = hole
        while true {
            Self.advance(&countedIndex, losses.countedRanges, to: rest.lowerBound)
            let next = countedIndex < losses.counted.count ? losses.counted[countedIndex].range : nil
            guard let next, next.lowerBound <= rest.upperBound else { return report(hole: rest) }
            if rest.lowerBound < next.lowerBound { report(hole: rest.lowerBound...next.lowerBound - 1) }
            let end = min(next.upperBound, rest.upperBound)
            missing[countedIndex] += end - max(next.lowerBound, rest.lowerBound) + 1
            guard next.upperBound < rest.upperBound else { return }
            rest = next.upperBound + 1...rest.upperBound
        }
    }

    /// Takes what no loss covers.
    private mutating func report(hole: ClosedRange<Int64>) {
        faults += damage.rest(of: hole).map { .hole($0) }
    }

    private static func advance(_ index: inout Int, _ ranges: [ClosedRange<Int64>], to sequence: Int64) {
        while index < ranges.count, ranges[index].upperBound < sequence { index += 1 }
    }
}
