public import Facilities

/// The streams that the other side does not take at present. Each is tried with one message once an hour, and on each connection.
public struct RefusedStreams: Hashable, Sendable {
    public struct One: Hashable, Sendable {
        public var refusal: Refusal
        public var since: ContinuousClock.Instant
        fileprivate var retry: ContinuousClock.Instant
        /// Whether the other side ends the connection over it.
        fileprivate var endsConnections: Bool
    }

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

    /// A new connection may have other rights. A stream that ends connections is not tried on each: it would end that one, too.
    mutating func connected(at now: ContinuousClock.Instant) {
        for (stream, one) in all where !one.endsConnections { all[stream]?.retry = now }
    }

    func isRefused(_ stream: ItemStream) -> Bool { all[stream] != nil }

    /// Whether the next live item of a stream is to show whether it is taken again.
    func isProbe(_ stream: ItemStream, at now: ContinuousClock.Instant) -> Bool {
        stream.kind == .readings && all[stream].map { $0.retry <= now } ?? false
    }

    mutating func probed(_ stream: ItemStream, at now: ContinuousClock.Instant) {
        all[stream]?.retry = now + Self.pause
    }

    var nextRetry: ContinuousClock.Instant? { all.values.map(\.retry).min() }

    /// Returns the stream that is to be tried now: the one behind the last in turn; nil for none.
    func next(of streams: [ItemStream], after last: ItemStream?, at now: ContinuousClock.Instant) -> ItemStream? {
        let due = streams.filter { all[$0].map { $0.retry <= now } ?? true }
        return due.first { stream in last.map { $0 < stream } ?? true } ?? due.first
    }
}
