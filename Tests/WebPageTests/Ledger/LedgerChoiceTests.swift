import Facilities
import Testing

@testable import WebPage

/// The ledger of a month, kind by kind, and as an inspector reads it.
@Suite struct LedgerChoiceTests {
    private static let people = Array(Inspection.people.prefix(2))

    private static func entry(_ sequence: Int64, _ content: Entry) -> KeptEntry {
        KeptEntry(
            sequence: sequence, facility: FacilityDetail.code, time: FixedSource.noon - Duration.hours(Int(sequence)),
            content)
    }

    private static let suspicion = Suspicion(
        rule: "data.tampering", kind: .tooSmooth, cause: "b/1/vocIn", from: FixedSource.noon - .hours(2),
        until: FixedSource.noon, figure: 2, limit: .ownDefault("tamperingTurning", 5, .percent),
        text: Text(zh: "进口浓度过于平滑", en: "the inlet is too smooth"))

    private static func source() -> FixedSource {
        var complaint = Complaint(
            id: "7", text: "<script>alert(1)</script>", category: .fume, place: "3楼301")
        complaint.phone = "13800000000"
        let cleaning = Record(at: FixedSource.noon, by: "刘大姐", Cleaning(parts: [.plates], remark: "（已删除）"))
        var source = FixedSource(details: [
            .adsorber(entries: [
                entry(1, .record(cleaning)),
                entry(2, .record(Record(at: FixedSource.noon, by: "公众", complaint))),
                entry(3, .finding(.raised, .overdue)), entry(4, .suspicion(suspicion)),
            ]), .kitchen,
        ])
        source.ofGateway = [
            KeptEntry(
                sequence: 9, facility: nil, time: FixedSource.noon, .operatorChange(OperatorChange(.added, people[1].0))
            ),
            KeptEntry(
                sequence: 10, facility: nil, time: FixedSource.noon,
                .record(PostedNotices.record(PostedNotices.notice(), by: "孙科", .inspector))),
        ]
        return source
    }

    private func read(_ path: String, as name: String? = nil) async throws -> Site.Answer {
        var answer: Site.Answer?
        try await Site.serve(Self.source(), door: TestDoor(Self.people)) { site in
            let pin = Self.people.first { $0.0.name == name }?.pin
            let cookie = try await pin.asyncMap { try await site.signIn(name ?? "", $0) } ?? ""
            answer = try await site.get(path, cookie: cookie)
        }
        return try #require(answer)
    }

    @Test func aFilterShowsItsKindOnly() async throws {
        let records = try await read("/ledger?month=2026-11&kinds=records").body
        #expect(records.contains("清洗净化器") && !records.contains("累计运行已超500小时"))
        let findings = try await read("/ledger?month=2026-11&kinds=findings").body
        #expect(!findings.contains("清洗净化器") && findings.contains("累计运行已超500小时"))
        let both = try await read("/ledger.csv?month=2026-11&kinds=records,findings").body
        #expect(both.contains("清洗净化器") && both.contains("累计运行已超500小时"))
        #expect(findings.contains("href=\"/ledger.csv?month=2026-11&amp;kinds=findings\""))
    }

    /// Findings and losses were not read where records are chosen.
    @Test func aFilteredSheetSaysThatItIsAndSpeaksOfItsKindsOnly() async throws {
        let losses = try await read("/ledger?month=2026-11&kinds=losses").body
        #expect(losses.contains("只列：缺失") && losses.contains("所选类别（缺失）本月没有。"))
        #expect(losses.contains("2026-11 没有所选类别（缺失）的内容。") && !losses.contains("没有登记，也没有发现"))
        let en = try await read("/ledger?month=2026-11&kinds=losses&lang=en").body
        #expect(en.contains("Only: Losses") && !en.contains("Nothing was entered or found"))
        #expect(try await read("/ledger?month=2026-11&kinds=records,findings").body.contains("只列：登记、发现"))
        #expect(try await !read("/ledger?month=2026-11").body.contains("只列："))
        #expect(try await !read("/ledger.csv?month=2026-11&kinds=losses").body.contains("只列"))
    }

    @Test func recordsOfTheGatewayAreAmongAnInspectorsRecords() async throws {
        let records = try await read("/ledger?month=2026-11&kinds=records", as: "李科").body
        #expect(records.contains("孙科") && !records.contains("增加人员"))
        #expect(try await read("/ledger.csv?month=2026-11&kinds=records", as: "李科").body.contains("孙科"))
        #expect(try await !read("/ledger?month=2026-11&kinds=records").body.contains("孙科"))
        // The gateway's own entries are there without any facility.
        let only = try await read("/ledger?month=2026-11&kind=dust-site", as: "李科").body
        #expect(only.contains("孙科") && !only.contains("没有符合的设施"))
    }

    @Test(arguments: ["blue", "records,blue", "<b>", "notice;drop"])
    func whatIsNoKindIsSaidInASentence(kinds: String) async throws {
        let answer = try await read("/ledger?month=2026-11&kinds=\(kinds.percentEncoded)")
        #expect(answer.status == 400 && answer.body.contains("没有这样的筛选") && !answer.body.contains("<b>"))
    }

    @Test func oneFacilityIsChosenByItsCode() async throws {
        let one = try await read("/ledger?month=2026-11&code=NJ320104C000018").body
        #expect(one.contains("活性炭吸附箱") && !one.contains("秦淮小馆"))
        #expect(try await read("/ledger?month=2026-11&code=%3Cb%3E").status == 400)
    }

    @Test func anInspectorReadsNamesRemarksAndSuspicionsAndNoPhoneAndNothingErased() async throws {
        for path in ["/ledger?month=2026-11", "/ledger.csv?month=2026-11"] {
            let body = try await read(path, as: "李科").body
            #expect(body.contains("刘大姐") && body.contains("3楼301"), "\(path)")
            #expect(body.contains("进口浓度过于平滑") && body.contains("（已删除）") && body.contains("增加人员：王老板"))
            #expect(!body.contains("13800000000"))
            if !path.contains("csv") { #expect(!body.contains("<script>alert") && body.contains("&lt;script&gt;")) }
        }
        #expect(try await read("/ledger?month=2026-11", as: "李科").body.contains("不得公开"))
        let only = try await read("/ledger?month=2026-11&kinds=suspicions", as: "李科").body
        #expect(only.contains("进口浓度过于平滑") && !only.contains("清洗净化器"))
    }

    @Test(arguments: ["suspicions", "gateway", "accounts", "evidence", "seals", "records,suspicions"])
    func nobodyElseReadsWhatIsForInspectors(kinds: String) async throws {
        for name in [nil, "王老板"] {
            let answer = try await read("/ledger?month=2026-11&kinds=\(kinds)", as: name)
            #expect(answer.status == 403 && answer.body.contains("只给检查人员看"))
            #expect(!answer.body.contains("过于平滑"))
        }
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ body: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await body(self)
    }
}
