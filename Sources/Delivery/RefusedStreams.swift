public import Facilities

/// The streams that the other side refuses at present. Each is tried with one message once an hour, and on each new connection.
public struct RefusedStreams: Hashable, Sendable {
    /// The refusal of one stream.
    public struct One: Hashable, Sendable {
        /// The newest refusal.
        public var refusal: Refusal
        /// The time of the first refusal since an item of the stream was accepted.
        public var since: ContinuousClock.Instant
        fileprivate var retry: ContinuousClock.Instant
        /// Whether the other side closes the connection because of the stream.
        fileprivate var endsConnections: Bool

        /// Returns whether the stream may be tried again.
        fileprivate func isDue(at now: ContinuousClock.Instant) -> Bool { retry <= now }
    }

    /// The refused streams.
    public private(set) var all: [ItemStream: One] = [:]

    /// The time after which a stream is tried again.
    static let pause = Duration.seconds(3600)

    mutating func refuse(
        _ stream: ItemStream, _ refusal: Refusal, endsConnections: Bool = false, at now: ContinuousClock.Instant
    ) {
        all[stream] = One(
            refusal: refusal, since: all[stream]?.since ?? now, retry: now + Self.pause,
            endsConnections: endsConnections)
    }

    mutating func accepted(_ stream: ItemStream) { all[stream] = nil }

    /// Lets all streams be tried again on a new connection, which may have other rights. Streams that end connections are excluded,
    /// since they would end this one too.
    mutating func connected(at now: ContinuousClock.Instant) {
        for (stream, one) in all where !one.endsConnections { all[stream]?.retry = now }
    }

    func isRefused(_ stream: ItemStream) -> Bool { all[stream] != nil }

    /// Returns whether the next live item of a refused stream is sent to see whether it is accepted again.
    func isProbe(_ stream: ItemStream, at now: ContinuousClock.Instant) -> Bool {
        guard stream.kind == .readings, let one = all[stream] else { return false }
        return one.isDue(at: now)
    }

    /// Notes that an item was sent to see whether the stream is accepted again.
    mutating func probed(_ stream: ItemStream, at now: ContinuousClock.Instant) {
        all[stream]?.retry = now + Self.pause
    }

    /// The time at which the first stream may be tried again; nil where none is refused.
    var nextRetry: ContinuousClock.Instant? { all.values.map(\.retry).min() }

    /// Returns the stream that is to be tried now; nil for none. The streams take turns in their order.
    ///
    /// - Parameter last: the stream that was tried last.
    func next(of streams: [ItemStream], after last: ItemStream?, at now: ContinuousClock.Instant) -> ItemStream? {
        let due = streams.filter { stream in
            guard let one = all[stream] else { return true }
            return one.isDue(at: now)
        }
        guard let last else { return due.first }
        return due.first { last < $0 } ?? due.first
    }
}
