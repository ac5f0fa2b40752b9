import Facilities
import GRDB

/// The search for sequences that are missing or exist twice, among samples, entries and means in order of sequence.
struct StretchWalk {
    /// The ranges of missing sequences, in order.
    private(set) var holes: [ClosedRange<Int64>] = []
    private(set) var faults: [LedgerFault] = []
    /// The sequence up to which everything was read.
    private(set) var position: Int64 = 0

    /// The sequence behind which every sequence must exist or be explained.
    private let start: Int64
    private var last: Int64

    /// The number of items of one step outside of sealed ranges.
    static let slice = 20_000

    init(behind start: Int64) {
        (self.start, last) = (start, start)
    }

    /// Reads the next items.
    ///
    /// - Parameters:
    ///   - end: the last sequence to read.
    ///   - samples: the samples from behind the position to the end.
    ///   - most: the largest number of sequences to read.
    ///   - onSample: gets each sample.
    /// - Returns: whether the end was reached.
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

    /// Notes that nothing follows up to the newest sequence that was assigned.
    mutating func end(at given: Int64) {
        if last < given { holes.append(last + 1...given) }
    }
}
