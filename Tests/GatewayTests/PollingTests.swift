import Facilities
import Testing

@testable import Gateway

struct PollingTests {
    @Test func turnsAreCountedFromNominalStarts() {
        var schedule = PollSchedule(periods: [.seconds(1), .seconds(5)])
        #expect(schedule.take(at: .zero) == [0, 1])
        #expect(schedule.next == .seconds(1))
        // Served a little late: the next turn is not later for it.
        #expect(schedule.take(at: .milliseconds(1200)) == [0])
        #expect(schedule.next == .seconds(2))
        #expect(schedule.skipped == 0)
    }

    @Test func missedTurnsAreSkippedAndCounted() {
        var schedule = PollSchedule(periods: [.seconds(1)])
        #expect(schedule.take(at: .milliseconds(3500)) == [0])
        #expect(schedule.skipped == 3)
        #expect(schedule.take(at: .milliseconds(3500)) == [])
        #expect(schedule.next == .seconds(4))
    }

    @Test func aDeviceIsLostAfterThreeFailuresAndAskedLessAndLess() {
        var link = DeviceLink()
        #expect(link.failed(at: .seconds(0)) == nil)
        #expect(link.failed(at: .seconds(1)) == nil)
        #expect(link.failed(at: .seconds(2)) == .lost)
        var probes: [Duration] = []
        for second in 3...60 where link.mayAsk(at: .seconds(second)) {
            probes.append(.seconds(second))
            #expect(link.failed(at: .seconds(second)) == nil)
        }
        #expect(probes == [3, 5, 9, 17, 27, 37, 47, 57].map(Duration.seconds))
        #expect(link.answered() == .returned)
        #expect(link.mayAsk(at: .seconds(58)))
    }
}
