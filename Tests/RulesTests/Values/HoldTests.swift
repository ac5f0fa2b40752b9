import Facilities
import Testing

@testable import Rules

@Suite struct HoldTests {
    private func hold(_ conditions: [(Int, Bool?)]) -> Hold {
        var hold = Hold()
        for (seconds, condition) in conditions {
            hold.update(condition, at: start + .seconds(seconds), onDelay: .seconds(60), offDelay: .seconds(120))
        }
        return hold
    }

    @Test func itGoesOnAfterItsDelayAndRemembersTheBeginning() {
        #expect(!hold([(0, true), (59, true)]).isOn)
        #expect(hold([(0, true), (60, true)]).isOn)
        #expect(hold([(0, true), (60, true)]).since == start)
    }

    @Test func itGoesOffAfterTheOtherDelay() {
        #expect(hold([(0, true), (60, true), (70, false), (189, false)]).isOn)
        #expect(!hold([(0, true), (60, true), (70, false), (190, false)]).isOn)
    }

    @Test func anInterruptionOrADoubtBeginsTheDelayAnew() {
        #expect(!hold([(0, true), (30, false), (40, true), (99, true)]).isOn)
        #expect(!hold([(0, true), (30, nil), (40, true), (99, true)]).isOn)
    }
}
