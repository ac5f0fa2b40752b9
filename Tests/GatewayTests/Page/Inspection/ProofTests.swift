import Facilities
import Journal
import TestSupport
import Testing
import WebPage

@testable import Gateway

private let code = Facility.Code("NJ320104D000049")!
/// Ten in the morning of the second of December in Nanjing.
private let start = Timestamp("2026-12-02T02:00:00Z")!

/// Evidence of complaints on an inspector's screen.
@Suite struct ProofTests {
    private let folder = try! TemporaryFolder()

    /// Two points had complaints in turn, and every third had nothing of this facility around it.
    @Test func theNewestEvidenceOfAllPointsIsListedOfThisFacilityOnly() async throws {
        let journal = try Journal.open(path: folder.path + "/j.sqlite", now: start - .days(1))
        let points = (1...2).map { Facility.Code("NJ320104T00000\($0)")! }
        let other = Facility.Code("NJ320104D000050")!
        var batch = Batch()
        batch.entries = (1...160).map { number in
            let around = (number.isMultiple(of: 3) ? [other] : [other, code]).map { code in
                Evidence.OfFacility(
                    code: code, kind: .dustSite, light: .red,
                    lines: [.init(rule: "dust.tsp", level: .red, minutes: 5)])
            }
            let evidence = Evidence(
                complaint: "\(number)", from: start, until: start, category: .dust, facilities: around)
            return KeptEntry(
                sequence: Int64(number), facility: points[number % 2], time: start + .minutes(number),
                .evidence(evidence))
        }
        try await journal.commit(batch)
        func proofs(_ shown: Facility.Code) throws -> [Inspection.Proof] {
            try InspectionReading(
                journal: journal, verification: Verification(of: journal), utcOffset: 28_800, channels: [:],
                points: points
            ).inspection(of: shown, in: Month("2026-12")!, now: start + .hours(9)).evidence
        }
        let own = try proofs(code)
        let expected = (1...160).reversed().filter { !$0.isMultiple(of: 3) }.prefix(Inspection.listed + 1)
        #expect(own.map(\.evidence.complaint) == expected.map { "\($0)" })
        #expect(own.allSatisfy { $0.evidence.facilities.map(\.code) == [code] })
        let ofPoint = try proofs(points[0]).map(\.evidence)
        let oldest = 160 - 2 * Inspection.listed
        #expect(ofPoint.map(\.complaint) == stride(from: 160, through: oldest, by: -2).map { "\($0)" })
        #expect(ofPoint.last?.facilities.map(\.code) == (oldest.isMultiple(of: 3) ? [other] : [other, code]))
    }
}
