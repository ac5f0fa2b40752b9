import CTimex
import Facilities
import Glibc
import Journal

/// What the machine knows of the time.
struct SystemClock: Sendable {
    /// The random id of the start of the machine.
    var boot: String
    /// Returns the milliseconds since that start, with those in which the machine slept.
    var uptime: @Sendable () -> Int64
    /// Returns what the clock on the wall says.
    var wall: @Sendable () -> Timestamp
    /// Returns the source that keeps it right.
    var source: @Sendable () -> TimeSource?

    /// The machine's own.
    ///
    /// Where nobody says which start it is, each run counts as one of its own.
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
