import Facilities

/// The pause before a failed commit is repeated: it doubles with each failure, up to a second.
struct RetryPause: Sendable {
    private var backoff = Backoff(from: .milliseconds(50), to: .seconds(1))
    private var until: ContinuousClock.Instant?

    func isOver(at now: ContinuousClock.Instant) -> Bool {
        guard let until else { return true }
        return until <= now
    }

    mutating func failed(at now: ContinuousClock.Instant) {
        until = now + backoff.next()
    }

    mutating func succeeded() { self = RetryPause() }
}
