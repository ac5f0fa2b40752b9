/// The size above which messages are split, learned from connections that the other side closed without a reason. Without it each
/// portion would cost as many connections as the first.
struct LearnedSize: Sendable {
    /// The time after which the limit is forgotten, since the other side's limit may be raised.
    static let day = Duration.seconds(86_400)

    private var limit: Int?
    private var end: ContinuousClock.Instant?

    /// Notes that a connection was lost while a message of several items, and nothing else, was on its way.
    ///
    /// - Parameter size: the size of the message in bytes.
    mutating func lost(_ size: Int, at now: ContinuousClock.Instant) {
        (limit, end) = (max(1, size / 2), now + Self.day)
    }

    /// Forgets the limit: a single item was refused too, so the size was not the cause.
    mutating func forget() { (limit, end) = (nil, nil) }

    /// Returns whether a message of this size, in bytes, is to be split before it is sent.
    func isTooLarge(_ size: Int, at now: ContinuousClock.Instant) -> Bool {
        guard let limit, let end, now < end else { return false }
        return size > limit
    }
}
