import Facilities
import Testing

@testable import Rules

@Suite struct IntegralTests {
    private func integral(_ values: [(minute: Int, value: Double?)]) -> Integral {
        var integral = Integral()
        for (minute, value) in values { integral.update(value, at: start + .minutes(minute)) }
        return integral
    }

    @Test func eachValueCountsUntilTheNext() {
        let integral = integral([(0, 6), (5, 12), (10, 1)])
        #expect(abs(integral.sum - 1.5) < 1e-12)
        #expect(integral.mean == 9)
    }

    @Test(arguments: [(10, 1.0 / 6), (11, 0)]) func aGapOfMoreThanTenMinutesDoesNotCount(minute: Int, hours: Double) {
        #expect(abs(integral([(0, 1), (minute, 1)]).hours - hours) < 1e-12)
    }

    @Test func aMissingValueIsNotCounted() {
        #expect(abs(integral([(0, 1), (5, nil), (10, 1)]).hours - 5.0 / 60) < 1e-12)
        #expect(integral([]).mean == nil)
    }

    /// Every ten minutes for thirty days, of which the last eight can be told apart.
    @Test(arguments: [0, 1, 100, 600, 715, 720]) func whatWasBeforeAMomentCanBeForgotten(hour: Int) {
        var integral = integral((0...(30 * 144)).map { ($0 * 10, 2) })
        integral.forget(before: start + .hours(hour))
        #expect(abs(integral.hours - Double(720 - hour)) < 1e-6)
        #expect(abs(integral.sum - Double(720 - hour) * 2) < 1e-6)
        integral.update(2, at: start + .hours(720) + .minutes(10))
        #expect(abs(integral.hours - Double(720 - hour) - 1.0 / 6) < 1e-6)
    }

    @Test func itGoesByTheHourWithinTheLastDays() {
        // The fan ran only in the last of ten days.
        var integral = integral((0...1440).map { ($0 * 10, $0 >= 1296 ? 1 : 0) })
        integral.forget(before: start + .hours(200))
        #expect(abs(integral.sum - 24) < 1e-6)
    }

    @Test func whatRunsOnWhenItBeginsAnewCountsFromThatMoment() {
        var integral = Integral()
        integral.update(6, at: start)
        integral.forget(before: start + .minutes(9))
        integral.update(6, at: start + .minutes(10))
        #expect(abs(integral.sum - 0.1) < 1e-9)
    }
}
