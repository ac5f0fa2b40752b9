import Facilities

/// The comparison of missing sequences with the losses that explain them. Each sequence belongs to a sample, an entry or a mean, or is in a
/// reported loss. A deleted entry leaves a hole, even if the chain was computed again without it.
struct SequenceCheck {
    private let losses: ReportedLosses
    private(set) var faults: [LedgerFault] = []
    /// The number of missing sequences in each range of counted losses.
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

    /// Takes a range of missing sequences. It must be called in order of the ranges.
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

    /// Takes a range that no loss without a count covers.
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

    /// Takes a range that no loss covers.
    private mutating func report(hole: ClosedRange<Int64>) {
        faults += damage.rest(of: hole).map { .hole($0) }
    }

    private static func advance(_ index: inout Int, _ ranges: [ClosedRange<Int64>], to sequence: Int64) {
        while index < ranges.count, ranges[index].upperBound < sequence { index += 1 }
    }
}
