import CTimex
public import Facilities
import Glibc

extension Timestamp {
    /// What the machine's clock says. The gateway itself stamps by its `SiteClock`.
    public static var now: Timestamp {
        Timestamp(milliseconds: clock_milliseconds(CLOCK_REALTIME))
    }
}
