import Facilities
import Rules
import Testing

@Suite struct ComplaintEvidenceTests {
    private let complaint = record(Complaint(id: "7", text: "油烟"))

    private func around(_ name: String, _ light: Light = .green, _ findings: (String, Finding.Level)...)
        -> Evidence.OfFacility
    {
        let limit = Limit("x", 1, .one, source: "s", verified: false)
        let findings = findings.map { rule, level in
            Finding(
                rule: rule, level: level, since: start, limit: limit, text: Text(zh: "\(rule)超限", en: "\(rule) over"))
        }
        return .init(code: code, name: name, light: light, findings: findings, readings: [])
    }

    private func evidence(_ facilities: Evidence.OfFacility..., of complaint: String = "7") -> Event {
        .evidence(Evidence(complaint: complaint, from: start - .hours(6), until: start, facilities: facilities))
    }

    private func rules(after events: Event..., limits: [String: Measure] = [:]) -> FacilityRules {
        var rules = facility(.complaintPoint(ComplaintSettings()), limits: limits)
        for event in [.tick(start), complaint] + events { _ = rules.consider(event) }
        return rules
    }

    @Test(arguments: [Finding.Level.red, .yellow]) func aFacilityOutOfOrderIsCounted(level: Finding.Level) throws {
        let rules = rules(after: evidence(around("一号", .green, ("fume.limit", level)), around("二号")))
        let finding = try #require(rules.finding(of: "complaint.evidence"))
        #expect((finding.level, finding.cause, finding.figure) == (.yellow, "7", 1))
        #expect(finding.text.zh == "投诉7前6小时内，周边异常：设施1处（共2处）")
        #expect(finding.text.en == "in the 6 h before complaint 7, out of order around it: 1 of 2 facilities")
    }

    /// What is public names no facility and none of its findings.
    @Test func theKindsAreCountedApartAndTheDetailsAreNotPublic() throws {
        var kitchen = around("一号", .red, ("fume.limit", .red))
        (kitchen.kind, kitchen.lines) = (.fumePurifier, [line("fume.limit", .red, "一号油烟超限35分钟")])
        var quiet = around("二号")
        (quiet.kind, quiet.lines) = (.fumePurifier, [])
        var box = around("三号", .red, ("carbon.record", .red))
        box.kind = .activatedCarbon
        let rules = rules(after: evidence(kitchen, quiet, box))
        let finding = try #require(rules.finding(of: "complaint.evidence"))
        #expect(finding.text.zh == "投诉7前6小时内，周边异常：油烟净化器1处（共2处）")
        #expect(rules.details.map(\.zh) == ["7：一号油烟超限35分钟"])
        #expect(try restarted(rules, in: facility(.complaintPoint(ComplaintSettings()))).details == rules.details)
    }

    private func line(_ rule: String, _ level: Finding.Level, _ text: String) -> Evidence.Line {
        Evidence.Line(rule: rule, level: level, minutes: 35, last: start, text: Text(zh: text, en: text))
    }

    @Test func whereAllWasInOrderThereIsNothing() {
        #expect(rules(after: evidence(around("一号"), around("二号"))).finding(of: "complaint.evidence") == nil)
    }

    @Test func noFacilityAroundIsGrey() {
        #expect(rules(after: evidence()).finding(of: "complaint.evidence")?.level == .grey)
    }

    @Test func whatCouldNotBeJudgedClearsNobody() {
        let gap = around("二号", .green, ("data.silent", .grey))
        for unjudged in [gap, around("二号", .grey)] {
            let finding = rules(after: evidence(around("一号"), unjudged)).finding(of: "complaint.evidence")
            #expect(finding?.level == .grey)
            #expect(finding?.text.zh.hasSuffix("周边无法判断：设施1处（共2处）") == true)
        }
    }

    @Test func anOpenComplaintElsewhereIsNoEvidence() {
        let point = around("投诉点", .yellow, ("complaint.answer", .yellow))
        #expect(rules(after: evidence(point)).finding(of: "complaint.evidence") == nil)
    }

    @Test func itIsGoneWhenTheComplaintIsClosed() {
        let closing = record(ClosedComplaint(id: "7", text: ""), afterHours: 1)
        let faulty = evidence(around("一号", .red, ("a", .red)))
        #expect(rules(after: faulty, closing).finding(of: "complaint.evidence") == nil)
    }

    @Test func anAnswerLeavesIt() {
        let answer = record(AnsweredComplaint(id: "7", text: ""), afterHours: 1)
        let faulty = evidence(around("一号", .red, ("a", .red)))
        #expect(rules(after: faulty, answer).finding(of: "complaint.evidence") != nil)
    }

    @Test func evidenceForNoOpenComplaintIsLeftAside() {
        let other = evidence(around("一号", .red, ("a", .red)), of: "8")
        #expect(rules(after: other).finding(of: "complaint.evidence") == nil)
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        let limits = ["evidenceCount": Measure(2, .one)]
        let faulty = around("一号", .red, ("a", .red))
        #expect(rules(after: evidence(faulty), limits: limits).finding(of: "complaint.evidence") == nil)
        #expect(rules(after: evidence(faulty, faulty), limits: limits).finding(of: "complaint.evidence") != nil)
    }
}
