import Facilities
import Foundation
import Testing

@testable import Rules

@Suite struct OpenComplaintsTests {
    /// As many open complaints, numbered from 1, and a closed one.
    private func open(_ count: Int) throws -> OpenComplaints {
        func list(_ ids: ClosedRange<Int>) -> String {
            "[" + ids.map { #"{"id":"\#($0)","at":"\#(start)","isAnswered":false}"# }.joined(separator: ",") + "]"
        }
        let json = #"{"all":\#(list(1...count)),"past":\#(list(9999...9999))}"#
        return try JSONDecoder().decode(OpenComplaints.self, from: Data(json.utf8))
    }

    @Test func aThousandComplaintsMayBeOpenAndNotOneMore() throws {
        #expect(try open(OpenComplaints.most - 1).problem(withNew: "5000") == nil)
        let refused = try open(OpenComplaints.most).problem(withNew: "5000")
        #expect(
            refused?.text.en
                == "1000 complaints are open at this point, and 1000 may be: nothing was entered; close some of them, such as "
                + "those that were merged with another")
        // More may be open from before there was a most.
        #expect(try open(10_000).problem(withNew: "50000")?.text.zh.hasPrefix("该投诉点已有10000件投诉未办结") == true)
    }

    @Test func aClosedOneIsNotReopenedBesideAThousand() throws {
        let reopening = ComplaintProgress(id: "9999", state: .reopened, text: "又有")
        #expect(try open(OpenComplaints.most - 1).problem(with: reopening) == nil)
        let problem = try open(OpenComplaints.most).problem(with: reopening)
        #expect(problem?.text.zh.hasPrefix("该投诉点已有1000件投诉未办结") == true)
        // One that is open already makes no more of them.
        let open = try open(OpenComplaints.most)
        #expect(open.problem(with: ComplaintProgress(id: "8", state: .reopened, text: "又有")) == nil)
    }

    @Test func onlyAClosedComplaintIsRated() throws {
        let open = try open(3)
        #expect(open.problem(with: ComplaintRating(id: "9999", rating: .satisfied)) == nil)
        #expect(open.problem(with: ComplaintRating(id: "2", rating: .satisfied))?.field == "id")
        #expect(open.problem(with: ComplaintRating(id: "77", rating: .dissatisfied))?.field == "id")
        let full = try self.open(OpenComplaints.most)
        #expect(full.problem(with: ComplaintRating(id: "9999", rating: .dissatisfied))?.field == "later")
        #expect(full.problem(with: ComplaintRating(id: "9999", rating: .fair)) == nil)
    }

    @Test func whoIsNotSatisfiedHasTheComplaintTakenUpAgain() {
        var rules = rules(1)
        _ = rules.consider(record(AnsweredComplaint(id: "1", text: "已查")))
        _ = rules.consider(record(ClosedComplaint(id: "1", text: "已清洗")))
        #expect(rules.status.findings.isEmpty)
        _ = rules.consider(record(ComplaintRating(id: "1", rating: .satisfied)))
        #expect(rules.status.findings.isEmpty)
        _ = rules.consider(record(ComplaintRating(id: "1", rating: .dissatisfied)))
        #expect(rules.status.findings.map(\.rule) == ["complaint.answer"])
        #expect(rules.status.findings.first?.text.zh.hasPrefix("投诉1（重新办理）") == true)
    }

    /// The rule asks for both kinds of records.
    @Test func aRecordOfOneMoreIsRefusedByTheRule() throws {
        var rule = ComplaintAnswer(ComplaintSettings(), of: facility(.complaintPoint(ComplaintSettings())).facility)
        let complaint = Record(at: start, by: "", Complaint(id: "5000", text: ""))
        #expect(rule.problem(with: complaint) == nil)
        rule.state = try open(OpenComplaints.most)
        #expect(rule.problem(with: complaint) != nil)
    }

    @Test(arguments: [
        (1, "1"), (10, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"), (11, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …（共11）"),
    ]) func aRefusalNamesTenOpenOnesAtMost(count: Int, names: String) throws {
        let problem = try open(count).problem(withStepOf: "x")
        #expect(problem?.text.zh == "没有未办结的投诉x（id）；未办结：\(names)")
    }

    private func rules(_ count: Int) -> FacilityRules {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        _ = rules.consider(.tick(start))
        for id in 1...count {
            _ = rules.consider(record(Complaint(id: "\(id)", text: "油烟", place: "\(id)")))
        }
        return rules
    }

    @Test func aRefusalOfANoteNamesTenFindingsAtMost() {
        let note = Record(at: start, by: "王", Acknowledgement(rule: "x"))
        let text = rules(20).problems(with: note).first?.text
        #expect(text?.en.hasSuffix("complaint.answer/10, … (20 in all)") == true, "\(text as Any)")
    }

    /// What is remembered is stored once a minute: a thousand open complaints are a good megabyte of it.
    @Test func anOpenComplaintIsRememberedInFewBytes() throws {
        var rules = rules(100)
        let kitchens = (1...20).map {
            Evidence.OfFacility(
                code: Facility.Code("NJ\($0 + 100)")!, kind: .fumePurifier, light: .red,
                lines: [Evidence.Line(rule: "fume.limit", level: .red, minutes: 35)])
        }
        for id in 1...100 {
            _ = rules.consider(
                .evidence(Evidence(complaint: "\(id)", from: start - .hours(6), until: start, facilities: kitchens)))
        }
        let bytes = try JSONEncoder().encode(rules.stored()).count
        #expect(bytes < 150_000, "\(bytes)")
    }
}
