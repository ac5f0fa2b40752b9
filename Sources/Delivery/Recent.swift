import Facilities

/// The newest committed items in order of sequence, so that they can be published without a read of the journal.
///
/// It never answers for a stretch that it does not hold completely; the journal is read then. So items may be dropped at
/// any time without harm.
public struct Recent: Sendable {
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
    public private(set) var end: Int64
    public private(set) var count = 0
    public private(set) var bytes = 0

    /// Limits of what is held; either is enough to drop the oldest commit.
    public static let largestCount = 2000
    public static let largestBytes = 4 << 20

    /// Bytes of the largest record that may become an entry.
    static let largestEntry = 65_536

    /// The sequence of the newest `clock` entry; nil where there is none. None that corrects times comes behind an item that is held.
    public private(set) var clock: Int64?

    /// - Parameters:
    ///   - sequence: the last one in the journal, which only the journal can answer for.
    ///   - clock: that of its newest `clock` entry.
    public init(after sequence: Int64, clock: Int64? = nil) {
        (start, end) = (sequence, sequence)
        self.clock = clock
    }

    /// Adds what was just committed.
    ///
    /// Sequences that were skipped between two commits are no missing items: nothing with such a sequence is in the journal
    /// either. Means are put together by the commit itself, so that their content is not known here: the stretch up to
    /// them is left to the journal. So is everything up to an erasure: no text that was erased is published from memory.
    public mutating func take(_ commit: Committed) {
        clock = commit.clock ?? clock
        guard let (first, last) = commit.sequences.map({ ($0.lowerBound, $0.upperBound) }) else { return }
        guard let items = commit.items, first > end else {
            begin(after: max(last, end))
            return
        }
        let stretch = Stretch(items: items, last: last, bytes: items.reduce(0) { $0 + $1.bytes })
        stretches.append(stretch)
        end = last
        count += items.count
        bytes += stretch.bytes
        while count > Self.largestCount || bytes > Self.largestBytes { dropFirst() }
    }

    /// Drops what no reader will ask for again.
    public mutating func drop(upTo sequence: Int64) {
        while let first = stretches.first, first.last <= sequence { dropFirst() }
    }

    /// Answers a request for what is newest; nil if some of it may be in the journal only.
    public func portion(_ request: PortionRequest) -> KeptPortion? {
        let (sequence, limit) = (request.after, request.limit)
        guard sequence >= start, request.stream == nil else { return nil }
        var portion: [Item] = []
        for stretch in stretches where stretch.last > sequence {
            portion += stretch.items.lazy.drop { $0.sequence <= sequence }.prefix(limit - portion.count)
            if portion.count >= limit { break }
        }
        let last = portion.count < limit ? max(end, sequence) : portion.last?.sequence
        return KeptPortion(portion, end: last ?? sequence, clock: clock)
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

extension Item {
    /// About what it takes in memory. An entry counts as the largest command that may become one.
    fileprivate var bytes: Int {
        switch self {
        case .sample(let kept): 128 + kept.content.readings.count * MemoryLayout<Reading>.stride
        case .entry: Recent.largestEntry
        case .aggregate(let kept): 128 + kept.content.columns.count * MemoryLayout<Aggregate.Column>.stride
        }
    }
}
