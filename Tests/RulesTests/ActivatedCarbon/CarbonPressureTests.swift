import Facilities
import Testing

@testable import Rules

@Suite struct CarbonPressureTests {
    private func levels(
        _ events: [Event], form: CarbonSettings.Form = .granular, limits: [String: Measure] = [:]
    ) -> [Finding.Level] {
        var rules = facility(.activatedCarbon(CarbonSettings(form: form)), limits: limits)
        return rules.levels(of: "carbon.pressure", after: events)
    }

    private func minute(_ values: Double...) -> [Event] {
        values.enumerated().map { sample($0 * 30, Reading(.pressureDrop, $1, .pascal)) }
    }

    @Test(arguments: [
        (CarbonSettings.Form.granular, 2500.0, false), (.granular, 2500.1, true), (.honeycomb, 2500.1, true),
        (.fibre, 4000, false), (.fibre, 4000.1, true),
    ]) func onlyAPressureDropAboveTheLimitCounts(form: CarbonSettings.Form, value: Double, isFinding: Bool) {
        #expect(levels(minute(value, value, value), form: form) == (isFinding ? [.red] : []))
    }

    @Test(arguments: [(59, false), (60, true)]) func itCountsWhenItHasLastedAMinute(seconds: Int, isFinding: Bool) {
        let events = [0, seconds].map { sample($0, Reading(.pressureDrop, 3000, .pascal)) }
        #expect(levels(events) == (isFinding ? [.red] : []))
    }

    @Test func aBriefPeakIsNotAFinding() {
        #expect(levels(minute(3000, 900, 3000, 900, 3000)) == [])
    }

    /// 5 % below the limit is 2375 Pa.
    @Test(arguments: [(2376.0, true), (2375, false)]) func itIsOverOnlyWellBelowTheLimit(value: Double, isFinding: Bool)
    {
        let events = minute(3000, 3000, 3000, value, value, value)
        #expect(levels(events) == (isFinding ? [.red] : []))
    }

    @Test func aStandingFanSaysNothing() {
        let events = [0, 60, 120].map {
            sample($0, Reading(.pressureDrop, 3000, .pascal), Reading(.fanState, 0, .one))
        }
        #expect(levels(events) == [])
    }

    @Test func aLostSensorDoesNotClearTheFinding() {
        let lost = [90, 150, 210].map { sample($0, Reading(.pressureDrop, .pascal, bad: .noAnswer)) }
        #expect(levels(minute(3000, 3000, 3000) + lost) == [.red])
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        let limits = ["pressureDrop": Measure(1.2, .kilopascal)]
        #expect(levels(minute(1201, 1201, 1201), limits: limits) == [.red])
        #expect(levels(minute(1200, 1200, 1200), limits: limits) == [])
    }

    @Test func aFindingIsRaisedOnceAndClearedOnce() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        let values = [3000.0, 3000, 3000, 3000, 100, 100, 100]
        let entries = values.enumerated().flatMap { index, value in
            rules.consider(sample(index * 60, Reading(.pressureDrop, value, .pascal)))
        }
        let kinds = entries.filter { $0.finding?.rule == "carbon.pressure" }.map(\.kind)
        #expect(kinds == [.raised, .cleared])
    }

    @Test func theFanMayBeSeenByAnotherDevice() {
        let events = [0, 60, 120].flatMap {
            [sample($0, Reading(.fanState, 0, .one)), sample($0 + 1, Reading(.pressureDrop, 3000, .pascal))]
        }
        #expect(levels(events) == [])
    }

    @Test func aSensorThatIsLostForLongIsGrey() {
        let lost = [10, 41].map {
            sample($0 * 60, Reading(.pressureDrop, .pascal, bad: .noAnswer), Reading(.fanState, 1, .one))
        }
        #expect(levels(minute(900) + lost.prefix(1)) == [])
        #expect(levels(minute(900) + lost) == [.grey])
    }

    @Test func theTextNamesAValueThatWasOverTheLimit() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        _ = rules.levels(of: "carbon.pressure", after: minute(2600, 2600, 2600, 2400))
        #expect(rules.finding(of: "carbon.pressure")?.figure == 2600)
        #expect(rules.step(of: "carbon.pressure") == NextStep(.checkAdsorber, due: Day("2026-11-23")!))
    }
}
