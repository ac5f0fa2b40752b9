import CTimex
public import Facilities
import Glibc

extension Timestamp {
    /// What the machine's clock says. The gateway itself stamps by its `SiteClock`.
    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The program's release: no clock that is right can be before it.
    static let release = Timestamp("2026-11-24T00:00:00Z") ?? Timestamp(seconds: 0)
}
