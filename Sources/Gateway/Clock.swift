import CTimex
public import Facilities
import Glibc

extension Timestamp {
    /// The one place where the gateway looks at the clock on the wall.
    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Whether the kernel says that the clock follows a time source; false where it was only set by hand, or not at
    /// all. adjtimex(2).
    static var isSynchronised: Bool {
        var state = timex()
        let status = adjtimex(&state)
        return status >= 0 && status != TIME_ERROR
    }
}
