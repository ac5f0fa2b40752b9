import Facilities

/// One of the ways from the journal to the other side.
struct Lane<Message: Sendable>: Sendable {
    enum Kind: Hashable, Sendable {
        /// What was just kept.
        case live
        /// What was kept without a connection.
        case backfill
        /// What was refused of one stream.
        case withheld
        /// Samples around a finding.
        case around
    }

    let kind: Kind
    /// ItemSource on their way at most. The live lane has many, so that what is committed does not wait for the acknowledgement of what
    /// was committed before.
    private let most: Int
    /// In order.
    var portions: [PackedPortion<Message>] = []
    /// What is being read for it.
    var reading: PortionRequest?
    /// The stream whose refused items are on their way.
    var stream: ItemStream?
    /// The stretch around a finding that is read.
    var stretch: Around?
    /// Whether the portion that was read last reached the end of its stretch around a finding.
    var isPast = false
    /// What the series had up to `statesEnd`, of those that were read since the lane began there.
    var states: [ItemSeries: SeriesState] = [:]
    /// The sequence up to which `states` are; nil while nothing was read.
    var statesEnd: Int64?

    init(_ kind: Kind) {
        self.kind = kind
        most =
            switch kind {
            case .live: 20
            // While one is acknowledged the next is on its way.
            case .backfill: 2
            case .withheld, .around: 1
            }
    }

    /// Messages that are on their way.
    var waiting: Int { portions.reduce(0) { $0 + $1.waiting.count } }

    /// The index of the oldest portion that has something to send; nil for none.
    var sending: Int? { portions.firstIndex { $0.next != nil } }

    var mayLoad: Bool { reading == nil && sending == nil && portions.count < most }

    /// The portions that have messages on their way.
    var onTheirWay: [ClosedRange<Int64>] { portions.filter { !$0.waiting.isEmpty }.map { $0.first...$0.end } }

    /// The index of the portion that has a message on its way; nil for none.
    func index(of token: UInt64) -> Int? { portions.firstIndex { $0.waiting[token] != nil } }

    mutating func drop() {
        (portions, reading, stream, stretch) = ([], nil, nil, nil)
        forget()
    }

    /// What is known of the series does not hold any more.
    mutating func forget() { (states, statesEnd) = ([:], nil) }

    /// Whether what is known of the series is what they had before a stretch.
    private func knowsStates(before request: PortionRequest) -> Bool { statesEnd == request.after }

    /// The series of a portion whose states are not known.
    func unknown(in portion: KeptPortion, for request: PortionRequest) -> [ItemSeries] {
        let known = knowsStates(before: request) ? states : [:]
        return Array(Set(portion.items.lazy.map(\.series)).subtracting(known.keys))
    }

    /// Returns what is chosen of a portion of a stretch around a finding.
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

    /// Returns what is chosen of a portion.
    ///
    /// - Parameter before: what the series had before it, of those that are not known.
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

    /// Returns the oldest portion if the other side has all of it, and lets go of it.
    mutating func finish() -> PackedPortion<Message>? {
        guard let portion = portions.first, portion.isDone else { return nil }
        return portions.removeFirst()
    }
}
