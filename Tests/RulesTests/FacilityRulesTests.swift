import Facilities
import Testing

@testable import Rules

@Suite struct FacilityRulesTests {
    @Test func aRecordOfThePastDoesNotTurnBackTheClock() {
        // Overdue since yesterday; a record of last month must not make it due again, nor raise it twice.
        let settings = CarbonSettings(form: .granular, designCycle: 30, installed: Day("2026-10-23"))
        var rules = facility(.activatedCarbon(settings))
        _ = rules.consider(.tick(start))
        let inspection = CarbonInspection(colour: .good, form: .good, weight: .good, bubbles: .good, iodineValue: 900)
        let entries = rules.consider(record(inspection, afterHours: -24 * 20))
        #expect(entries.map(\.kind) == [.cleared])
        #expect(rules.finding(of: "carbon.cycle")?.level == .red)
        #expect(rules.status.asOf == start)
    }

    @Test func aFindingThatGoesOnKeepsItsBeginning() {
        var rules = facility(.dustSite)
        _ = rules.consider(.tick(start))
        _ = rules.consider(tick(afterHours: 3))
        #expect(rules.finding(of: "data.silent")?.since == start)
        #expect(rules.status.since == start)
        #expect(rules.status.asOf == start + .hours(3))
    }

    @Test(arguments: [
        (Facility.Settings.activatedCarbon(CarbonSettings(form: .granular)), 22),
        (.fumePurifier(FumeSettings(stoves: 4)), 17),
        (.nonroadMachinery(MachinerySettings(limitClass: .two, power: 50)), 15), (.dustSite, 14),
        (.complaintPoint(ComplaintSettings()), 6),
    ]) func everyLimitHasASource(settings: Facility.Settings, count: Int) {
        let rules = facility(settings).rules
        #expect(rules.count == count)
        #expect(rules.flatMap(\.limits).allSatisfy { !$0.source.isEmpty && $0.value.isFinite })
        // The day of an order is the inspector's.
        #expect(rules.filter(\.limits.isEmpty).map(\.name) == ["visit.rectification"])
    }

    @Test(arguments: [
        ([Finding.Level](), Light.green), ([.grey], .grey), ([.grey, .yellow], .grey), ([.yellow], .yellow),
        ([.yellow, .red, .grey], .red),
    ]) func theWorstThatIsKnownGivesTheLight(levels: [Finding.Level], light: Light) {
        let limit = Limit("x", 1, .one, source: "s", verified: false)
        let findings = levels.map {
            Finding(rule: "r", level: $0, since: start, limit: limit, text: Text(zh: "", en: ""))
        }
        #expect(Light(findings) == light)
    }
}
