/// What became of the messages that an uplink sent since the gateway started.
public struct UplinkCounts: Hashable, Sendable {
    /// Messages that the other side has accepted, or acknowledged where it can only do that.
    public private(set) var acknowledged = 0
    /// Messages that were not taken, by the word of the reason.
    public private(set) var refused: [String: Int] = [:]
    /// The time of the newest that was accepted; nil before the first.
    public private(set) var lastSuccess: ContinuousClock.Instant?

    public init() {}

    /// - Parameter reason: why a message was not taken; nil where it was.
    public mutating func answered(_ reason: String?, at now: ContinuousClock.Instant) {
        if let reason {
            refused[reason, default: 0] += 1
        } else {
            acknowledged += 1
            lastSuccess = now
        }
    }
}
