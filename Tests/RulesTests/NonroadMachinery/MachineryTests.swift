import Facilities
import Rules
import Testing

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
        #expect(levels(running([0, 30, 60], smoke), power: power) == (isFinding ? [.red] : []))
    }

    @Test(arguments: [(300.0, false), (301, true)]) func smokeCountsOnlyWhileTheEngineRuns(
        speed: Double, isFinding: Bool
    ) {
        #expect(levels(running([0, 30, 60], 0.81, speed: speed)) == (isFinding ? [.red] : []))
    }

    @Test func beforeItsFirstMinuteARunningEngineIsGrey() {
        #expect(levels(running([0, 59], 0.1)) == [.grey])
        #expect(levels(running([0, 60], 0.1)) == [])
    }

    @Test(arguments: [(0.80, [Finding.Level]()), (0.81, [.red])])
    func aFailedTestStaysUntilOnePasses(smoke: Double, expected: [Finding.Level]) {
        let test = record(.exhaustTest(ExhaustTest(smoke: smoke)))
        #expect(levels([test]) == expected)
        #expect(levels([test, record(.exhaustTest(ExhaustTest(smoke: 0.5)), afterHours: 1)]) == [])
    }

    @Test func anOldPassEnteredLateDoesNotClearANewerFailure() {
        let failed = record(.exhaustTest(ExhaustTest(smoke: 0.9)))
        #expect(levels([failed, record(.exhaustTest(ExhaustTest(smoke: 0.5)), afterHours: -24)]) == [.red])
    }
}

@Suite struct MachineryTestTests {
    @Test(arguments: [
        ("2025-12-24", Finding.Level?.none), ("2025-12-23", .yellow), ("2025-11-23", .yellow), ("2025-11-22", .red),
    ]) func aTestIsValidForAYear(tested: String, level: Finding.Level?) {
        let settings = MachinerySettings(limitClass: .two, power: 120, lastTest: Day(tested))
        var rules = facility(.nonroadMachinery(settings))
        #expect(rules.levels(of: "machinery.test", after: [.tick(start)]) == [level].compactMap(\.self))
    }

    @Test func aMachineThatWasNeverTestedIsGrey() {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)))
        #expect(rules.levels(of: "machinery.test", after: [.tick(start)]) == [.grey])
        #expect(rules.levels(of: "machinery.test", after: [record(.exhaustTest(ExhaustTest(smoke: 0.5)))]) == [])
    }
}
