import Facilities
import Testing

@testable import Rules

@Suite struct CarbonBreakthroughTests {
    /// By a limit that the site has set itself, so that it is red.
    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        let limits = ["breakthrough": Measure(50, .percent)].merging(limits) { _, other in other }
        return levels(by: limits, events)
    }

    private func levels(by limits: [String: Measure], _ events: [Event]) -> [Finding.Level] {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)), limits: limits)
        return rules.levels(of: "carbon.breakthrough", after: events)
    }

    /// One a minute, and the first of the hour after.
    private func hours(_ range: Range<Int>, in before: Double = 100, out after: Double?, fan: Double = 1) -> [Event] {
        (range.lowerBound * 60...range.upperBound * 60).map { minute in
            let after =
                after.map { Reading(.vocOut, $0, .milligramPerCubicMetre) }
                ?? Reading(.vocOut, .milligramPerCubicMetre, bad: .noAnswer)
            return sample(
                minute * 60, Reading(.vocIn, before, .milligramPerCubicMetre), after, Reading(.fanState, fan, .one))
        }
    }

    @Test(arguments: [
        (20.0, [Finding.Level]()), (20.1, [.yellow]), (50, [.yellow]), (50.1, [.red]), (120, [.red]),
    ]) func theShareThatPassesDecides(after: Double, expected: [Finding.Level]) {
        #expect(levels(hours(0..<2, out: after)) == expected)
    }

    @Test func oneHourIsNotEnough() {
        #expect(levels(hours(0..<1, out: 90)) == [])
        #expect(levels(hours(0..<1, out: 90) + hours(1..<2, out: 5) + hours(2..<3, out: 90)) == [])
    }

    /// A tenth below the limits, 45 and 18 %, for two hourly means.
    @Test(arguments: [(45.1, [Finding.Level.red]), (44, [.yellow]), (18.1, [.yellow]), (17, [])])
    func itIsOverOnlyWellBelowTheLimit(after: Double, expected: [Finding.Level]) {
        #expect(levels(hours(0..<2, out: 60) + hours(2..<4, out: after)) == expected)
        #expect(levels(hours(0..<2, out: 60) + hours(2..<3, out: after)) == [.red])
    }

    @Test(arguments: [(9.9, [Finding.Level]()), (10.1, [.red])])
    func littleAtBothSaysNothing(before: Double, expected: [Finding.Level]) {
        #expect(levels(hours(0..<3, in: before, out: 9)) == expected)
    }

    /// The carbon gives off what it holds, or the two instruments are swapped.
    @Test(arguments: [(9.9, [Finding.Level]()), (10.1, [.red]), (45, [.red])])
    func moreAtTheOutletThanAtTheInletIsOver(after: Double, expected: [Finding.Level]) {
        #expect(levels(hours(0..<3, in: 5, out: after)) == expected)
    }

    @Test func aStandingFanSaysNothing() {
        #expect(levels(hours(0..<3, out: 90, fan: 0)) == [])
    }

    @Test func inletAndOutletMayBeDifferentDevices() {
        let events = (0...121).flatMap { minute in
            [
                sample(minute * 60, Reading(.vocIn, 100, .milligramPerCubicMetre)),
                sample(minute * 60 + 20, Reading(.vocOut, 60, .milligramPerCubicMetre)),
                sample(minute * 60 + 40, Reading(.fanState, 1, .one)),
            ]
        }
        #expect(levels(events) == [.red])
    }

    @Test func newCarbonBeginsAnewAndAnOldRecordDoesNot() {
        let spent = hours(0..<2, out: 90)
        let replacement = CarbonReplacement(mass: 900)
        #expect(levels(spent + [record(replacement, afterHours: 2)]) == [])
        #expect(levels(spent + [record(replacement, afterHours: -48)]) == [.red])
    }

    @Test func aLostSensorIsGreyAndDoesNotClearTheFinding() {
        #expect(levels(hours(0..<1, out: 5) + hours(1..<2, out: nil)) == [.grey])
        #expect(levels(hours(0..<2, out: 90) + hours(2..<4, out: nil)) == [.red, .grey])
    }

    @Test func aLimitOfOurOwnOnlyWarns() {
        #expect(levels(by: [:], hours(0..<2, out: 90)) == [.yellow])
        #expect(levels(by: ["breakthrough": Measure(50, .percent)], hours(0..<2, out: 90)) == [.red])
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        let limits = ["breakthrough": Measure(30, .percent), "breakthroughFloor": Measure(1, .milligramPerCubicMetre)]
        #expect(levels(hours(0..<2, in: 2, out: 1), limits: limits) == [.red])
        #expect(levels(hours(0..<2, out: 15), limits: ["breakthroughWarning": Measure(10, .percent)]) == [.yellow])
    }
}
