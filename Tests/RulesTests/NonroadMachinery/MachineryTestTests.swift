import Facilities
import Testing

@testable import Rules

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
        #expect(rules.levels(of: "machinery.test", after: [record(ExhaustTest(smoke: 0.5))]) == [])
    }

    @Test func anOlderTestEnteredLateDoesNotMakeItDue() {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)))
        let test = ExhaustTest(smoke: 0.5)
        let events = [record(test), record(test, afterHours: -24 * 400), .tick(start)]
        #expect(rules.levels(of: "machinery.test", after: events) == [])
    }

    @Test func theDayOfATestThatNeverWasStaysTheSame() {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)))
        for event in [Event.tick(start), tick(afterHours: 80)] { _ = rules.consider(event) }
        let next = rules.steps.values.first { $0.action == .testExhaust }
        #expect(next?.due == Day("2026-11-23"))
    }

    @Test(arguments: [("60 d", [Finding.Level.yellow]), ("59 d", [])])
    func theSiteSetsHowLongBeforeItIsTold(days: String, expected: [Finding.Level]) {
        let settings = MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-01-22"))
        var rules = facility(.nonroadMachinery(settings), limits: ["testWarning": Measure(days)!])
        #expect(rules.levels(of: "machinery.test", after: [.tick(start)]) == expected)
    }

    @Test func theSiteSetsHowLongATestIsValid() {
        let settings = MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-05-22"))
        var rules = facility(.nonroadMachinery(settings), limits: ["testMonths": Measure("6")!])
        #expect(rules.levels(of: "machinery.test", after: [.tick(start)]) == [.red])
    }

    @Test(arguments: ["2031-01-01", "2026-11-24"]) func aTestInTheFutureCountsAsMissing(day: String) {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120, lastTest: Day(day))))
        #expect(rules.levels(of: "machinery.test", after: [.tick(start)]) == [.grey])
        #expect(rules.levels(of: "machinery.test", after: [record(ExhaustTest(smoke: 0.5))]) == [])
    }
}
