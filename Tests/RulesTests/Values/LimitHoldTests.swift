import Facilities
import Testing

@testable import Rules

@Suite struct LimitHoldTests {
    @Test func theFigureIsOneThatWasPastTheLimit() {
        var hold = LimitHold()
        hold.update(Measured(12), .above, 10, band: 1, at: start)
        hold.update(Measured(9.5), .above, 10, band: 1, at: start + .seconds(1))
        #expect(hold.since == start)
        #expect(hold.figure == 12)
        hold.update(Measured(9), .above, 10, band: 1, at: start + .seconds(2))
        #expect(hold.since == nil)
    }
}
