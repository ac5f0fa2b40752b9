/// The numbers of messages that an uplink sent since the gateway started, by their outcome.
public struct UplinkCounts: Hashable, Sendable {
    /// The number of messages that were accepted, or over MQTT 3.1.1 acknowledged.
    public private(set) var acknowledged = 0
    /// The numbers of messages that were refused, by the word of the reason.
    public private(set) var refused: [String: Int] = [:]
    /// The time at which a message was accepted last; nil before the first.
    public private(set) var lastSuccess: ContinuousClock.Instant?

    /// Creates counts of nothing.
    public init() {}

    /// Counts the outcome of one message.
    ///
    /// - Parameter reason: the reason why it was refused; nil where it was accepted.
    public mutating func answered(_ reason: String?, at now: ContinuousClock.Instant) {
        if let reason {
            refused[reason, default: 0] += 1
        } else {
            acknowledged += 1
            lastSuccess = now
        }
    }
}
