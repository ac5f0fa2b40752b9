import Facilities
import Foundation
import Rules
import Testing

@testable import Gateway
@testable import Uplinks

struct StatusPayloadTests {
    private let start = Timestamp("2026-11-23T02:00:00Z")!

    /// A point with so many open complaints, of which some were made so long ago that their answers are late.
    private func status(_ count: Int, late: Int = 1) -> Status {
        let code = Facility.Code("NJ320104T000056")!
        var rules = FacilityRules(for: Facility(code: code, name: "", settings: .complaintPoint(ComplaintSettings())))
        if count == 0 { return rules.status }
        for id in 1...count {
            let at = id > count - late ? start - .hours(30) : start
            let complaint = Complaint(id: "\(id)", text: "", place: "\(id)")
            _ = rules.consider(.record(Record(at: at, by: "", complaint)))
        }
        _ = rules.consider(.tick(start))
        return rules.status
    }

    private func payload(_ status: Status) -> StatusPayload {
        StatusPayload(PostedStatus(status, sequence: 1, url: "http://ma.example.cn/q"), gateway: "NJ", epoch: "k3f9a2")
    }

    private func json(_ status: Status) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(payload(status).json))
    }

    @Test(arguments: [0, 1, 10, 25, 30, 120, 600]) func asManyFindingsAreSentAsFitAndTheOthersCounted(count: Int) throws
    {
        let status = status(count)
        let (payload, all) = (payload(status), status.findings)
        #expect(payload.json.count <= 16_384)
        #expect(payload.findings.count + payload.more == all.count)
        #expect(payload.findings.map(\.cause) == all.prefix(payload.findings.count).map(\.cause))
        if payload.more > 0 {
            // One more does not fit.
            #expect(payload.json.count + StatusPayload.Shown(all[payload.findings.count]).json.count > 16_384 - 8)
        }
    }

    @Test func theCountsAreOfAllFindings() throws {
        let status = status(600, late: 250)
        #expect(status.findings.count { $0.level == .red } == 250)
        let json = try json(status)
        #expect(json["counts"]?["red"] == .integer(250))
        #expect(json["counts"]?["yellow"] == .integer(Int64(status.findings.count { $0.level == .yellow })))
        #expect(payload(status).findings.allSatisfy { $0.level == .red })
    }

    @Test func aFindingHasAShortTitleInChinese() throws {
        #expect(payload(status(1)).findings.first?.short == "答复逾期")
    }

    @Test func whatIsDueIsSentWithItsRule() throws {
        let due = try #require(payload(status(3)).due.first)
        #expect((due.rule, due.action, due.due) == ("complaint.answer", .answerComplaint, Day("2026-11-23")!))
    }
}
