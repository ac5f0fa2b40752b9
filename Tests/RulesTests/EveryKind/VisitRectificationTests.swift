import Facilities
import Testing

@testable import Rules

@Suite struct VisitRectificationTests {
    private static let rule = "visit.rectification"
    /// The end of 30 November in Nanjing, 7 days after the visit.
    private static let deadline = Timestamp("2026-11-30T15:59:59Z")!
    private static let settings: [Facility.Settings] = [
        .activatedCarbon(CarbonSettings(form: .granular)), .fumePurifier(FumeSettings(stoves: 4)),
        .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)), .dustSite,
        .complaintPoint(ComplaintSettings()),
    ]

    private func order(_ deadline: Timestamp = Self.deadline) -> Visit {
        Visit(.rectify, [.operation], deadline: deadline)
    }

    @Test(arguments: settings) func anOrderIsYellowUntilItsDeadlineAndRedAfterItAtEveryKind(
        settings: Facility.Settings
    ) throws {
        var rules = facility(settings)
        #expect(rules.levels(of: Self.rule, after: [.tick(start), record(order())]) == [.yellow])
        #expect(rules.status.due.contains { $0.action == .putRight && $0.due == Day("2026-11-30") })
        #expect(rules.levels(of: Self.rule, after: [.tick(Self.deadline)]) == [.yellow])
        #expect(rules.levels(of: Self.rule, after: [.tick(Self.deadline + .milliseconds(1))]) == [.red])
        let finding = try #require(rules.finding(of: Self.rule))
        #expect(finding.since == Self.deadline && finding.limit == 7 && finding.verified)
        #expect(rules.status.light == .red)
        #expect(finding.short.zh == "整改逾期" && finding.text.zh.contains("2026-11-30") && !finding.text.en.isEmpty)
    }

    @Test func aVisitThatOrdersNothingFindsNothing() {
        var rules = facility(.dustSite)
        #expect(rules.levels(of: Self.rule, after: [.tick(start), record(Visit(.passed, [.records]))]) == [])
        #expect(rules.levels(of: Self.rule, after: [record(Visit(.advised, [.label]))]) == [])
    }

    @Test func aRectificationOfThatOrderEndsItAndOfAnotherDoesNot() {
        var rules = facility(.dustSite).after([.tick(start), record(order())])
        let cause = rules.finding(of: Self.rule)!.cause
        #expect(rules.problems(with: Record(at: start, by: "", Rectification(rule: Self.rule, cause: "x"))).count == 1)
        #expect(rules.levels(of: Self.rule, after: [record(Rectification(rule: "dust.tsp"))]) == [.yellow])
        var overdue = rules
        let entries = rules.consider(record(Rectification(rule: Self.rule, cause: cause), afterHours: 1))
        #expect(entries.compactMap(\.finding?.rule) == [Self.rule, Self.rule])
        #expect(entries.map(\.kind) == [.rectified, .cleared])
        #expect(rules.findings(of: Self.rule).isEmpty && !rules.status.due.contains { $0.action == .putRight })
        // Also when it comes late.
        _ = overdue.consider(.tick(Self.deadline + .days(3)))
        #expect(overdue.levels(of: Self.rule, after: [record(Rectification(rule: Self.rule))]) == [])
    }

    @Test func workThatHasBegunEndsNoOrder() {
        var begun = Rectification(rule: Self.rule)
        begun.progress = .begun
        var rules = facility(.dustSite).after([.tick(start), record(order())])
        #expect(rules.levels(of: Self.rule, after: [record(begun, afterHours: 1)]) == [.yellow])
        #expect(rules.levels(of: Self.rule, after: [.tick(Self.deadline + .days(1))]) == [.red])
        begun.progress = .done
        #expect(rules.levels(of: Self.rule, after: [record(begun, afterHours: 24 * 9)]) == [])
    }

    @Test func whatWasPutRightBeforeTheVisitEndsNoOrderOfIt() {
        var rules = facility(.dustSite).after([.tick(start), record(order(), afterHours: 24)])
        let early = record(Rectification(rule: Self.rule), afterHours: 12)
        #expect(rules.levels(of: Self.rule, after: [early]) == [.yellow])
    }

    @Test func theNextVisitEndsAnOrderAndItsOwnBegins() {
        var rules = facility(.dustSite).after([.tick(start), record(order())])
        let again = Self.deadline + .days(3)
        #expect(rules.levels(of: Self.rule, after: [record(order(again), afterHours: 24)]) == [.yellow])
        #expect(rules.status.due.contains { $0.due == Day("2026-12-03") } && rules.findings(of: Self.rule).count == 1)
        // One that is entered late says nothing of what the later one has seen.
        #expect(rules.levels(of: Self.rule, after: [record(Visit(.passed, [.records]), afterHours: 12)]) == [.yellow])
        #expect(rules.levels(of: Self.rule, after: [record(Visit(.passed, [.records]), afterHours: 48)]) == [])
    }

    @Test func aVisitThatNamesAFindingAcknowledgesItAndOneThatNamesNoneIsRefused() {
        var rules = facility(.dustSite).after([.tick(start), record(order())])
        let named = Visit(.advised, [.records], rule: Self.rule)
        #expect(rules.problems(with: Record(at: start, by: "", named)).isEmpty)
        let unknown = Visit(.advised, [.records], rule: "carbon.cycle")
        #expect(rules.problems(with: Record(at: start, by: "", unknown)).map(\.field) == ["rule"])
        let silent = rules.consider(.tick(start + .days(1)))
        #expect(silent.contains { $0.finding?.rule == "data.silent" } || rules.finding(of: "data.silent") != nil)
        let entries = rules.consider(record(Visit(.passed, [.instruments], rule: "data.silent"), afterHours: 25))
        #expect(entries.contains { $0.kind == .acknowledged && $0.finding?.rule == "data.silent" })
        #expect(rules.finding(of: "data.silent")?.acknowledged != nil)
    }

    @Test func anOrderIsRememberedOverARestart() throws {
        let rules = facility(.dustSite).after([.tick(start), record(order())])
        var again = try rules.restarted()
        #expect(again.levels(of: Self.rule, after: [.tick(start + .hours(1))]) == [.yellow])
        #expect(again.levels(of: Self.rule, after: [.tick(Self.deadline + .hours(1))]) == [.red])
    }
}
