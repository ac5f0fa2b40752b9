import CTimex
import Facilities
import Glibc
import Journal

/// The machine's sources of time.
struct SystemClock: Sendable {
    /// The random id of this start of the machine.
    var boot: String
    /// Returns the milliseconds since that start, including the time in which the machine slept.
    var uptime: @Sendable () -> Int64
    /// Returns the time of the system clock.
    var wall: @Sendable () -> Timestamp
    /// Returns the source that keeps the clock right; nil if there is none.
    var source: @Sendable () -> TimeSource?

    /// Returns the clock of this machine.
    ///
    /// If the id of the start is unknown, each run counts as a start of its own.
    static func machine(boot: Boot? = .current) -> SystemClock {
        SystemClock(
            boot: (boot ?? .random()).description, uptime: { milliseconds(CLOCK_BOOTTIME) },
            wall: { Timestamp(milliseconds: milliseconds(CLOCK_REALTIME)) }, source: { TimeSource.current() })
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        clock_milliseconds(clock)
    }

    func look(_ source: TimeSource?) -> Timekeeping.Look {
        Timekeeping.Look(wall: wall(), uptime: uptime(), source: source)
    }
}
