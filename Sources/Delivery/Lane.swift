import Facilities

/// The lanes of a feed, by the part of the journal that they send.
enum LaneKind: Int, Hashable, Sendable, CaseIterable {
    /// Items that were just committed.
    case live
    /// Items that were committed without a connection.
    case backfill
    /// Items of a stream that was refused.
    case withheld
    /// Additional samples around a finding.
    case around
}

/// One lane of each kind.
struct Lanes: Sendable {
    private var all = LaneKind.allCases.map(Lane.init)

    // A lane is read and changed where it is: one that is taken out would be copied with all that waits in it.
    subscript(kind: LaneKind) -> Lane {
        _read { yield all[kind.rawValue] }
        _modify { yield &all[kind.rawValue] }
    }
}

/// A queue of portions from one part of the journal to the other side.
struct Lane: Sendable {
    /// The largest number of portions at once. The live lane has many, so that a commit does not wait for the acknowledgement of the
    /// one before it.
    private let most: Int
    /// The portions that are not finished, the oldest first.
    var portions: [PackedPortion] = []
    /// The request that is being read; nil for none.
    var reading: PortionRequest?
    /// The stream whose refused items are on their way.
    var stream: ItemStream?
    /// The stretch around a finding that is being read.
    var stretch: Around?
    /// Whether the portion that was read last reached the end of its stretch around a finding.
    var isPast = false
    /// The states at `statesEnd` of the series that were read since.
    var states: [ItemSeries: SeriesState] = [:]
    /// The sequence for which `states` hold; nil while nothing was read.
    var statesEnd: Int64?

    /// The number of messages that are on their way.
    private(set) var waiting = 0
    /// The number of portions that were removed from the beginning of `portions`.
    private(set) var finishedCount = 0

    init(_ kind: LaneKind) {
        most =
            switch kind {
            case .live: 20
            // While one portion is being acknowledged, the next is on its way.
            case .backfill: 2
            case .withheld, .around: 1
            }
    }

    /// The index of the oldest portion that has something to send; nil for none.
    var sending: Int? {
        // In place: each portion that is taken out of the list would have its references counted.
        let portions = portions.span
        return portions.indices.first { portions[$0].hasNext }
    }

    /// Whether the next portion may be requested.
    var mayLoad: Bool { reading == nil && sending == nil && portions.count < most }

    /// The ranges of the portions that have messages on their way.
    var onTheirWay: [ClosedRange<Int64>] {
        let sent = portions.filter { !$0.waiting.isEmpty }
        return sent.map { $0.first...$0.end }
    }

    /// Notes that the next message of a portion was sent.
    mutating func sent(_ token: UInt64, of portion: Int) {
        portions[portion].sent(token)
        waiting += 1
    }

    /// Notes that the other side accepted a message of a portion, and returns its stream.
    mutating func accept(_ token: UInt64, of portion: Int) -> ItemStream? {
        waiting -= 1
        return portions[portion].accept(token)
    }

    /// Removes and returns a message of a portion that was sent.
    mutating func takeBack(_ token: UInt64, of portion: Int) -> Parcel? {
        waiting -= 1
        return portions[portion].takeBack(token)
    }

    /// Drops everything, because the connection has ended.
    mutating func drop() {
        (portions, reading, stream, stretch, waiting) = ([], nil, nil, nil, 0)
        forget()
    }

    /// Forgets the states of series, because they may have changed.
    mutating func forget() { (states, statesEnd) = ([:], nil) }

    /// Returns whether `states` are those before a request.
    private func knowsStates(before request: PortionRequest) -> Bool { statesEnd == request.after }

    /// Returns the series of a portion whose states are unknown.
    func unknown(in portion: KeptPortion, for request: PortionRequest) -> [ItemSeries] {
        let isKnown = knowsStates(before: request)
        var unknown: Set<ItemSeries> = []
        for item in portion.items where !isKnown || states[item.series] == nil { unknown.insert(item.series) }
        return Array(unknown)
    }

    /// Returns the items that are chosen from a portion of a stretch around a finding.
    mutating func chooseAround(_ portion: KeptPortion, for request: PortionRequest, by chooser: Chooser) -> [Chosen] {
        guard let one = stretch else { return [] }
        if !knowsStates(before: request) { states = [:] }
        (statesEnd, isPast) = (portion.end, false)
        return portion.items.compactMap { item in
            guard case .sample(let kept) = item else { return nil }
            isPast = isPast || kept.time > one.to
            return chooser.choose(kept, around: one, after: &states[item.series, default: SeriesState()])
        }
    }

    /// Returns the items that are chosen from a portion.
    ///
    /// - Parameter before: the states, before the portion, of the series whose states are unknown.
    mutating func choose(
        _ portion: KeptPortion, for request: PortionRequest, _ before: [ItemSeries: SeriesState], by chooser: Chooser
    ) -> [Chosen] {
        if !knowsStates(before: request) { states = [:] }
        statesEnd = portion.end
        return portion.items.compactMap { item in
            let series = item.series
            return chooser.choose(item, after: &states[series, default: before[series] ?? SeriesState()])
        }
    }

    /// Removes and returns the oldest portion if the other side has all of it; nil otherwise.
    mutating func finish() -> PackedPortion? {
        guard !portions.isEmpty, portions[0].isDone else { return nil }
        finishedCount += 1
        return portions.removeFirst()
    }
}
