/// Pauses between attempts: after each failure in a row the next pause is twice as long, up to a longest one.
public struct Backoff: Hashable, Sendable {
    private let shortest: Duration
    private let longest: Duration
    private var pause: Duration

    /// Creates the pauses after no failure.
    ///
    /// - Parameters:
    ///   - shortest: the pause after the first failure; more than zero.
    ///   - longest: the longest pause; at least the shortest.
    public init(from shortest: Duration, to longest: Duration) {
        (self.shortest, self.longest, pause) = (shortest, longest, shortest)
    }

    /// Returns the pause after one more failure.
    public mutating func next() -> Duration {
        let pause = pause
        self.pause = min(pause * 2, longest)
        return pause
    }

    /// Notes a success: the next pause is the shortest.
    public mutating func reset() { pause = shortest }
}
