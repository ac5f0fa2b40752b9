import CTimex
public import Facilities
import Glibc

extension Timestamp {
    /// The time of the system clock. The gateway itself stamps with its `SiteClock`.
    public static var now: Timestamp {
        Timestamp(milliseconds: clock_milliseconds(CLOCK_REALTIME))
    }
}
