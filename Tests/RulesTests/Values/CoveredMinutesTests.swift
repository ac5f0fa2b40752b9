import Facilities
import Testing

@testable import Rules

@Suite struct CoveredMinutesTests {
    private func covered(_ times: [Int64], period: Duration) -> CoveredMinutes {
        var minutes = CoveredMinutes(from: 0)
        for time in times { minutes.add(at: time * 1000, period: period) }
        return minutes
    }

    @Test func aMinuteIsCountedOnce() {
        #expect(covered([0, 1, 59, 60, 61], period: .seconds(1)).count == 2)
        #expect(covered([59, 180], period: .seconds(1)).count == 2)
    }

    @Test func aValueStandsForItsPeriod() {
        #expect(covered([0], period: .minutes(5)).minutes(until: 5) == 5)
        #expect(covered([0], period: .minutes(5)).minutes(until: 2) == 2)
        #expect(covered([0, 300], period: .minutes(5)).minutes(until: 10) == 10)
        #expect(covered([0, 600], period: .minutes(5)).minutes(until: 15) == 10)
    }

    @Test func whatIsAheadBelongsToWhatComes() {
        var minutes = covered([58 * 60], period: .minutes(5))
        #expect(minutes.close(at: 60) == 2)
        minutes.add(at: 63 * 60_000, period: .minutes(5))
        #expect(minutes.close(at: 120) == 8)
    }

    @Test func whatIsClosedIsNotCoveredLater() {
        var minutes = CoveredMinutes(from: 0)
        #expect(minutes.close(at: 60) == 0)
        minutes.add(at: 59 * 60_000, period: .seconds(1))
        #expect(minutes.close(at: 120) == 0)
    }

    @Test func timeThatComesAgainCountsOnce() {
        #expect(covered([0, 60, 120, 0, 60, 120, 180], period: .seconds(1)).count == 4)
    }
}
