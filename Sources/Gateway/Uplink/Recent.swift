import Facilities
import Journal

/// The newest committed items in order of sequence, so that they can be published without a read of the journal.
///
/// It never answers for a stretch that it does not hold completely; the journal is read then. So items may be dropped at
/// any time without harm.
struct Recent {
    /// The items of one commit.
    private struct Stretch {
        var items: [Item]
        var last: Int64
        var bytes: Int
    }

    private var stretches: [Stretch] = []
    /// Every item with a higher sequence than this one is in `stretches`.
    private var start: Int64
    /// The last sequence that was committed.
    private var end: Int64
    private(set) var count = 0
    private(set) var bytes = 0

    /// Limits of what is held; either is enough to drop the oldest commit.
    static let largestCount = 2000
    static let largestBytes = 4 << 20

    /// The sequence of the newest `clock` entry; nil where there is none. None that corrects times comes behind an item that is held.
    private(set) var clock: Int64?

    /// - Parameters:
    ///   - sequence: the last one in the journal, which only the journal can answer for.
    ///   - clock: that of its newest `clock` entry.
    init(after sequence: Int64, clock: Int64? = nil) {
        (start, end) = (sequence, sequence)
        self.clock = clock
    }

    /// Adds what was just committed.
    ///
    /// Sequences that were skipped between two commits are no missing items: nothing with such a sequence is in the journal
    /// either. Means are put together by the commit itself, so that their content is not known here: the stretch up to
    /// them is left to the journal. So is everything up to an erasure: no text that was erased is published from memory.
    mutating func take(_ batch: Batch) {
        clock = batch.entries.last { $0.content.kind == .clock }?.sequence ?? clock
        guard let (first, last) = batch.sequences.map({ ($0.lowerBound, $0.upperBound) }) else { return }
        // Only the journal puts means together, takes erased texts out, and corrects times.
        let isAsKept = batch.minutes.isEmpty && batch.summaries.isEmpty && batch.erasures.isEmpty && !batch.movesTime
        guard isAsKept, first > end else {
            begin(after: max(last, end))
            return
        }
        let items = batch.items
        let stretch = Stretch(items: items, last: last, bytes: items.reduce(0) { $0 + $1.bytes })
        stretches.append(stretch)
        end = last
        count += items.count
        bytes += stretch.bytes
        while count > Self.largestCount || bytes > Self.largestBytes { dropFirst() }
    }

    /// Drops what no reader will ask for again.
    mutating func drop(upTo sequence: Int64) {
        while let first = stretches.first, first.last <= sequence { dropFirst() }
    }

    /// Returns the items behind a sequence, at most `limit`; nil if some of them may be in the journal only.
    func page(after sequence: Int64, limit: Int) -> [Item]? {
        guard sequence >= start else { return nil }
        var page: [Item] = []
        for stretch in stretches where stretch.last > sequence {
            page += stretch.items.lazy.drop { $0.sequence <= sequence }.prefix(limit - page.count)
            if page.count >= limit { break }
        }
        return page
    }

    private mutating func begin(after sequence: Int64) {
        (stretches, count, bytes) = ([], 0, 0)
        (start, end) = (sequence, sequence)
    }

    private mutating func dropFirst() {
        let first = stretches.removeFirst()
        start = first.last
        count -= first.items.count
        bytes -= first.bytes
    }
}

extension Batch {
    /// Samples and entries in order of sequence, as a page of the journal has them.
    fileprivate var items: [Item] {
        let samples = samples.map(Item.sample)
        if entries.isEmpty { return samples }
        return (samples + entries.map(Item.entry)).sorted { $0.sequence < $1.sequence }
    }
}

extension Item {
    /// About what it takes in memory. An entry counts as the largest command that may become one.
    fileprivate var bytes: Int {
        switch self {
        case .sample(let kept): 128 + kept.content.readings.count * MemoryLayout<Reading>.stride
        case .entry: Command.largest
        case .aggregate(let kept): 128 + kept.content.columns.count * MemoryLayout<Aggregate.Column>.stride
        }
    }
}
