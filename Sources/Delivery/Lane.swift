import Facilities

/// A queue of portions from one part of the journal to the other side.
struct Lane<Message: Sendable>: Sendable {
    enum Kind: Hashable, Sendable {
        /// Items that were just committed.
        case live
        /// Items that were committed without a connection.
        case backfill
        /// Items of a stream that was refused.
        case withheld
        /// Additional samples around a finding.
        case around
    }

    let kind: Kind
    /// The largest number of portions at once. The live lane has many, so that a commit does not wait for the acknowledgement of the
    /// one before it.
    private let most: Int
    /// The portions that are not finished, the oldest first.
    var portions: [PackedPortion<Message>] = []
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

    init(_ kind: Kind) {
        self.kind = kind
        most =
            switch kind {
            case .live: 20
            // While one portion is being acknowledged, the next is on its way.
            case .backfill: 2
            case .withheld, .around: 1
            }
    }

    /// The number of messages that are on their way.
    var waiting: Int { portions.reduce(0) { $0 + $1.waiting.count } }

    /// The index of the oldest portion that has something to send; nil for none.
    var sending: Int? { portions.firstIndex { $0.next != nil } }

    /// Whether the next portion may be requested.
    var mayLoad: Bool { reading == nil && sending == nil && portions.count < most }

    /// The ranges of the portions that have messages on their way.
    var onTheirWay: [ClosedRange<Int64>] {
        let sent = portions.filter { !$0.waiting.isEmpty }
        return sent.map { $0.first...$0.end }
    }

    /// Returns the index of the portion whose message with this token is on its way; nil for none.
    func index(of token: UInt64) -> Int? { portions.firstIndex { $0.waiting[token] != nil } }

    /// Drops everything, because the connection has ended.
    mutating func drop() {
        (portions, reading, stream, stretch) = ([], nil, nil, nil)
        forget()
    }

    /// Forgets the states of series, because they may have changed.
    mutating func forget() { (states, statesEnd) = ([:], nil) }

    /// Returns whether `states` are those before a request.
    private func knowsStates(before request: PortionRequest) -> Bool { statesEnd == request.after }

    /// Returns the series of a portion whose states are unknown.
    func unknown(in portion: KeptPortion, for request: PortionRequest) -> [ItemSeries] {
        let known = knowsStates(before: request) ? states : [:]
        let series = Set(portion.items.map(\.series))
        return Array(series.subtracting(known.keys))
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
            if states[series] == nil { states[series] = before[series] ?? SeriesState() }
            return chooser.choose(item, after: &states[series]!)
        }
    }

    /// Removes and returns the oldest portion if the other side has all of it; nil otherwise.
    mutating func finish() -> PackedPortion<Message>? {
        guard let portion = portions.first, portion.isDone else { return nil }
        return portions.removeFirst()
    }
}
