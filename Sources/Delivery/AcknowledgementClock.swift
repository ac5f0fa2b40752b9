/// How long the oldest message that is on its way has waited for its acknowledgement.
///
/// A broker acknowledges in order, so that a link that is slow but works has another oldest message again and again. Where it
/// stays the same one, its acknowledgement is lost, although those of others may come.
public struct AcknowledgementClock: Sendable {
    /// In the order in which they were sent.
    private var sent: [UInt64] = []
    /// The time since which the first one has been the oldest, with nothing left to write.
    private var since: ContinuousClock.Instant?

    /// How long one message may be the oldest.
    public let patience: Duration

    public init(patience: Duration = .seconds(30)) { self.patience = patience }

    /// The number of messages on their way.
    public var count: Int { sent.count }

    public mutating func sent(_ token: UInt64, at now: ContinuousClock.Instant) {
        if sent.isEmpty { since = now }
        sent.append(token)
    }

    public mutating func answered(_ token: UInt64, at now: ContinuousClock.Instant) {
        guard let index = sent.firstIndex(of: token) else { return }
        sent.remove(at: index)
        if index == 0 { since = sent.isEmpty ? nil : now }
    }

    /// Something is still being written: the other side cannot have answered yet.
    public mutating func writing(at now: ContinuousClock.Instant) {
        if since != nil { since = now }
    }

    public mutating func forget() { (sent, since) = ([], nil) }

    /// The time from which the connection counts as broken if nothing is acknowledged until then; nil while nothing is on its way.
    public var deadline: ContinuousClock.Instant? { since.map { $0 + patience } }

    public func isOverdue(at now: ContinuousClock.Instant) -> Bool { deadline.map { $0 <= now } ?? false }
}
