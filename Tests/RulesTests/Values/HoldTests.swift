import Facilities
import Testing

@testable import Rules

@Suite struct HoldTests {
    /// 60 s on, 120 s off, of a condition that is seen every second unless said otherwise.
    private func hold(_ conditions: [(Int, Bool?)], period: Duration = .seconds(1)) -> Hold {
        var hold = Hold()
        for (seconds, condition) in conditions {
            hold.update(
                condition, at: start + .seconds(seconds), onDelay: .seconds(60), offDelay: .seconds(120),
                gap: Gap(period: period))
        }
        return hold
    }

    @Test func itGoesOnAfterItsDelayAndRemembersTheBeginning() {
        #expect(!hold([(0, true), (59, true)]).isOn)
        #expect(hold([(0, true), (60, true)]).isOn)
        #expect(hold([(0, true), (60, true)]).since == start)
    }

    @Test func itGoesOffAfterTheOtherDelay() {
        #expect(hold([(0, true), (60, true), (70, false), (130, false), (189, false)]).isOn)
        #expect(!hold([(0, true), (60, true), (70, false), (130, false), (190, false)]).isOn)
    }

    @Test func theOtherConditionBeginsTheDelayAgain() {
        #expect(!hold([(0, true), (30, false), (40, true), (99, true)]).isOn)
        #expect(hold([(0, true), (30, false), (40, true), (100, true)]).isOn)
    }

    /// A11: one lost answer in forty seconds.
    @Test func aShortGapNeitherStartsNorEndsADelayAndItsTimeCounts() {
        #expect(hold([(0, true), (1, nil), (60, true)]).isOn)
        #expect(hold([(0, true), (20, nil), (40, true), (41, nil), (60, true)]).isOn)
        #expect(!hold([(0, true), (60, nil)]).isOn)
        #expect(!hold([(0, nil), (30, nil), (60, nil)]).isOn)
    }

    @Test func aGapWithinADelayEndsNothingThatIsOn() {
        let on = [(0, true), (60, true)] as [(Int, Bool?)]
        #expect(hold(on + [(70, nil), (500, nil), (9000, nil)]).isOn)
        #expect(!hold(on + [(70, false), (100, nil), (130, false), (190, false)]).isOn)
    }

    /// Sixty seconds count; one more, and the gap does not.
    @Test(arguments: [(80, true), (81, false)]) func aLongerGapPausesIt(second: Int, isOn: Bool) {
        #expect(hold([(0, true), (20, true), (second, true)]).isOn == isOn)
        // 20 s before the gap count with 40 s after it.
        #expect(!hold([(0, true), (20, true), (200, true), (239, true)]).isOn)
        #expect(hold([(0, true), (20, true), (200, true), (240, true)]).isOn)
        #expect(hold([(0, true), (20, true), (200, true), (240, true)]).since == start)
    }

    @Test func afterHalfAnHourItStartsOver() {
        let paused = hold([(0, true), (50, true), (50 + 1800, true), (60 + 1800, true)])
        #expect(paused.since == start)
        let over = [(0, true), (50, true), (50 + 1801, true), (60 + 1801, true)] as [(Int, Bool?)]
        #expect(!hold(over).isOn)
        #expect(hold(over + [(50 + 1801 + 60, true)]).since == start + .seconds(50 + 1801))
    }

    @Test func gapsFollowThePeriod() {
        let slow = [(0, true), (2160, true)] as [(Int, Bool?)]
        // Three periods of 12 min count; six are waited for.
        #expect(hold(slow, period: .minutes(12)).isOn)
        #expect(!hold([(0, true), (2161, true)], period: .minutes(12)).isOn)
        #expect(hold([(0, true), (4320, true), (4380, true)], period: .minutes(12)).since == start)
        #expect(hold([(0, true), (4321, true), (4381, true)], period: .minutes(12)).since == start + .seconds(4321))
    }

    @Test func whatDoesNotApplyStartsItOver() {
        var hold = hold([(0, true), (50, true)])
        hold.interrupt()
        hold.update(true, at: start + .seconds(60), onDelay: .seconds(60), offDelay: .zero)
        #expect(!hold.isOn)
    }

    /// A state of 0.1.0 knew only when the change had begun.
    @Test func aDelayOfTheFirstReleaseContinues() throws {
        let began = (start + .seconds(20)).description
        var hold = try decoded(Hold.self, #"{"isOn":false,"changing":"\#(began)"}"#)
        hold.update(true, at: start + .seconds(80), onDelay: .seconds(60), offDelay: .zero)
        #expect(hold.since == start + .seconds(20))
    }
}
