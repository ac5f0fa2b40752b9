/// How long a journal that failed is left alone: twice as long after each failure, up to a second.
struct RetryPause: Sendable {
    private static let shortest = Duration.milliseconds(50)
    private static let longest = Duration.seconds(1)

    private var next = Self.shortest
    private var until: ContinuousClock.Instant?

    func isOver(at now: ContinuousClock.Instant) -> Bool {
        guard let until else { return true }
        return until <= now
    }

    mutating func failed(at now: ContinuousClock.Instant) {
        until = now + next
        next = min(next * 2, Self.longest)
    }

    mutating func succeeded() { self = RetryPause() }
}
