/// The progress of an uplink: its broker has acknowledged everything up to `live`, but for the gaps and for what it
/// refused.
public struct UplinkProgress: Hashable, Sendable {
    /// The items of one stream that a broker refused while it accepted the others.
    public struct Withheld: Codable, Hashable, Sendable {
        /// The refused stream.
        public var stream: ItemStream
        /// The ranges of sequences in which its items wait, oldest first.
        public fileprivate(set) var ranges: [ClosedRange<Int64>]
        /// The number of waiting items: at least one a range.
        public fileprivate(set) var count: Int64
    }

    /// The sequence from which the present choice of items applies.
    public struct Choosing: Codable, Hashable, Sendable {
        /// The fingerprint that distinguishes this choice from others.
        var fingerprint: String
        /// The sequence of the newest `clock` entry that corrects times.
        var clock: Int64?
        /// The first sequence that was chosen in this way.
        var from: Int64
    }

    /// The newest acknowledged sequence of the live lane.
    public private(set) var live: Int64
    /// The ranges that were stored without a connection and are not acknowledged yet, oldest first.
    public private(set) var gaps: [ClosedRange<Int64>] = []
    /// The refused items by stream, in order of stream; each has at least one range.
    public private(set) var withheld: [Withheld] = []
    /// The stretches around findings that are still to be sent.
    public internal(set) var around: [Around] = []
    /// The present choice; nil before the first.
    public private(set) var choosing: Choosing?

    /// The gaps that are remembered at most. With more the two newest become one, and what lies between is sent again.
    private static let most = 64
    /// The ranges of a stream that are remembered at most, in the same way.
    private static let mostOfStream = 8

    public init(live: Int64 = 0) {
        self.live = live
    }

    /// Notes a new connection: items that were stored since the live lane ended are back-fill now.
    ///
    /// - Parameter last: The newest stored sequence.
    public mutating func connected(last: Int64) {
        guard last > live else { return }
        if let previous = gaps.last, previous.upperBound == live || gaps.count >= Self.most {
            gaps[gaps.count - 1] = previous.lowerBound...last
        } else {
            gaps.append(live + 1...last)
        }
        live = last
    }

    /// Notes that the broker has everything of the live lane up to `sequence`.
    public mutating func acknowledgedLive(upTo sequence: Int64) {
        live = max(live, sequence)
    }

    /// Notes that the broker has everything of the oldest gap up to `sequence`.
    public mutating func acknowledgedGap(upTo sequence: Int64) {
        Self.cut(&gaps, upTo: sequence)
    }

    private static func cut(_ ranges: inout [ClosedRange<Int64>], upTo sequence: Int64) {
        guard let first = ranges.first, sequence >= first.lowerBound else { return }
        if sequence >= first.upperBound {
            ranges.removeFirst()
        } else {
            ranges[0] = sequence + 1...first.upperBound
        }
    }

    // MARK: Refused messages

    /// Notes that items of a stream were refused.
    ///
    /// - Parameters:
    ///   - sequences: The sequences of the items, in order; at least one.
    ///   - isMore: Whether nothing of the stream was accepted since the items that were withheld last.
    public mutating func withhold(_ sequences: [Int64], of stream: ItemStream, isMore: Bool) {
        guard let first = sequences.first, let last = sequences.last else { return }
        let index = withheld.firstIndex { $0.stream >= stream } ?? withheld.endIndex
        if index == withheld.endIndex || withheld[index].stream != stream {
            withheld.insert(Withheld(stream: stream, ranges: [], count: 0), at: index)
        }
        withheld[index].count += Int64(sequences.count)
        let ranges = withheld[index].ranges
        // Back-fill is older than what is live.
        guard let near = ranges.firstIndex(where: { $0.upperBound >= first - 1 }) else {
            if let end = ranges.last, isMore || ranges.count >= Self.mostOfStream {
                withheld[index].ranges[ranges.count - 1] = end.lowerBound...last
            } else {
                withheld[index].ranges.append(first...last)
            }
            return
        }
        guard ranges[near].lowerBound > last + 1 else {
            let joined = min(first, ranges[near].lowerBound)...max(last, ranges[near].upperBound)
            withheld[index].ranges[near] = joined
            return mergeOverlaps(at: index)
        }
        if ranges.count >= Self.mostOfStream {
            withheld[index].ranges[near] = first...ranges[near].upperBound
        } else {
            withheld[index].ranges.insert(first...last, at: near)
        }
    }

    private mutating func mergeOverlaps(at index: Int) {
        var merged: [ClosedRange<Int64>] = []
        for range in withheld[index].ranges {
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        withheld[index].ranges = merged
    }

    /// Notes that the broker has all items of a stream's oldest range up to `sequence`: so many more than before.
    public mutating func acknowledgedWithheld(_ stream: ItemStream, upTo sequence: Int64, count: Int) {
        guard let index = withheld.firstIndex(where: { $0.stream == stream }) else { return }
        Self.cut(&withheld[index].ranges, upTo: sequence)
        // Of what lies between two refused items some may have been taken before, and is counted twice.
        withheld[index].count = max(Int64(withheld[index].ranges.count), withheld[index].count - Int64(count))
        if withheld[index].ranges.isEmpty { withheld.remove(at: index) }
    }

    /// Notes that nothing of a stream waits any more: it was dropped.
    public mutating func forgetWithheld(_ stream: ItemStream) { withheld.removeAll { $0.stream == stream } }

    /// Returns the refused items of a stream; nil for none.
    public func withheld(of stream: ItemStream) -> Withheld? { withheld.first { $0.stream == stream } }

    // MARK: Choice of messages

    /// Notes that items are now chosen in a way that has this fingerprint. Returns whether that is another way than
    /// before.
    public mutating func chosen(by fingerprint: String) -> Bool {
        guard choosing?.fingerprint != fingerprint else { return false }
        choosing = Choosing(fingerprint: fingerprint, clock: choosing?.clock, from: live + 1)
        return true
    }

    /// Notes that a `clock` entry with this sequence corrects earlier times, so that they may lie in other slots, and
    /// those of stretches around findings may be wrong. Returns whether that is new.
    public mutating func corrected(at sequence: Int64) -> Bool {
        guard let before = choosing, before.clock ?? 0 < sequence else { return false }
        choosing = Choosing(
            fingerprint: before.fingerprint, clock: sequence, from: max(before.from, sequence))
        around = []
        return true
    }

    /// Returns the sequence of the item before another in its series; nil where that was chosen in another way.
    public func linked(_ previous: Int64?) -> Int64? { previous.flatMap { $0 < choosing?.from ?? 0 ? nil : $0 } }

    // MARK: Backlog

    /// The oldest sequence that is not acknowledged.
    public var firstWaiting: Int64 {
        let refused = withheld.compactMap(\.ranges.first?.lowerBound).min()
        return min(gaps.first?.lowerBound ?? live + 1, refused ?? .max)
    }

    /// The newest sequence that it contains.
    public var last: Int64 {
        max(live, gaps.last?.upperBound ?? 0, withheld.compactMap(\.ranges.last?.upperBound).max() ?? 0)
    }

    /// Returns the number of items that are not acknowledged: of the sequences up to `last`, and of the refused ones.
    public func backlog(upTo last: Int64) -> Int64 {
        max(0, last - live) + gaps.reduce(0) { $0 + $1.upperBound - $1.lowerBound + 1 }
            + withheld.reduce(0) { $0 + $1.count }
    }
}

extension UplinkProgress: Codable {
    private enum Key: String, CodingKey { case live, gaps, withheld, choosing, around }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        live = try container.decode(Int64.self, forKey: .live)
        gaps = try container.decode([ClosedRange<Int64>].self, forKey: .gaps)
        withheld = try container.decodeIfPresent([Withheld].self, forKey: .withheld) ?? []
        choosing = try container.decodeIfPresent(Choosing.self, forKey: .choosing)
        around = try container.decodeIfPresent([Around].self, forKey: .around) ?? []
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(live, forKey: .live)
        try container.encode(gaps, forKey: .gaps)
        if !withheld.isEmpty { try container.encode(withheld, forKey: .withheld) }
        try container.encodeIfPresent(choosing, forKey: .choosing)
        if !around.isEmpty { try container.encode(around, forKey: .around) }
    }
}
