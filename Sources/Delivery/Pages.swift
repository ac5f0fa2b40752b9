public import Facilities

/// A stretch of what is kept, as a feed asks for it.
public struct PageRequest: Hashable, Sendable {
    /// The items come behind this sequence.
    public var after: Int64
    /// The newest sequence that is wanted.
    public var upTo: Int64
    /// The number of items at most.
    public var limit: Int
    /// The only stream that is wanted; nil for all. Readings of no facility are those of every one.
    public var stream: ItemStream?
    /// What is older need not come; nil for no limit.
    public var since: Timestamp?
    /// By which an answer differs from that to the same question before.
    public var number: UInt64 = 0

    public init(after: Int64, upTo: Int64, limit: Int, stream: ItemStream? = nil, since: Timestamp? = nil) {
        (self.after, self.upTo, self.limit, self.stream, self.since) = (after, upTo, limit, stream, since)
    }
}

/// What is kept of a stretch.
public struct KeptPage: Sendable {
    /// In order of sequence.
    public var items: [Item]
    /// Everything that was asked for, up to this sequence, is in `items`.
    public var end: Int64
    /// The sequence of the newest `clock` entry by which the times of the items are given; nil where there is none.
    public var clock: Int64?
    /// Samples of it whose values nobody can read: they are missing in `items`, or have no readings there. Of a stretch that ends before
    /// `upTo` there may be some that lie behind its end.
    public var unreadable: [UnreadableSamples] = []

    public init(_ items: [Item], end: Int64, clock: Int64? = nil) {
        (self.items, self.end, self.clock) = (items, end, clock)
    }
}

/// What an uplink reads stretches of the past from. A journal is one.
public protocol Pages: Sendable {
    /// Reads a stretch without holding up anybody. What was dropped of it is not in the answer.
    ///
    /// - Throws: whatever keeps it from being read; it can be asked for again.
    func page(_ request: PageRequest) async throws -> KeptPage

    /// Reads the newest items of a series up to a sequence, the newest first, as far back as can be looked without holding up anybody.
    ///
    /// - Parameter limit: the number of items at most.
    func newest(of series: ItemSeries, upTo sequence: Int64, limit: Int) async throws -> [Item]

    /// The quantities that the samples of a series have or had.
    func quantities(of series: ItemSeries) -> Set<Quantity>
}

extension Pages {
    /// How many of the newest items of a series are looked at: more where fewer do not decide its state.
    private static var limits: [Int] { [200, 2000, 10_000] }

    /// Returns what series had up to a sequence, as far as the choice depends on it. Of one that needs more than can be looked at, it
    /// is what follows from the newest.
    public func states(
        of series: [ItemSeries], upTo sequence: Int64, by chooser: Chooser
    ) async throws -> [ItemSeries: SeriesState] {
        var states: [ItemSeries: SeriesState] = [:]
        for one in series { states[one] = try await state(of: one, upTo: sequence, by: chooser) }
        return states
    }

    private func state(of series: ItemSeries, upTo sequence: Int64, by chooser: Chooser) async throws -> SeriesState {
        let quantities = quantities(of: series)
        for limit in Self.limits {
            let newest = try await newest(of: series, upTo: sequence, limit: limit)
            let isAll = newest.count < limit || limit == Self.limits.last
            if let state = chooser.state(behind: newest, quantities, isAll: isAll) { return state }
        }
        return SeriesState()
    }
}
