import Facilities
import Foundation
import Testing

@testable import Rules

@Suite struct ComplaintEvidenceTests {
    private let complaint = record(Complaint(id: "7", text: "油烟"))

    private func around(
        _ code: String, _ lines: (String, Finding.Level)..., kind: Facility.Kind = .fumePurifier
    ) -> Evidence.OfFacility {
        let lines = lines.map { Evidence.Line(rule: $0, level: $1, minutes: 35) }
        return .init(code: Facility.Code(code)!, kind: kind, light: .green, lines: lines)
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
        let rules = rules(after: evidence(around("NJ01", ("fume.limit", level)), around("NJ02")))
        let finding = try #require(rules.finding(of: "complaint.evidence"))
        #expect((finding.level, finding.cause, finding.figure) == (.yellow, "7", 1))
        #expect(finding.text.zh == "投诉7前6小时内，周边有问题：油烟净化器1处（共2处）")
        #expect(finding.text.en == "in the 6 h before complaint 7, out of order around it: 1 of 2 fume purifiers")
    }

    /// What is public names no facility and none of its findings.
    @Test func theKindsAreCountedApartAndTheDetailsAreNotPublic() throws {
        let box = around("NJ03", ("carbon.pressure", .grey), kind: .activatedCarbon)
        let rules = rules(after: evidence(around("NJ01", ("fume.limit", .red)), around("NJ02"), box))
        let finding = try #require(rules.finding(of: "complaint.evidence"))
        #expect(finding.text.zh == "投诉7前6小时内，周边有问题：油烟净化器1处（共2处）")
        #expect(
            rules.details.map(\.zh) == ["7：投诉前6小时内，NJ01油烟超限35分钟", "7：投诉前6小时内，NJ03“压差超限”无法判断35分钟"])
        #expect(try restarted(rules, in: facility(.complaintPoint(ComplaintSettings()))).details == rules.details)
    }

    /// What is remembered is bounded: the ledger has all of it.
    @Test func onlyTheNewestComplaintsHaveTheirLinesRemembered() throws {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        _ = rules.consider(.tick(start))
        let kitchens = (1...20).map { around("NJ\($0 + 10)", ("fume.limit", .red), ("fume.purifierOff", .red)) }
        for id in 1...12 {
            _ = rules.consider(record(Complaint(id: "\(id)", text: "油烟")))
            _ = rules.consider(
                .evidence(Evidence(complaint: "\(id)", from: start - .hours(6), until: start, facilities: kitchens)))
        }
        #expect(rules.findings(of: "complaint.evidence").count == 12)
        #expect(rules.details.count == ComplaintEvidence.mostDetailed * ComplaintEvidence.mostLines + 1)
        #expect(rules.details.last?.zh == "另有2件投诉的佐证见台账（mashang export ledger）")
        // Of each facility the first line before the second of any.
        #expect(rules.details.first?.zh == "3：投诉前6小时内，NJ11油烟超限35分钟")
        #expect(rules.details.dropFirst().first?.zh == "3：投诉前6小时内，NJ12油烟超限35分钟")
    }

    /// Form 2 remembered sentences, of every complaint and facility.
    @Test func theSentencesOfAnEarlierFormAreStillShown() throws {
        var state = try rules(after: evidence(around("NJ01", ("fume.limit", .red)))).stored()
        #expect(state["rules"]?["complaint.evidence"]?["form"] == .integer(3))
        let before = #"""
            [{"complaint": "7", "at": "\#(start)", "hours": 6,
              "kinds": [{"kind": "fume-purifier", "all": 2, "faulty": 1, "unjudged": 0}],
              "lines": [\#(Array(repeating: #"{"zh": "一号油烟超限35分钟", "en": "x"}"#, count: 20).joined(separator: ","))]}]
            """#
        let seen = try JSONDecoder().decode(JSONValue.self, from: Data(before.utf8))
        state["rules"]?["complaint.evidence"]?["form"] = .integer(2)
        state["rules"]?["complaint.evidence"]?["state"]?["seen"] = seen
        var restored = facility(.complaintPoint(ComplaintSettings()))
        #expect(try restored.readBack(state) == nil)
        _ = restored.consider(tick(afterHours: 1))
        #expect(restored.finding(of: "complaint.evidence")?.text.zh == "投诉7前6小时内，周边有问题：油烟净化器1处（共2处）")
        #expect(restored.details.map(\.zh) == Array(repeating: "7：一号油烟超限35分钟", count: 8))
        #expect(try restarted(restored, in: facility(.complaintPoint(ComplaintSettings()))).details == restored.details)
    }

    @Test func whereAllWasInOrderThereIsNothing() {
        #expect(rules(after: evidence(around("NJ01"), around("NJ02"))).finding(of: "complaint.evidence") == nil)
    }

    @Test func noFacilityAroundIsGrey() {
        #expect(rules(after: evidence()).finding(of: "complaint.evidence")?.level == .grey)
    }

    @Test func whatCouldNotBeJudgedClearsNobody() {
        let gap = around("NJ02", ("data.silent", .grey))
        let finding = rules(after: evidence(around("NJ01"), gap)).finding(of: "complaint.evidence")
        #expect(finding?.level == .grey)
        #expect(finding?.text.zh.hasSuffix("周边无法判断：油烟净化器1处（共2处）") == true)
    }

    @Test func itIsGoneWhenTheComplaintIsClosed() {
        let closing = record(ClosedComplaint(id: "7", text: ""), afterHours: 1)
        let faulty = evidence(around("NJ01", ("a", .red)))
        #expect(rules(after: faulty, closing).finding(of: "complaint.evidence") == nil)
    }

    @Test func anAnswerLeavesIt() {
        let answer = record(AnsweredComplaint(id: "7", text: ""), afterHours: 1)
        let faulty = evidence(around("NJ01", ("a", .red)))
        #expect(rules(after: faulty, answer).finding(of: "complaint.evidence") != nil)
    }

    @Test func evidenceForNoOpenComplaintIsLeftAside() {
        let other = evidence(around("NJ01", ("a", .red)), of: "8")
        #expect(rules(after: other).finding(of: "complaint.evidence") == nil)
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        let limits = ["evidenceCount": Measure(2, .one)]
        let faulty = around("NJ01", ("a", .red))
        #expect(rules(after: evidence(faulty), limits: limits).finding(of: "complaint.evidence") == nil)
        #expect(rules(after: evidence(faulty, faulty), limits: limits).finding(of: "complaint.evidence") != nil)
    }
}
