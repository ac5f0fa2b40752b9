import Facilities
import Synchronization

@testable import Gateway

extension SiteClock {
    /// The machine's clock, believed, of a start of which the journal has an entry already.
    static func believed() -> SiteClock {
        let system = SystemClock.machine()
        let look = system.look(nil)
        let change = ClockChange(.started, boot: system.boot, offset: look.offset, isBelieved: true)
        return SiteClock(system, last: change, after: Timekeeping.Kept())
    }
}

/// A machine whose clock, uptime and start a test turns.
final class TurnedClock: Sendable {
    struct Machine {
        /// Counts the starts.
        var start = 1
        var uptime: Int64 = 60_000
        /// How far the clock is from the true time.
        var error = Duration.zero
        var source: TimeSource?
        /// The true time at uptime 0.
        var began: Timestamp
    }

    private let machine: Mutex<Machine>

    /// - Parameter time: the true time when a test begins.
    init(at time: Timestamp) {
        machine = Mutex(Machine(began: time - .milliseconds(60_000)))
    }

    /// True time passes.
    func pass(_ duration: Duration) { machine.withLock { $0.uptime += duration.milliseconds } }

    /// Steps the clock: it is so far ahead of the true time from now on.
    func turn(ahead error: Duration) { machine.withLock { $0.error = error } }

    func turn(_ source: TimeSource?) { machine.withLock { $0.source = source } }

    /// The machine starts again after a pause, with its clock as it is.
    func startAgain(after pause: Duration) {
        machine.withLock { machine in
            machine.began = machine.began + .milliseconds(machine.uptime) + pause
            machine.uptime = 0
            machine.start += 1
        }
    }

    /// The true time.
    var time: Timestamp { machine.withLock { $0.began + .milliseconds($0.uptime) } }

    var system: SystemClock {
        SystemClock(
            boot: "start \(machine.withLock(\.start))", uptime: { self.machine.withLock(\.uptime) },
            wall: { self.machine.withLock { $0.began + .milliseconds($0.uptime) + $0.error } },
            source: { self.machine.withLock(\.source) })
    }
}
