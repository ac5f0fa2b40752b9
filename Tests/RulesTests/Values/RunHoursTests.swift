import Facilities
import Testing

@testable import Rules

@Suite struct RunHoursTests {
    @Test(arguments: [(600, 1.0 / 6), (601, 0)]) func aGapOfMoreThanTenMinutesDoesNotCount(seconds: Int, hours: Double)
    {
        var run = RunHours()
        for second in [0, seconds] { run.update(isRunning: true, at: start + .seconds(second)) }
        #expect(abs(run.hours - hours) < 1e-12)
    }

    @Test func timeCountsByTheStateAtItsBeginning() {
        var run = RunHours()
        for (minute, isRunning) in [(0, false), (5, true), (10, false), (15, true)] {
            run.update(isRunning: isRunning, at: start + .minutes(minute))
        }
        #expect(abs(run.hours - 5.0 / 60) < 1e-12)
    }

    @Test func aClockThatGoesBackTakesNothingAway() {
        var run = RunHours()
        for second in [0, 300, 100, 400] { run.update(isRunning: true, at: start + .seconds(second)) }
        #expect(run.hours >= 300.0 / 3600)
    }
}
