import Facilities
import Testing

@testable import Rules

@Suite struct MachineryRegistrationTests {
    private let right = "CNFJG300ABCD123456ZZ99X1"

    private func rules(
        number: String? = nil, disclosure: String? = nil, acquired: String? = nil, limits: [String: Measure] = [:],
        _ events: [Event] = []
    ) -> FacilityRules {
        let settings = MachinerySettings(
            limitClass: .two, power: 120, registration: number, disclosure: disclosure,
            acquired: acquired.flatMap { Day($0) })
        var rules = facility(.nonroadMachinery(settings), limits: limits)
        for event in [.tick(start)] + events { _ = rules.consider(event) }
        return rules
    }

    private func findings(_ rules: FacilityRules) -> [Finding] {
        rules.status.findings.filter { $0.rule == "machinery.registration" }
    }

    private func registered(_ number: String, disclosure: String? = nil, afterHours hours: Int = 0) -> Event {
        record(Registration(number: number, disclosure: disclosure), afterHours: hours)
    }

    @Test(arguments: [("2026-11-23", Finding.Level.yellow), ("2026-10-24", .yellow), ("2026-10-23", .red)])
    func aMachineIsRegisteredWithinThirtyDays(acquired: String, level: Finding.Level) {
        #expect(findings(rules(acquired: acquired)).map(\.level) == [level])
        #expect(findings(rules(number: "苏A-12345", acquired: acquired)).isEmpty)
        #expect(findings(rules(acquired: acquired, [registered("苏A-12345")])).isEmpty)
    }

    @Test func itIsDueOnTheThirtiethDay() {
        let next = rules(acquired: "2026-11-20").steps.values.first { $0.action == .registerMachine }
        #expect(next?.due == Day("2026-12-20"))
    }

    @Test func withoutNumberAndDayItCannotBeJudged() {
        #expect(findings(rules()).map(\.level) == [.grey])
        let later = rules([tick(afterHours: 80)]).step(of: "machinery.registration")
        #expect(later == NextStep(.completeSettings, due: Day("2026-11-23")!))
    }

    @Test func theSiteSetsTheDays() {
        let limits = ["registrationDays": Measure("10 d")!]
        #expect(findings(rules(acquired: "2026-11-12", limits: limits)).map(\.level) == [.red])
    }

    @Test(arguments: ["1", "苏A-12345", "G3·0123456789ABCDEFGHIJK"]) func whatCouldBeANumberPasses(number: String) {
        #expect(findings(rules(number: number)).isEmpty)
    }

    @Test(arguments: [("", "为空"), ("0123456789012345678901234", "有25个字符，最多24个"), ("3a12 b", "含有不允许的字符“a b”")])
    func whatCannotBeANumberIsYellowAndNamed(number: String, problem: String) {
        let found = findings(rules(number: number))
        #expect(found.map(\.level) == [.yellow])
        #expect(found.first?.cause == "number")
        #expect(found.first?.text.zh.contains(problem) == true)
    }

    @Test func aRightDisclosureNumberPasses() {
        #expect(findings(rules(number: "1", disclosure: right)).isEmpty)
    }

    @Test(arguments: [
        ("CNFJG300ABCD123456ZZ99X", "有23个字符，应为24个"), ("XXFJG300ABCD123456ZZ99X1", "第1–2位为“XX”，应为CN"),
        ("CNQCG300ABCD123456ZZ99X1", "第3–4位为“QC”，应为FJ"), ("CNFJGX00ABCD123456ZZ99X1", "第5–6位为“GX”"),
        ("CNFJ3300ABCD123456ZZ99X1", "第5–6位为“33”"), ("CNFJG301ABCD123456ZZ99X1", "第7–8位为“01”，应为00"),
        ("CNFJG300ABCD12345XZZ99X1", "第13–18位为“12345X”，应为数字"), ("CNFJG300ABCD123456ZZ99x1", "“x”"),
    ]) func aWrongDisclosureNumberIsYellowAndNamed(number: String, problem: String) {
        let found = findings(rules(number: "1", disclosure: number))
        #expect(found.map(\.level) == [.yellow])
        #expect(found.first?.cause == "disclosure")
        #expect(found.first?.text.zh.contains(problem) == true)
    }

    @Test func theNewestRecordGoesBeforeAllOthers() {
        let events = [registered("苏A-1", disclosure: right), registered("a", disclosure: "b", afterHours: -24)]
        #expect(findings(rules(number: "x", disclosure: "y", events)).isEmpty)
        #expect(findings(rules(events.reversed())).isEmpty)
    }

    @Test(arguments: [("2031-01-01", Finding.Level.grey), ("2026-11-24", .grey), ("2026-11-23", .yellow)])
    func aPurchaseInTheFutureCountsAsMissing(day: String, level: Finding.Level) {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120, acquired: Day(day))))
        #expect(rules.levels(of: "machinery.registration", after: [.tick(start)]) == [level])
    }
}
