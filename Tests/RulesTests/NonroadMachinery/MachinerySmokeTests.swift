import Facilities
import Testing

@testable import Rules

@Suite struct MachinerySmokeTests {
    private func levels(_ events: [Event], power: Double = 120) -> [Finding.Level] {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: power)))
        return rules.levels(of: "machinery.smoke", after: events)
    }

    private func running(_ seconds: [Int], _ smoke: Double, speed: Double = 1500) -> [Event] {
        seconds.map { sample($0, Reading(.smoke, smoke, .perMetre), Reading(.engineSpeed, speed, .rpm)) }
    }

    @Test(arguments: [
        (120.0, 0.80, false), (120, 0.81, true), (37, 0.81, true), (36.9, 0.81, false), (36.9, 1.01, true),
        (18.9, 1.01, false), (18.9, 2.01, true),
    ]) func theLimitFollowsClassAndPower(power: Double, smoke: Double, isFinding: Bool) {
        #expect(levels(running([0, 30, 60], smoke), power: power) == (isFinding ? [.yellow] : []))
    }

    @Test(arguments: [(300.0, false), (301, true)]) func smokeCountsOnlyWhileTheEngineRuns(
        speed: Double, isFinding: Bool
    ) {
        #expect(levels(running([0, 30, 60], 0.81, speed: speed)) == (isFinding ? [.yellow] : []))
    }

    @Test func beforeItsFirstMinuteARunningEngineIsGrey() {
        #expect(levels(running([0, 59], 0.1)) == [.grey])
        #expect(levels(running([0, 60], 0.1)) == [])
    }

    @Test(arguments: [(0.80, [Finding.Level]()), (0.81, [.red])])
    func aFailedTestStaysUntilOnePasses(smoke: Double, expected: [Finding.Level]) {
        let test = record(ExhaustTest(smoke: smoke))
        #expect(levels([test]) == expected)
        #expect(levels([test, record(ExhaustTest(smoke: 0.5), afterHours: 1)]) == [])
    }

    @Test func anOldPassEnteredLateDoesNotClearANewerFailure() {
        let failed = record(ExhaustTest(smoke: 0.9))
        #expect(levels([failed, record(ExhaustTest(smoke: 0.5), afterHours: -24)]) == [.red])
    }

    private func causes(_ events: [Event], limits: [String: Measure] = [:]) -> [String] {
        let settings = MachinerySettings(limitClass: .two, power: 120)
        var rules = facility(.nonroadMachinery(settings), limits: limits)
        for event in events { _ = rules.consider(event) }
        return rules.status.findings.filter { $0.rule == "machinery.smoke" }.map(\.cause)
    }

    @Test(arguments: [(1.0, [String]()), (1.5, ["ringelmann"])]) func aTestFailsByItsBlacknessToo(
        ringelmann: Double, expected: [String]
    ) {
        #expect(causes([record(ExhaustTest(smoke: 0.5, ringelmann: ringelmann))]) == expected)
        let both = causes([record(ExhaustTest(smoke: 0.9, ringelmann: ringelmann))])
        #expect(both == ["test"] + expected)
    }

    @Test func theSpeedMayBeAnotherDevices() {
        let smoke = [0, 30, 60].map { sample($0, Reading(.smoke, 0.9, .perMetre)) }
        #expect(causes([sample(0, Reading(.engineSpeed, 1500, .rpm))] + smoke) == ["b/1/smoke"])
        #expect(causes([sample(0, Reading(.engineSpeed, 0, .rpm))] + smoke) == [])
    }

    @Test func liveSmokeIsOverAfterFiveGoodMinutes() {
        let over = running([0, 60], 0.9)
        #expect(levels(over + running(Array(stride(from: 60, through: 390, by: 30)), 0.5)) == [.yellow])
        #expect(levels(over + running(Array(stride(from: 60, through: 450, by: 30)), 0.5)) == [])
        // Not by means that are only just within the limit.
        #expect(levels(over + running(Array(stride(from: 60, through: 900, by: 30)), 0.78)) == [.yellow])
    }

    @Test func smokeWithoutASpeedIsGrey() {
        let smoke = (0...41).map { sample($0 * 60, Reading(.smoke, 0.1, .perMetre)) }
        #expect(levels(Array(smoke.prefix(1))) == [.grey])
        let idle = running([0, 600], 0.1, speed: 0)
        #expect(levels(idle + smoke[11...40]) == [])
        #expect(levels(idle + smoke[11...41]) == [.grey])
    }

    @Test func theSiteSetsTheLimits() {
        let limits = ["smoke": Measure("0.5 1/m")!, "ringelmann": Measure("0.5")!]
        let test = record(ExhaustTest(smoke: 0.6, ringelmann: 1))
        #expect(causes(running([0, 60], 0.6) + [test], limits: limits) == ["test", "ringelmann", "b/1/smoke"])
    }

    /// The table is for free acceleration; under load an engine that passes may smoke more.
    @Test func liveSmokeIsAScreeningAndAdvisesATest() throws {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)))
        let passed = record(ExhaustTest(smoke: 0.3))
        for event in [passed] + running([0, 30, 60], 1.2) { _ = rules.consider(event) }
        let finding = try #require(rules.finding(of: "machinery.smoke"))
        #expect(finding.level == .yellow)
        #expect(finding.text.zh == "实时烟度1分钟均值1.2 m⁻¹，超过筛查值0.8 m⁻¹；实时烟度仅作筛查，以自由加速法检测为准")
        #expect(finding.source.contains("own default"))
        let step = rules.step(of: "machinery.smoke")
        #expect(step?.action == .testExhaust)
    }

    @Test func afterAFailedTestTheEngineIsToBeRepairedWhateverIsMeasuredLive() {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)))
        let failed = record(ExhaustTest(smoke: 0.9))
        for event in running([0, 30, 60], 1.2) + [failed] { _ = rules.consider(event) }
        #expect(rules.findings(of: "machinery.smoke").map(\.level) == [.red, .yellow])
        #expect(rules.step(of: "machinery.smoke")?.action == .repairEngine)
    }

    /// The screening follows the limit, and stays yellow when the site sets its own.
    @Test func aScreeningOfTheSitesOwnIsYellowToo() {
        let own = ["smokeScreening": Measure("0.5 1/m")!]
        let settings = MachinerySettings(limitClass: .two, power: 120)
        var rules = facility(.nonroadMachinery(settings), limits: own)
        #expect(rules.levels(of: "machinery.smoke", after: running([0, 30, 60], 0.6)) == [.yellow])
    }
}
