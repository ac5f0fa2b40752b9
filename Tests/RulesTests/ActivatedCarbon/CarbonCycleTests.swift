import Facilities
import Testing

@testable import Rules

@Suite struct CarbonCycleTests {
    private let settings = CarbonSettings(
        form: .granular, mass: 1000, removedConcentration: 40, airVolume: 10_000, dailyHours: 8,
        installed: Day("2026-11-20")
    )

    /// Vectors of published calculations with their inputs.
    @Test(arguments: [
        (1000.0, 0.30, 150.0, 50_000.0, 15.0, 2.667), (630, 0.75, 119.5, 25_000, 8, 19.770),
        (1000, 0.10, 40, 10_000, 8, 31.25),
    ])
    func theCycleFollowsTheFormula(m: Double, s: Double, c: Double, q: Double, t: Double, days: Double) throws {
        let settings = CarbonSettings(
            form: .granular, dynamicAdsorption: s, proof: "report", removedConcentration: c, airVolume: q, dailyHours: t
        )
        #expect(abs(try #require(CycleFormula(settings, mass: m).days) - days) < 0.001)
    }

    @Test func aHighAdsorptionWithoutProofCountsAsTheDefault() {
        var settings = settings
        settings.dynamicAdsorption = 0.3
        #expect(CycleFormula(settings, mass: 1000).days.map { abs($0 - 31.25) < 1e-9 } == true)
    }

    /// 31 days: filled on 23 October, it is due on 23 November, and overdue the day after.
    @Test(arguments: [
        ("2026-10-31", Finding.Level?.none), ("2026-10-30", .yellow), ("2026-10-23", .yellow), ("2026-10-22", .red),
    ]) func theCycleTurnsYellowAWeekBeforeAndRedTheDayAfter(installed: String, level: Finding.Level?) {
        var settings = settings
        settings.installed = Day(installed)
        var rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [level].compactMap(\.self))
    }

    @Test(arguments: [("2026-08-23", Finding.Level.yellow), ("2026-08-22", .red)])
    func aLongDesignCycleIsCutAtThreeMonths(installed: String, level: Finding.Level) {
        let settings = CarbonSettings(form: .granular, designCycle: 365, installed: Day(installed))
        var rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [level])
    }

    /// A sample every ten minutes while the fan runs.
    private func running(hours: Int, minutes: Int = 0, _ readings: Reading...) -> [Event] {
        (0...(hours * 6 + minutes / 10)).map { index in
            let time = start + .minutes(index * 10)
            return .sample(
                Sample(device: DeviceID("b/1"), time: time, readings: [Reading(.fanState, 1, .one)] + readings))
        }
    }

    /// The fan runs day and night. The day on which it will have run for 500 hours is announced a week before.
    @Test(arguments: [(325, 50, Finding.Level?.none), (326, 0, .yellow), (500, 0, .yellow), (500, 10, .red)])
    func fiveHundredHoursOfRunningEndTheCycle(hours: Int, minutes: Int, level: Finding.Level?) {
        let settings = CarbonSettings(form: .granular, designCycle: 60, installed: Day("2026-11-20"))
        var rules = facility(.activatedCarbon(settings))
        let levels = rules.levels(of: "carbon.cycle", after: running(hours: hours, minutes: minutes))
        #expect(levels == [level].compactMap(\.self))
    }

    @Test func theDayOfFiveHundredHoursStaysTheSame() {
        let settings = CarbonSettings(form: .granular, designCycle: 60, installed: Day("2026-11-20"))
        var rules = facility(.activatedCarbon(settings))
        var days: Set<Day> = []
        for event in running(hours: 530) {
            _ = rules.consider(event)
            if event.time > start + .days(2) {
                days.formUnion([rules.step(of: "carbon.cycle")?.due].compactMap(\.self))
            }
        }
        #expect(days == [Day("2026-12-14")!])
    }

    @Test(arguments: [
        (CarbonSettings.CycleCap.both, 2), (.hours, 1), (.months, 1), (.none, 0),
    ]) func eachCapCanBeSwitchedOff(cap: CarbonSettings.CycleCap, count: Int) {
        var settings = CarbonSettings(form: .granular, designCycle: 365, installed: Day("2026-08-01"))
        settings.cap = cap
        var rules = facility(.activatedCarbon(settings))
        let levels = rules.levels(of: "carbon.cycle", after: running(hours: 501))
        #expect(levels == Array(repeating: .red, count: count))
    }

    @Test func hoursThatNobodySawAreEstimatedAndOnlyWarn() {
        // 8 h a day for 62 days are 496 h.
        var settings = CarbonSettings(form: .granular, dailyHours: 8, designCycle: 365, installed: Day("2026-09-22"))
        var rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [.yellow])
        #expect(rules.levels(of: "carbon.cycle", after: [tick(afterHours: 24 * 5)]) == [.yellow])
        settings.cap = .months
        rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [])
    }

    @Test func aFanThatIsNotSeenAnyMoreIsGrey() {
        let settings = CarbonSettings(form: .granular, designCycle: 60, installed: Day("2026-11-20"))
        var rules = facility(.activatedCarbon(settings))
        let lost = [10, 20, 30, 40].map { sample($0 * 60, Reading(.humidity, 50, .percent)) }
        #expect(rules.levels(of: "carbon.cycle", after: running(hours: 0) + lost.dropLast()) == [])
        #expect(rules.levels(of: "carbon.cycle", after: Array(lost.suffix(1))) == [.grey])
        #expect(rules.step(of: "carbon.cycle")?.action == .replaceCarbon)
    }

    /// 80 mg/m³ instead of 40 make 15.6 days out of 31: due on the 5th of December, not on the 21st.
    @Test(arguments: [(23, "2026-12-21"), (24, "2026-12-05")])
    func whatIsMeasuredTakesThePlaceOfTheSettingsAfterADay(hours: Int, due: String) {
        var rules = facility(.activatedCarbon(settings))
        let voc = [Reading(.vocIn, 90, .milligramPerCubicMetre), Reading(.vocOut, 10, .milligramPerCubicMetre)]
        _ = rules.levels(of: "carbon.cycle", after: running(hours: hours, voc[0], voc[1]))
        #expect(rules.step(of: "carbon.cycle") == NextStep(.replaceCarbon, due: Day(due)!))
    }

    @Test func aMeasuredAirVolumeTakesThePlaceOfTheSettingsToo() {
        var rules = facility(.activatedCarbon(settings))
        _ = rules.levels(of: "carbon.cycle", after: running(hours: 24, Reading(.airFlow, 20_000, .cubicMetrePerHour)))
        #expect(rules.step(of: "carbon.cycle")?.due == Day("2026-12-05"))
    }

    @Test func carbonThatTakesNothingUpHasNoCycle() {
        var rules = facility(.activatedCarbon(settings))
        let voc = [Reading(.vocIn, 10, .milligramPerCubicMetre), Reading(.vocOut, 12, .milligramPerCubicMetre)]
        #expect(rules.levels(of: "carbon.cycle", after: running(hours: 25, voc[0], voc[1])) == [.grey])
        #expect(rules.step(of: "carbon.cycle") == NextStep(.completeSettings, due: Day("2026-11-24")!))
    }

    /// Filled at 100 h, told of at 450 h: 350 h count.
    @Test func hoursSinceAReplacementThatIsEnteredLateStillCount() {
        let settings = CarbonSettings(form: .granular, designCycle: 60, installed: Day("2026-11-20"))
        var rules = facility(.activatedCarbon(settings))
        _ = rules.levels(of: "carbon.cycle", after: running(hours: 450))
        _ = rules.consider(record(CarbonReplacement(mass: 1000), afterHours: 300))
        #expect(rules.levels(of: "carbon.cycle", after: []) == [])
        _ = rules.consider(record(CarbonReplacement(mass: 1000), afterHours: 100))
        let events = running(hours: 800).filter { $0.time > start + .hours(450) }
        #expect(rules.levels(of: "carbon.cycle", after: events) == [.yellow])
        #expect(abs(rules.finding(of: "carbon.cycle")!.figure! - 500) < 1)
    }

    @Test func nearlyFiveHundredHoursDoNotHideACycleThatIsOver() {
        let settings = CarbonSettings(form: .granular, designCycle: 10, installed: Day("2026-11-20"))
        var rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: running(hours: 400)) == [.red, .yellow])
    }

    @Test func whatIsNotKnownIsGreyAndNeverGreen() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [.grey])
        #expect(rules.status.light == .grey)
        _ = rules.consider(tick(afterHours: 72))
        #expect(rules.step(of: "carbon.cycle") == NextStep(.completeSettings, due: Day("2026-11-23")!))
    }

    @Test func threeMonthsCountAlsoWhereNoCycleCanBeComputed() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular, installed: Day("2026-08-01"))))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [.red])
        #expect(rules.step(of: "carbon.cycle") == NextStep(.replaceCarbon, due: Day("2026-11-01")!))
    }

    @Test func aReplacementBeginsTheCycleAnew() {
        var settings = settings
        settings.installed = Day("2026-01-05")
        var rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [.red])
        #expect(rules.levels(of: "carbon.cycle", after: [record(CarbonReplacement(mass: 1000))]) == [])
        #expect(rules.status.next == NextStep(.inspectCarbon, due: Day("2026-11-23")!))
    }

    @Test func anOldReplacementEnteredLateChangesNothing() {
        var rules = facility(.activatedCarbon(settings))
        _ = rules.consider(.tick(start))
        let before = rules.status
        let old = record(CarbonReplacement(mass: 1), afterHours: -24 * 60)
        #expect(rules.levels(of: "carbon.cycle", after: [old]) == [])
        #expect(rules.status.next == before.next)
    }

    private func cycle(filled mass: Double?, installed: String = "2026-11-23", _ events: [Event]) -> [Finding.Level] {
        let settings = CarbonSettings(form: .granular, mass: 1000, designCycle: 90, installed: Day(installed))
        var rules = facility(.activatedCarbon(settings))
        let filled = mass.map { [record(CarbonReplacement(mass: $0))] } ?? []
        return rules.levels(of: "carbon.cycle", after: [.tick(start)] + filled + events)
    }

    /// The plan's 90 days are for 1000 kg; it is yellow seven days before.
    @Test(arguments: [
        (10.0, 1, [Finding.Level.red]), (100, 9, [.yellow]), (100, 10, [.red]), (500, 37, []), (500, 38, [.yellow]),
    ])
    func theCycleCountsWithWhatIsReallyIn(mass: Double, days: Int, expected: [Finding.Level]) {
        #expect(cycle(filled: mass, [tick(afterHours: 24 * days)]) == expected)
    }

    @Test(arguments: [800.0, 1000, 1200]) func differencesOfWeighingChangeNoCycle(mass: Double) {
        #expect(cycle(filled: mass, [tick(afterHours: 24 * 82)]) == [])
        #expect(cycle(filled: mass, [tick(afterHours: 24 * 83)]) == [.yellow])
    }

    @Test func twoHalvesOfOneDayAreOneFilling() {
        let second = record(CarbonReplacement(mass: 500), afterHours: 5)
        #expect(cycle(filled: 500, [second, tick(afterHours: 24 * 60)]) == [])
        #expect(cycle(filled: 500, [tick(afterHours: 24 * 60)]) == [.red])
    }

    @Test func aFillingInTheFutureCountsAsMissing() {
        #expect(cycle(filled: nil, installed: "2031-01-01", []) == [.grey])
        #expect(cycle(filled: nil, installed: "2026-11-24", []) == [.grey])
        #expect(cycle(filled: nil, installed: "2026-11-24", [tick(afterHours: 14)]) == [])
        #expect(cycle(filled: 1000, installed: "2031-01-01", []) == [])
    }
}
