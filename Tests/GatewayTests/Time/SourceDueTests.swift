import Facilities
import Testing

@testable import Gateway

/// When the gateway looks for the source that keeps its clock right.
struct SourceDueTests {
    private let machine = TurnedClock(at: Timestamp("2026-12-01T02:00:00Z")!)

    @Test func aSourceThatChangesNothingIsLookedForAfterAPause() {
        machine.turn(.kernel)
        let clock = SiteClock(machine.system, last: nil, after: Timekeeping.Kept())
        #expect(clock.isBelieved)
        clock.lookForSource()
        machine.pass(.milliseconds(SiteClock.sourcePause - 1))
        #expect(!clock.isSourceDue)
        machine.pass(.milliseconds(1))
        #expect(clock.isSourceDue)
        machine.turn(.chrony)
        clock.lookForSource()
        #expect(!clock.isSourceDue && clock.report.source == .chrony)
    }

    @Test func aTimeThatIsNotBelievedWaitsForItsSourceEachSecond() {
        machine.turn(ahead: .days(-4000))
        let clock = SiteClock(machine.system, last: nil, after: Timekeeping.Kept())
        #expect(!clock.isBelieved)
        clock.lookForSource()
        #expect(clock.isSourceDue)
    }

    @Test func aClockThatWasSetIsAskedForItsSourceBeforeItIsFollowed() {
        machine.turn(.kernel)
        let clock = SiteClock(machine.system, last: nil, after: Timekeeping.Kept())
        clock.lookForSource()
        machine.turn(ahead: .hours(1))
        #expect(clock.look() == nil)
        #expect(clock.isSourceDue)
        machine.turn(ahead: .zero)
        #expect(clock.look() == nil)
        #expect(!clock.isSourceDue)
    }
}
