import Synchronization

/// The time of the newest judging, which runs once a second, after everything that arrived before.
final class Pulse: Sendable {
    private let last = Mutex(ContinuousClock.now)

    func beat() { last.withLock { $0 = .now } }

    /// The time by which judging is late; zero while it is on time.
    var overdue: Duration { max(.zero, .now - last.withLock(\.self) - .seconds(1)) }
}
