import Facilities
import Testing

@testable import Rules

@Suite struct CarbonBypassTests {
    private func findings(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding] {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)), limits: limits)
        for event in events { _ = rules.consider(event) }
        return rules.status.findings.filter { $0.rule == "carbon.bypass" }
    }

    /// From ten o'clock on, one a minute.
    private func minutes(_ range: Range<Int>, _ value: Double?, fan: Double = 1) -> [Event] {
        range.map { minute in
            let pressure =
                value.map { Reading(.pressureDrop, $0, .pascal) } ?? Reading(.pressureDrop, .pascal, bad: .noAnswer)
            return sample(minute * 60, pressure, Reading(.fanState, fan, .one))
        }
    }

    @Test(arguments: [(49.9, 11, true), (49.9, 10, false), (50, 11, false)])
    func noPressureDropForTenMinutesIsABypass(value: Double, count: Int, isFinding: Bool) {
        let found = findings(minutes(0..<count, value))
        #expect(found.map(\.level) == (isFinding ? [.red] : []))
        #expect(found.allSatisfy { $0.cause == "b/1/pressureDrop/zero" })
    }

    @Test(arguments: [(59.9, 1), (60, 0)]) func itIsOverOnlyWellAboveTheLimit(value: Double, count: Int) {
        #expect(findings(minutes(0..<11, 10) + minutes(11..<13, value)).count == count)
    }

    @Test func withoutARunningFanNothingIsJudged() {
        #expect(findings(minutes(0..<30, 0, fan: 0)).isEmpty)
        #expect(findings((0..<30).map { sample($0 * 60, Reading(.pressureDrop, 0, .pascal)) }).isEmpty)
    }

    @Test func theFanMayBeSeenByAnotherDevice() {
        let events = (0..<12).flatMap { minute in
            [
                sample(minute * 60, Reading(.fanCurrent, 12, .ampere)),
                sample(minute * 60 + 1, Reading(.pressureDrop, 5, .pascal)),
            ]
        }
        #expect(findings(events).map(\.level) == [.red])
    }

    @Test(arguments: [(400.0, false), (399, true)])
    func aFallBelowHalfOfTheHourBeforeIsDoubtful(value: Double, isFinding: Bool) {
        let found = findings(minutes(0..<60, 800) + minutes(60..<71, value))
        #expect(found.map(\.level) == (isFinding ? [.yellow] : []))
        #expect(
            found.allSatisfy { $0.cause == "b/1/pressureDrop/fall" && $0.since == start + .hours(1) && $0.limit == 400 }
        )
    }

    @Test func aFallMustLastTenMinutesAndComeAfterAnHour() {
        #expect(findings(minutes(0..<60, 800) + minutes(60..<70, 300)).isEmpty)
        #expect(findings(minutes(0..<60, 800) + minutes(60..<65, 300) + minutes(65..<90, 800)).isEmpty)
        #expect(findings(minutes(0..<50, 800) + minutes(50..<61, 300)).isEmpty)
    }

    @Test func whatLastsDoesNotBecomeUsual() {
        let fallen = minutes(0..<60, 800) + minutes(60..<600, 300)
        #expect(findings(fallen).map(\.level) == [.yellow])
        #expect(findings(fallen + minutes(600..<611, 439)).map(\.figure) == [300])
        #expect(findings(fallen + minutes(600..<611, 441)).isEmpty)
    }

    @Test func anHourOfYesterdayIsAMeasureForToday() {
        let night = minutes(60..<600, 0, fan: 0)
        #expect(findings(minutes(0..<60, 800) + night + minutes(600..<611, 300)).map(\.level) == [.yellow])
    }

    @Test(arguments: [(1, 0), (-48, 1)]) func onlyAReplacementSinceThenExplainsAFall(hours: Int, count: Int) {
        let fallen = minutes(0..<60, 800) + minutes(60..<71, 300)
        let replaced = record(CarbonReplacement(mass: 900), afterHours: hours)
        #expect(findings(fallen + [replaced]).count == count)
    }

    @Test func whoPutItRightMakesThePressureDropOfNowTheMeasure() {
        let fallen = minutes(0..<60, 800) + minutes(60..<71, 300)
        let note = record(Rectification(rule: "carbon.bypass"), afterHours: 1)
        #expect(findings(fallen + [note] + minutes(71..<200, 300)).isEmpty)
        #expect(findings(fallen + [note] + minutes(71..<200, 300) + minutes(200..<221, 100)).count == 1)
    }

    @Test func aLostSensorIsGreyAndDoesNotClearTheFinding() {
        #expect(findings(minutes(0..<1, 800) + minutes(1..<32, nil)).map(\.level) == [.grey])
        #expect(findings(minutes(0..<11, 0) + minutes(11..<42, nil)).map(\.level) == [.red, .grey])
    }

    @Test func aFanThatNobodySeesAnyMoreIsGrey() {
        let unseen = (1...31).map {
            sample($0 * 60, Reading(.pressureDrop, 0, .pascal), Reading(.fanState, .one, bad: .noAnswer))
        }
        #expect(findings(minutes(0..<1, 800) + unseen.dropLast()).isEmpty)
        #expect(findings(minutes(0..<1, 800) + unseen).map(\.cause) == ["b/1/fanState/silent"])
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        let limits = ["bypassPressure": Measure(100, .pascal), "bypassAfter": Measure(2, .minute)]
        #expect(findings(minutes(0..<3, 99), limits: limits).count == 1)
        let share = ["bypassFall": Measure(80, .percent)]
        #expect(findings(minutes(0..<60, 800) + minutes(60..<71, 600), limits: share).count == 1)
    }

    private func begun(minutes: Int) -> Event {
        .record(Record(at: start + .minutes(minutes), by: "王", ReplacementStart()))
    }

    @Test func whileTheCarbonIsReplacedNothingIsJudged() {
        #expect(findings([begun(minutes: 0)] + minutes(0..<60, 0)).isEmpty)
        #expect(findings(minutes(0..<60, 500) + [begun(minutes: 60)] + minutes(60..<120, 100)).isEmpty)
        #expect(findings([begun(minutes: 0)] + minutes(230..<251, 0)).map(\.level) == [.red])
        let done = record(CarbonReplacement(mass: 1000))
        #expect(findings([begun(minutes: 0), done] + minutes(0..<11, 0)).map(\.level) == [.red])
        // What was found before it was begun stays.
        #expect(findings(minutes(0..<11, 0) + [begun(minutes: 11)] + minutes(11..<20, 0)).map(\.level) == [.red])
    }
}
