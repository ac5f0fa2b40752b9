import Facilities
import Testing

@testable import Rules

@Suite struct LatestTests {
    @Test(arguments: [(300, 3.0), (301, nil)]) func itCountsWhileItIsFresh(seconds: Int, value: Double?) {
        var latest = Latest()
        latest.take(3, at: start)
        #expect(latest.value(at: start + .seconds(seconds)) == value)
    }

    @Test func nothingTakesNoPlace() {
        var latest = Latest()
        #expect(latest.value(at: start) == nil)
        latest.take(3, at: start)
        latest.take(nil, at: start + .minutes(4))
        #expect(latest.value(at: start + .minutes(4)) == 3)
        #expect(latest.value(at: start + .minutes(6)) == nil)
    }
}
