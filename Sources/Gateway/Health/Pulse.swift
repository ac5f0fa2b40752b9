import Synchronization

/// When judging came round last: once a second, behind everything that arrived before.
final class Pulse: Sendable {
    private let last = Mutex(ContinuousClock.now)

    func beat() { last.withLock { $0 = .now } }

    /// The time since it was to come round again; zero while it is on time.
    var overdue: Duration { max(.zero, .now - last.withLock(\.self) - .seconds(1)) }
}
