import Facilities
import Foundation
import Rules
import Testing

@testable import Gateway

struct StatusPayloadTests {
    private let start = Timestamp("2026-11-23T02:00:00Z")!

    /// A point with so many open complaints, of which the first is late.
    private func status(_ count: Int) -> Status {
        let code = Facility.Code("NJ320104T000056")!
        var rules = FacilityRules(for: Facility(code: code, name: "", settings: .complaintPoint(ComplaintSettings())))
        for id in 1...count {
            let at = id == count ? start - .hours(30) : start
            let complaint = Complaint(id: "\(id)", text: "", place: "\(id)")
            _ = rules.consider(.record(Record(at: at, by: "", complaint)))
        }
        _ = rules.consider(.tick(start))
        return rules.status
    }

    @Test(arguments: [(1, 0), (50, 0), (51, 1), (120, 70)])
    func theWorstFindingsAreSentAndTheOthersCounted(count: Int, more: Int) throws {
        let payload = StatusPayload(gateway: "NJ", status: status(count), qr: "", sequence: 1).json
        let json = try JSONDecoder().decode(JSONValue.self, from: Data(payload))
        guard case .array(let findings)? = json["findings"] else {
            Issue.record("no findings")
            return
        }
        #expect((findings.count, json["more"]) == (min(count, 50), .integer(Int64(more))))
        #expect(findings.first?["level"]?.string == "red" && findings.first?["cause"]?.string == "\(count)")
        #expect(payload.count < 40_000)
    }
}
