import CMosquitto
import Glibc
import Synchronization

/// An eventfd with which other threads end a wait of the connection's thread.
final class Waker: Sendable {
    private let descriptor = mashang_eventfd()
    /// Whether the next wait ends at once, so that the eventfd need not be written again.
    private let isWoken = Atomic(false)

    deinit { close(descriptor) }

    /// Ends the present wait, or the next one.
    func wake() {
        guard !isWoken.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var one: UInt64 = 1
        write(descriptor, &one, 8)
    }

    /// Waits until a socket is ready, `wake` is called, or a time is reached; at most a second.
    ///
    /// - Returns: the events of `poll` for which the socket is ready; 0 for none.
    @discardableResult
    func wait(for socket: CInt = -1, _ events: Int16 = 0, until end: ContinuousClock.Instant) -> Int16 {
        let patience = min(max(.zero, ContinuousClock.now.duration(to: end)), .seconds(1))
        var waited = [
            pollfd(fd: socket, events: events, revents: 0), pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        // Rounded up, so that the thread does not loop without waiting in the last part of a millisecond.
        guard poll(&waited, 2, CInt((patience / .milliseconds(1)).rounded(.up))) > 0 else { return 0 }
        if waited[1].revents != 0 {
            var count: UInt64 = 0
            read(descriptor, &count, 8)
            // What was asked for until now is seen by the caller of this function; a later request writes to the eventfd again.
            _ = isWoken.exchange(false, ordering: .acquiringAndReleasing)
        }
        return waited[0].revents
    }
}
