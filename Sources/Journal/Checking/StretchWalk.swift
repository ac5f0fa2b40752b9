import Facilities
import GRDB

/// A walk along samples, entries and means in order of sequence, that notes which sequences are missing and which are there twice.
struct StretchWalk {
    /// Sequences that nothing has, in order.
    private(set) var holes: [ClosedRange<Int64>] = []
    private(set) var faults: [LedgerFault] = []
    /// Everything up to this sequence was looked at.
    private(set) var position: Int64 = 0

    /// The sequence behind which every other one is there or explained.
    private let start: Int64
    private var last: Int64

    /// Samples, entries and means of one read where nothing else bounds it.
    static let slice = 20_000

    init(behind start: Int64) {
        (self.start, last) = (start, start)
    }

    /// Walks on.
    ///
    /// - Parameters:
    ///   - end: the last sequence that is looked at.
    ///   - samples: those from behind the position to the end.
    ///   - most: how many things are looked at.
    ///   - onSample: is given each sample.
    /// - Returns: whether it has come to the end.
    mutating func walk(
        to end: Int64, _ samples: SampleCursor, _ db: Database, _ checking: Checking, most: Int,
        onSample: (StoredSample) -> Void
    ) throws -> Bool {
        let others = try ["entry", "aggregate"].map { table in
            try Int64.fetchCursor(
                try db.cachedStatement(
                    sql: "SELECT sequence FROM \(table) WHERE sequence > ? AND sequence <= ? ORDER BY sequence"),
                arguments: [position, end])
        }
        var (sample, heads) = (try samples.next(), try others.map { try $0.next() })
        var steps = 0
        while let next = ([sample?.sequence] + heads).compactMap(\.self).min() {
            guard steps < most else { return false }
            var count = 0
            while let one = sample, one.sequence == next {
                onSample(one)
                (sample, count) = (try samples.next(), count + 1)
            }
            for index in heads.indices where heads[index] == next {
                (heads[index], count) = (try others[index].next(), count + 1)
            }
            note(next, count)
            steps += 1
            if steps.isMultiple(of: 5000) { try checking.pause() }
        }
        position = max(position, end)
        return true
    }

    private mutating func note(_ next: Int64, _ count: Int) {
        position = next
        guard next > start else { return }
        if count > 1 { faults.append(.twice(sequence: next)) }
        if next > last + 1 { holes.append(last + 1...next - 1) }
        last = max(last, next)
    }

    /// Nothing comes up to the newest sequence that was given.
    mutating func end(at given: Int64) {
        if last < given { holes.append(last + 1...given) }
    }
}
