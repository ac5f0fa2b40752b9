import Facilities

/// The newest committed items in memory, in order of sequence, so that they can be published without reading the journal.
///
/// It returns nothing for a range that it does not hold completely; the journal is read then. So items may be dropped at any time
/// without harm.
public struct Recent: Sendable {
    /// The items of one commit.
    private struct Stretch {
        var items: [Item]
        var last: Int64
        var bytes: Int
    }

    /// Whether items are wanted. Without a connection nothing asks for them, and they would only take memory.
    public var isWanted = true {
        didSet { if !isWanted { begin(after: end) } }
    }

    private var stretches: [Stretch] = []
    /// The sequence behind which every committed item is in `stretches`.
    private var start: Int64
    /// The last sequence that was committed.
    public private(set) var end: Int64
    /// The number of items in memory, at most `largestCount`.
    public private(set) var count = 0
    /// An estimate of the memory that the items take, in bytes, at most `largestBytes`.
    public private(set) var bytes = 0

    /// The largest number of items; the oldest commits are dropped beyond it.
    public static let largestCount = 2000
    /// The largest size of the items in bytes; the oldest commits are dropped beyond it.
    public static let largestBytes = 4 << 20

    /// The size of the largest record that may become an entry, in bytes.
    static let largestEntry = 65_536

    /// The sequence of the newest `clock` entry; nil where there is none. No entry that corrects times comes after an item in memory.
    public private(set) var clock: Int64?

    /// Creates an empty memory behind what is in the journal.
    ///
    /// - Parameters:
    ///   - sequence: the last sequence in the journal.
    ///   - clock: the sequence of its newest `clock` entry; nil where it has none.
    public init(after sequence: Int64, clock: Int64? = nil) {
        (start, end) = (sequence, sequence)
        self.clock = clock
    }

    /// Adds the items of a commit.
    ///
    /// Sequences that were skipped between two commits are no missing items, since the journal has nothing with such a sequence
    /// either. The commit itself computes means, so that their content is not known here: everything up to them must be read from the
    /// journal. So must everything up to an erasure, since no erased text may be published from memory.
    public mutating func take(_ commit: Committed) {
        clock = commit.clock ?? clock
        guard let sequences = commit.sequences else { return }
        guard isWanted, let items = commit.items, sequences.lowerBound > end else {
            begin(after: max(sequences.upperBound, end))
            return
        }
        let stretch = Stretch(items: items, last: sequences.upperBound, bytes: items.reduce(0) { $0 + $1.bytes })
        stretches.append(stretch)
        end = sequences.upperBound
        count += items.count
        bytes += stretch.bytes
        while count > Self.largestCount || bytes > Self.largestBytes { dropFirst() }
    }

    /// Drops the commits up to a sequence, because every uplink has them.
    public mutating func drop(upTo sequence: Int64) {
        while let first = stretches.first, first.last <= sequence { dropFirst() }
    }

    /// Returns the portion that is requested; nil where some of it may be in the journal only.
    public func portion(_ request: PortionRequest) -> KeptPortion? {
        let (sequence, limit) = (request.after, request.limit)
        guard sequence >= start, request.stream == nil else { return nil }
        var items: [Item] = []
        for stretch in stretches where stretch.last > sequence {
            if items.isEmpty, stretch.items.count <= limit, stretch.items.first?.sequence ?? 0 > sequence {
                // Most portions are one commit, whose list of items is not copied.
                items = stretch.items
            } else {
                let later = stretch.items.lazy.drop { $0.sequence <= sequence }
                items += later.prefix(limit - items.count)
            }
            if items.count >= limit { break }
        }
        let last = items.count < limit ? max(end, sequence) : items.last?.sequence
        return KeptPortion(items, end: last ?? sequence, clock: clock)
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
    /// An estimate of the memory that the item takes, in bytes. An entry counts as the largest command that may become one.
    fileprivate var bytes: Int {
        switch self {
        case .sample(let kept): 128 + kept.content.readings.count * MemoryLayout<Reading>.stride
        case .entry: Recent.largestEntry
        case .aggregate(let kept): 128 + kept.content.columns.count * MemoryLayout<Aggregate.Column>.stride
        }
    }
}
