/// The size above which messages are split, learned from an other side that ends the connection on one that is too large and says
/// nothing. Without it each portion would cost as many connections as the first.
struct LearnedSize: Sendable {
    /// How long it counts: the other side's limit may be raised.
    static let day = Duration.seconds(86_400)

    private var limit: Int?
    private var end: ContinuousClock.Instant?

    /// A connection was lost with a message of some items on its way alone.
    mutating func lost(_ size: Int, at now: ContinuousClock.Instant) {
        (limit, end) = (max(1, size / 2), now + Self.day)
    }

    /// It was not the size: a single item was not taken either.
    mutating func forget() { (limit, end) = (nil, nil) }

    /// Whether a message is to be split before it is sent.
    func isTooLarge(_ size: Int, at now: ContinuousClock.Instant) -> Bool {
        guard let limit, let end, now < end else { return false }
        return size > limit
    }
}
