import Facilities
import Rules
import Testing

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
        #expect(abs(try #require(CarbonCycle.formula(settings, mass: m)) - days) < 0.001)
    }

    @Test func aHighAdsorptionWithoutProofCountsAsTheDefault() {
        var settings = settings
        settings.dynamicAdsorption = 0.3
        #expect(CarbonCycle.formula(settings, mass: 1000).map { abs($0 - 31.25) < 1e-9 } == true)
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
    private func running(hours: Int, minutes: Int = 0) -> [Event] {
        (0...(hours * 6 + minutes / 10)).map { sample($0 * 600, Reading(.fanState, 1, .one)) }
    }

    @Test(arguments: [(450, 0, Finding.Level?.none), (450, 10, .yellow), (500, 0, .yellow), (500, 10, .red)])
    func fiveHundredHoursOfRunningEndTheCycle(hours: Int, minutes: Int, level: Finding.Level?) {
        let settings = CarbonSettings(form: .granular, designCycle: 60, installed: Day("2026-11-20"))
        var rules = facility(.activatedCarbon(settings))
        let levels = rules.levels(of: "carbon.cycle", after: running(hours: hours, minutes: minutes))
        #expect(levels == [level].compactMap(\.self))
    }

    @Test func nearlyFiveHundredHoursDoNotHideACycleThatIsOver() {
        let settings = CarbonSettings(form: .granular, designCycle: 10, installed: Day("2026-11-20"))
        var rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: running(hours: 460)) == [.red, .yellow])
    }

    @Test func whatIsNotKnownIsGreyAndNeverGreen() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [.grey])
        #expect(rules.status.light == .grey)
    }

    @Test func aReplacementBeginsTheCycleAnew() {
        var settings = settings
        settings.installed = Day("2026-01-05")
        var rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [.red])
        #expect(rules.levels(of: "carbon.cycle", after: [record(.replacement(CarbonReplacement(mass: 1000)))]) == [])
        #expect(rules.status.next == NextStep(.inspectCarbon, due: Day("2026-11-23")!))
    }

    @Test func anOldReplacementEnteredLateChangesNothing() {
        var rules = facility(.activatedCarbon(settings))
        _ = rules.consider(.tick(start))
        let before = rules.status
        let old = record(.replacement(CarbonReplacement(mass: 1)), afterHours: -24 * 60)
        #expect(rules.levels(of: "carbon.cycle", after: [old]) == [])
        #expect(rules.status.next == before.next)
    }
}
