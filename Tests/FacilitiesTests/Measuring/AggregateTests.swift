import Facilities
import Testing

@Suite struct AggregateTests {
    /// 10:00 on site.
    private let ten = Timestamp("2026-11-23T02:00:00Z")!
    /// 2026-11-24 on site.
    private let midnight = Timestamp("2026-11-23T16:00:00Z")!

    @Test(arguments: [Aggregate.Interval.minute, .quarter, .hour])
    func anIntervalHoldsItsFirstMillisecondAndNotThatOfTheNext(interval: Aggregate.Interval) {
        let next = ten + .minutes(interval.minutes)
        #expect(interval.start(of: ten, utcOffset: 28_800) == ten)
        #expect(interval.start(of: next - .milliseconds(1), utcOffset: 28_800) == ten)
        #expect(interval.start(of: next, utcOffset: 28_800) == next)
        #expect(interval.start(of: ten - .milliseconds(1), utcOffset: 28_800) < ten)
    }

    @Test func aDayIsThatOfTheSite() {
        let day = Aggregate.Interval.day
        #expect(day.start(of: midnight - .milliseconds(1), utcOffset: 28_800) == midnight - .days(1))
        #expect(day.start(of: midnight, utcOffset: 28_800) == midnight)
        #expect(day.start(of: midnight, utcOffset: 0) == midnight - .hours(16))
    }

    @Test(arguments: [(Aggregate.Interval.hour, 44, 0.733), (.hour, 45, 0.75), (.day, 1066, 0.740), (.day, 1080, 0.75)])
    func captureIsTheShareOfTheMinutesWithAValue(interval: Aggregate.Interval, minutes: Int, capture: Double) {
        let column = Aggregate.Column(.tsp, .microgramPerCubicMetre, Accumulator(.arithmetic), minutes: minutes)
        let aggregate = Aggregate(device: DeviceID("b/1"), interval: interval, start: midnight, columns: [column])
        #expect(abs(aggregate.capture(of: column) - capture) < 0.0005)
        #expect((aggregate.capture(of: column) >= 0.75) == (capture >= 0.75))
    }

    @Test func whatCameTooLateMakesNoMinuteTwo() {
        func minute(_ value: Double) -> Aggregate {
            var values = Accumulator(.arithmetic)
            values.add(value)
            let column = Aggregate.Column(.tsp, .microgramPerCubicMetre, values, minutes: 1)
            return Aggregate(device: DeviceID("b/1"), interval: .minute, start: ten, columns: [column])
        }
        var (same, next) = (minute(1), minute(1))
        same.merge(minute(3), sameInterval: true)
        next.merge(minute(3), sameInterval: false)
        #expect(same.columns.map(\.values.mean) == [2])
        #expect((same.columns.map(\.minutes), next.columns.map(\.minutes)) == ([1], [2]))
    }
}
