/// Measures how long the oldest unacknowledged message has waited for its acknowledgement.
///
/// A broker acknowledges in order, so on a slow but working connection the oldest message changes all the time. Where it stays
/// the same one, its acknowledgement is lost, even if those of later messages arrive.
public struct AcknowledgementClock: Sendable {
    /// The tokens of the unacknowledged messages, in the order in which they were sent.
    private var sent: [UInt64] = []
    /// The time since which the first message has been the oldest and nothing was left to write; nil while nothing is on its way.
    private var since: ContinuousClock.Instant?

    /// The time for which one message may be the oldest.
    public let patience: Duration

    /// Creates a clock on which nothing is on its way.
    public init(patience: Duration = .seconds(30)) { self.patience = patience }

    /// The number of unacknowledged messages.
    public var count: Int { sent.count }

    /// Notes that the message with this token was sent.
    public mutating func sent(_ token: UInt64, at now: ContinuousClock.Instant) {
        if sent.isEmpty { since = now }
        sent.append(token)
    }

    /// Notes that the message with this token was acknowledged or refused. An unknown token changes nothing.
    public mutating func answered(_ token: UInt64, at now: ContinuousClock.Instant) {
        guard let index = sent.firstIndex(of: token) else { return }
        sent.remove(at: index)
        if index == 0 { since = sent.isEmpty ? nil : now }
    }

    /// Restarts the wait, since something is still being written: the other side cannot have answered yet.
    public mutating func writing(at now: ContinuousClock.Instant) {
        if since != nil { since = now }
    }

    /// Forgets all messages, because their connection has ended.
    public mutating func forget() { (sent, since) = ([], nil) }

    /// The time from which the connection counts as broken if the oldest message is still unacknowledged; nil while nothing is on
    /// its way.
    public var deadline: ContinuousClock.Instant? { since.map { $0 + patience } }

    /// Returns whether the deadline has passed.
    public func isOverdue(at now: ContinuousClock.Instant) -> Bool {
        guard let deadline else { return false }
        return deadline <= now
    }
}
