import Facilities
import Testing

@testable import Rules

@Suite struct SteadyDayTests {
    private let today = Day("2026-11-23")!

    private func day(_ forecasts: [Int?]) -> Int? {
        var steady = SteadyDay()
        for forecast in forecasts { steady.update(forecast.map { today + $0 }, today: today) }
        return steady.day.map { Int($0.number - today.number) }
    }

    @Test func aDayMoreOrLessDoesNotMoveIt() {
        #expect(day([10, 11, 9, 10]) == 10)
        #expect(day([10, 12]) == 12)
        #expect(day([10, 8]) == 8)
        #expect(day([10, nil]) == nil)
    }

    @Test func aDayThatHasPassedWithoutWhatWasForecastGivesWay() {
        #expect(day([-1, 0]) == 0)
        #expect(day([-1, -1]) == -1)
    }

    @Test func whatHasComeStaysWhereItWas() {
        var steady = SteadyDay()
        steady.update(today + 3, today: today)
        steady.reach(today: today)
        steady.reach(today: today + 9)
        #expect(steady.day == today)
    }
}
