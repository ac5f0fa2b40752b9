import Facilities
import Testing

@testable import Rules

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

    private func begun(minutes: Int) -> Event {
        .record(Record(at: start + .minutes(minutes), by: "王", CleaningStart()))
    }

    private func cleaned(minutes: Int) -> Event {
        .record(Record(at: start + .minutes(minutes), by: "王", Cleaning(parts: [.plates])))
    }

    private func alone(_ minutes: ClosedRange<Int>) -> [Event] { minutes.map { state($0 * 60, fan: 1, purifier: 0) } }

    @Test func theFanMayDryTheCellForAnHour() {
        #expect(levels([begun(minutes: 0)] + alone(60...90)) == [])
        #expect(levels([begun(minutes: 0)] + alone(60...124)) == [])
        #expect(levels([begun(minutes: 0)] + alone(60...126)) == [.red])
    }

    @Test func twoTimesOfDryingAddUp() {
        let on = [state(91 * 60, fan: 1, purifier: 1), state(92 * 60, fan: 1, purifier: 1)]
        let first = [begun(minutes: 0)] + alone(60...90) + on
        #expect(levels(first + alone(100...128)) == [])
        #expect(levels(first + alone(100...136)) == [.red])
    }

    @Test func theWindowEndsAfterFourHoursOrWithTheRecord() {
        #expect(levels([begun(minutes: 0)] + alone(230...244)) == [])
        #expect(levels([begun(minutes: 0)] + alone(230...246)) == [.red])
        #expect(levels([begun(minutes: 0), cleaned(minutes: 50)] + alone(60...65)) == [.red])
        #expect(levels([begun(minutes: 0), cleaned(minutes: -60 * 30)] + alone(60...65)) == [])
    }

    @Test func thereIsOneWindowADay() {
        let again = [begun(minutes: 0), cleaned(minutes: 60), begun(minutes: 120)]
        #expect(levels(again + alone(130...135)) == [.red])
        let twice = [begun(minutes: 0), begun(minutes: 235)]
        #expect(levels(twice + alone(241...246)) == [.red])
        let nextDay = [begun(minutes: 0), cleaned(minutes: 60), begun(minutes: 24 * 60)]
        #expect(levels(nextDay + alone(1450...1460)) == [])
    }

    @Test func aWindowThatIsEnteredLateDoesNotTakeBackWhatWasFound() {
        #expect(levels(alone(0...6) + [begun(minutes: 0)] + alone(7...8)) == [.red])
    }

    @Test func theHourIsCountedOverARestart() throws {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)))
        for event in [begun(minutes: 0)] + alone(60...100) { _ = rules.consider(event) }
        rules = try restarted(rules, in: facility(.fumePurifier(FumeSettings(stoves: 4))))
        #expect(rules.levels(of: "fume.purifierOff", after: alone(101...124)) == [])
        #expect(rules.levels(of: "fume.purifierOff", after: alone(125...127)) == [.red])
    }
}
