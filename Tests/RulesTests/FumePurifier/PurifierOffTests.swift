import Facilities
import Rules
import Testing

@Suite struct PurifierOffTests {
    private func levels(_ events: [Event]) -> [Finding.Level] {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-20"))))
        return rules.levels(of: "fume.purifierOff", after: events)
    }

    private func state(_ seconds: Int, fan: Double, purifier: Double) -> Event {
        sample(seconds, Reading(.fanState, fan, .one), Reading(.purifierState, purifier, .one))
    }

    @Test(arguments: [(299, false), (300, true)]) func itMayBeOffForFiveMinutes(seconds: Int, isFinding: Bool) {
        let events = [0, seconds].map { state($0, fan: 1, purifier: 0) }
        #expect(levels(events) == (isFinding ? [.red] : []))
    }

    @Test func itMayBeOffWhileTheFanStands() {
        #expect(levels([0, 300, 900].map { state($0, fan: 0, purifier: 0) }) == [])
    }

    @Test func withoutAFanStateTheCurrentTells() {
        for (current, isFinding) in [(0.5, false), (0.51, true)] {
            let events = [0, 300].map {
                sample($0, Reading(.fanCurrent, current, .ampere), Reading(.purifierState, 0, .one))
            }
            #expect(levels(events) == (isFinding ? [.red] : []))
        }
    }

    @Test(arguments: [(359, true), (360, false)]) func itIsClearedAMinuteAfterSwitchingOn(seconds: Int, isFinding: Bool)
    {
        let off = [0, 299, 300].map { state($0, fan: 1, purifier: 0) }
        // On from second 300 + 0: the first sample that says so begins the minute.
        let on = [state(300, fan: 1, purifier: 1), state(seconds, fan: 1, purifier: 1)]
        #expect(levels(off + on) == (isFinding ? [.red] : []))
    }

    private func current(_ amperes: Double, at second: Int) -> Event {
        sample(second, Reading(.purifierCurrent, amperes, .ampere))
    }

    @Test(arguments: [(0.1, true), (0.11, false)]) func withoutAStateThePurifiersCurrentTells(
        amperes: Double, isFinding: Bool
    ) {
        let events = [0, 150, 300].flatMap {
            [sample($0, Reading(.fanState, 1, .one)), current(amperes, at: $0)]
        }
        #expect(levels(events) == (isFinding ? [.red] : []))
    }

    @Test func aDelayDoesNotRunOutOnSamplesOfSomethingElse() {
        let other = sample(300, Reading(.fume, 1, .milligramPerCubicMetre))
        #expect(levels([state(0, fan: 1, purifier: 0), other]) == [])
    }

    @Test(arguments: [(59, false), (60, true)]) func theSiteSetsTheDelayAndTheCurrents(seconds: Int, isFinding: Bool) {
        let limits = ["purifierOff": Measure("1 min")!, "purifierOnCurrent": Measure("2 A")!]
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)), limits: limits)
        let events = [0, seconds].flatMap { [sample($0, Reading(.fanState, 1, .one)), current(1.9, at: $0)] }
        #expect(rules.levels(of: "fume.purifierOff", after: events) == (isFinding ? [.red] : []))
    }

    @Test func aPurifierThatNoLongerTellsIsGreyAfterHalfAnHourOfCooking() {
        func silent(_ minutes: ClosedRange<Int>, fan: Double) -> [Event] {
            minutes.map {
                sample($0 * 60, Reading(.fanState, fan, .one), Reading(.purifierState, .one, bad: .noAnswer))
            }
        }
        let on = [state(0, fan: 1, purifier: 1)]
        #expect(levels(on + silent(1...30, fan: 1)) == [])
        #expect(levels(on + silent(1...31, fan: 1)) == [.grey])
        #expect(levels(on + silent(1...36, fan: 0)) == [])
        #expect(levels(on + silent(1...36, fan: 1) + [state(2220, fan: 1, purifier: 1)]) == [])
    }

    @Test func theMinutesAreThoseInWhichItWasSeenOff() {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)))
        let off = [0, 200, 400].map { state($0, fan: 1, purifier: 0) }
        _ = rules.levels(of: "fume.purifierOff", after: off + [tick(afterHours: 9)])
        let finding = rules.finding(of: "fume.purifierOff")
        #expect(finding?.text.zh == "风机运行而净化器未开启，已7分钟（应在5分钟内开启）")
        #expect(finding?.figure.map { $0 < 6.7 } == true)
    }

    @Test func aKitchenThatDoesNotMeasureItHasNoFinding() {
        #expect(levels((0...60).map { sample($0 * 60, Reading(.fanState, 1, .one)) }) == [])
    }
}
