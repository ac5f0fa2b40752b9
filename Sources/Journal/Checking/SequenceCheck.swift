import Facilities
import GRDB

/// A walk along all sequences. Each is a sample's, an entry's or a mean's, or lost by a loss of the ledger; nothing else is
/// explained: an entry that was deleted leaves a hole, also where the chain was made again over it.
struct SequenceCheck {
    private let losses: LossesTold
    private let start: Int64
    private var faults: [LedgerFault] = []
    /// What is missing in each counted range of losses.
    private var missing: [Int64]
    private let sources: SealedSource.Table
    private var damage = BlockDamage()
    private var uncountedIndex = 0
    private var countedIndex = 0

    /// - Parameter start: the sequence behind which every other one is there or explained.
    init(_ losses: LossesTold, behind start: Int64, _ sources: SealedSource.Table) {
        (self.losses, self.start, self.sources) = (losses, start, sources)
        missing = losses.counted.map { _ in 0 }
    }

    private static let tables = ["sample", "entry", "aggregate"]

    /// Returns everything that is wrong, and the blocks that cannot be decoded.
    func run(
        _ db: Database, _ checking: Checking
    ) throws -> (faults: [LedgerFault], damaged: [DamagedBlock]) {
        var check = self
        for table in Self.tables {
            let below = try Int64.fetchAll(db, sql: "SELECT sequence FROM \(table) WHERE sequence < 1 LIMIT 1000")
            check.faults += below.map { .below(sequence: $0) }
        }
        let strays = try Int64.fetchAll(
            db, sql: "SELECT sequence FROM sample WHERE sequence BETWEEN 1 AND ? ORDER BY sequence LIMIT 1000",
            arguments: [Folds.end(db)])
        check.faults += strays.map { .stray(sequence: $0) }
        check.faults += try Folds.unfitting(db).map { .fold($0.first...max($0.first, $0.last)) }
        try check.walk(db, checking)
        return (check.faults, check.damage.blocks)
    }

    private mutating func walk(_ db: Database, _ checking: Checking) throws {
        // Who has altered the counter may have put any number there.
        let start = min(start, .max - 1)
        let samples = try StoredSamples(sources).cursor(in: start + 1...(.max), db)
        let others = try Self.tables.dropFirst().map { table in
            try Int64.fetchCursor(
                db, sql: "SELECT sequence FROM \(table) WHERE sequence > ? ORDER BY sequence", arguments: [start])
        }
        let cursors = [{ try samples.next()?.sequence }] + others.map { cursor in { try cursor.next() } }
        var heads = try cursors.map { try $0() }
        var (last, steps) = (start, 0)
        while let next = heads.compactMap(\.self).min() {
            damage.take(samples.damaged)
            if next > last + 1 { take(hole: last + 1...next - 1) }
            if heads.count(where: { $0 == next }) > 1 { faults.append(.twice(sequence: next)) }
            for index in heads.indices where heads[index] == next { heads[index] = try cursors[index]() }
            (last, steps) = (next, steps + 1)
            if steps.isMultiple(of: 10_000) { try checking.pause() }
        }
        damage.take(samples.damaged)
        let given = try Sequences.last(db)
        if last < given { take(hole: last + 1...given) }
        if last > max(given, start) { faults.append(.ahead(.rows, sequence: last, last: given)) }
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
