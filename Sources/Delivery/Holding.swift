import Facilities

/// A pause in sending the journal, because the other side answered that it may accept a message later. Each further pause is twice
/// as long, up to a minute, until a message is accepted.
public struct Holding: Hashable, Sendable {
    /// The reason code that the other side gave; nil where a message was accepted since.
    public private(set) var reason: String?
    /// The end of the pause; nil where there was none on this connection.
    public private(set) var until: ContinuousClock.Instant?
    private var backoff = Backoff(from: .seconds(1), to: .seconds(60))

    /// Creates a holding without a pause.
    public init() {}

    /// Begins a pause, unless one is running.
    public mutating func hold(_ reason: String, at now: ContinuousClock.Instant) {
        // Other messages that were on their way get the same answer.
        guard isOver(at: now) else { return }
        (self.reason, until) = (reason, now + backoff.next())
    }

    /// Notes that a message was accepted: the next pause is short again.
    public mutating func accepted() {
        reason = nil
        backoff.reset()
    }

    /// Ends the pause, because a new connection begins.
    public mutating func connected() { until = nil }

    /// Returns whether no pause is running.
    public func isOver(at now: ContinuousClock.Instant) -> Bool {
        guard let until else { return true }
        return until <= now
    }
}
