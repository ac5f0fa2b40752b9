import Facilities

@testable import Gateway

extension SiteClock {
    /// The machine's clock, believed, of a start of which the journal has an entry already.
    static func believed() -> SiteClock {
        let system = SystemClock.machine()
        let change = ClockChange(.started, boot: system.boot, offset: system.look(nil).offset, isBelieved: true)
        return SiteClock(system, last: change, after: Timekeeping.Kept())
    }
}
