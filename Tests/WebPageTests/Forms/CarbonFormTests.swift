import Facilities
import Foundation
import Testing

@testable import WebPage

/// The forms of a carbon box as a browser without script uses them.
@Suite struct CarbonFormTests {
    private static let worker = Operator(
        name: "陈师傅", role: .operator, facilities: [FacilityDetail.code], since: FixedSource.noon - .days(9))
    private static let replacement = "/q/NJ320104C000018/do/replacement"
    private static let transfer = "/q/NJ320104C000018/do/wasteTransfer"
    private static let inspection = "/q/NJ320104C000018/do/inspection"

    private func kept(_ sequence: Int64, _ body: any RecordContent, daysAgo: Int = 3) -> KeptEntry {
        let at = FixedSource.noon - .days(daysAgo)
        return KeptEntry(
            sequence: sequence, facility: FacilityDetail.code, time: at,
            .record(Record(at: at, by: "陈师傅", body)))
    }

    private func replaced() -> CarbonReplacement {
        var record = CarbonReplacement(mass: 1000)
        (record.form, record.maker, record.disposalFirm) = (.honeycomb, "宁炭", "南京危废处置公司")
        return record
    }

    private func serve(
        records: [KeptEntry] = [], gauges: [Gauge] = [], refusal: [RecordProblem] = [],
        _ body: (Site, TestDoor, String) async throws -> Void
    ) async throws {
        var detail = FacilityDetail.adsorber(records: records)
        detail.gauges = gauges
        let door = TestDoor([(Self.worker, pin: "123456")], refusal: refusal)
        try await Site.serve(FixedSource(details: [detail]), door: door) { site in
            try await body(site, door, try await site.signIn("陈师傅", "123456"))
        }
    }

    private func body<Content: RecordContent>(_ door: TestDoor, _: Content.Type) throws -> Content {
        let draft = try #require(door.entered.last?.draft)
        return try #require(RecordForm(Content.kind).record(draft, now: FixedSource.noon).body as? Content)
    }

    @Test func aReplacementNeedsOnlyItsMassAndSaysWhatTheLedgerStillLacks() async throws {
        try await serve { site, door, cookie in
            let token = try await site.token(Self.replacement, cookie: cookie)
            let fields = [("token", token), ("at", "2026-11-24"), ("mass", "1000"), ("wasteCode", "HW49 900-039-49")]
            let sent = try await site.post(Self.replacement, fields, cookie: cookie)
            #expect(sent.status == 303)
            let done = try await site.get(sent.headers["location"] ?? "", cookie: cookie).body
            #expect(done.contains("台账完整度 3/9 还差 活性炭类型、批号、碘值报告编号、废炭重量、危废转移联单号、处置去向（可以以后补）"))
            let record = try body(door, CarbonReplacement.self)
            #expect((record.mass, record.wasteCode) == (1000, "HW49 900-039-49"))
        }
    }

    @Test func whatTheLedgerAsksForIsMarkedAndCountedBeforeAnythingIsSent() async throws {
        try await serve(records: [kept(7, replaced())]) { site, _, cookie in
            let page = try await site.get(Self.replacement, cookie: cookie).body
            // Form and firm are those of the last replacement; the waste code is preset.
            #expect(page.contains(#"<span class="share">4/9</span>"#))
            for field in ["form", "batch", "iodineReport", "spentMass", "manifest", "disposalFirm"] {
                #expect(page.contains(#"data-field="\#(field)" data-asked="#), "\(field)")
            }
            #expect(!page.contains(#"data-field="maker" data-asked="#))
            #expect(page.contains(#"name="maker" type="text" value="宁炭""#))
            #expect(page.contains(#"value="honeycomb" checked"#))
            #expect(!page.contains(#"value="1000""#))
        }
    }

    @Test func aRecordIsCompletedUnderItsOwnTime() async throws {
        try await serve(records: [kept(7, replaced(), daysAgo: 3)]) { site, door, cookie in
            let page = try await site.get(Self.replacement + "?completes=7", cookie: cookie).body
            #expect(page.contains(#"name="corrects" value="2026-11-21T04:00:00Z""#), "\(page)")
            #expect(page.contains(#"value="1000""#) && page.contains(#"value="2026-11-21""#))
            let token = try await site.token(Self.replacement + "?completes=7", cookie: cookie)
            let fields = [
                ("token", token), ("at", "other"), ("atDay", "2026-11-21"), ("mass", "1000"), ("batch", "B-7"),
                ("corrects", "2026-11-21T04:00:00Z"), ("original", "2026-11-21T04:00:00Z"),
            ]
            #expect(try await site.post(Self.replacement, fields, cookie: cookie).status == 303)
            #expect(door.entered.last?.draft.head.time("at") == FixedSource.noon - .days(3))
            #expect(try body(door, CarbonReplacement.self).corrects == "2026-11-21T04:00:00Z")
        }
    }

    @Test func aRecordThatCorrectsAnotherNamesItByTheClockOnTheWall() throws {
        var record = replaced()
        record.corrects = "2026-11-21T04:00:00Z"
        let row = RecordRow(
            kept(8, record), Record(at: FixedSource.noon, by: "陈师傅", record), nil,
            time: PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh))
        #expect(row.amounts.contains("补充或更正 2026-11-21 12:00 的记录"), "\(row.amounts)")
        #expect(!row.amounts.contains { $0.contains("Z") })
    }

    @Test func aDayThatWasWrongIsCorrectedToo() async throws {
        try await serve(records: [kept(7, replaced(), daysAgo: 3)]) { site, door, cookie in
            let token = try await site.token(Self.replacement + "?completes=7", cookie: cookie)
            let fields = [
                ("token", token), ("at", "other"), ("atDay", "2026-11-20"), ("mass", "1000"),
                ("corrects", "2026-11-21T04:00:00Z"), ("original", "2026-11-21T04:00:00Z"),
            ]
            #expect(try await site.post(Self.replacement, fields, cookie: cookie).status == 303)
            #expect(door.entered.last?.draft.head.time("at") == Timestamp("2026-11-20T04:00:00Z"))
        }
    }

    @Test(arguments: ["99", "x", "7'", "8"]) func aLinkToNoReplacementOpensAnEmptyForm(sequence: String) async throws {
        let records = [kept(7, replaced()), kept(8, WasteTransfer(mass: 1, manifest: "1", disposalFirm: "x"))]
        try await serve(records: records) { site, _, cookie in
            let page = try await site.get(
                Self.replacement + "?completes=\(sequence.percentEncoded)", cookie: cookie)
            #expect(page.status == 200 && !page.body.contains(#"name="corrects""#))
        }
    }

    @Test func aTransferShowsWhatIsInStoreAlsoBesideAProblem() async throws {
        let stored = Gauge(.stored, figure: Measure(420, .kilogram), since: Day("2026-03-01"))
        try await serve(records: [kept(7, replaced())], gauges: [stored]) { site, _, cookie in
            let page = try await site.get(Self.transfer, cookie: cookie).body
            #expect(page.contains("废炭在库：420 kg，3月1日起"))
            #expect(page.contains(#"name="wasteCode" value="HW49 900-039-49""#))
            let token = try await site.token(Self.transfer, cookie: cookie)
            let wrong = try await site.post(
                Self.transfer, [("token", token), ("at", "2026-11-24"), ("mass", "-3")], cookie: cookie)
            #expect(wrong.status == 422 && wrong.body.contains("废炭在库：420 kg"))
            #expect(wrong.body.contains(#"id="mass-problem">应为0.1至1000000 kg的数"#))
            #expect(wrong.body.contains(#"id="manifest-problem">请填写"#))
        }
    }

    @Test func whatTheGatewayRefusesStandsAtItsFieldWithoutNamesOfPayloads() async throws {
        let refusal = RecordProblem("manifest", Text(zh: "联单号“7”已用过，请填写更正（corrects）", en: "used (corrects)"))
        try await serve(refusal: [refusal]) { site, _, cookie in
            let token = try await site.token(Self.transfer, cookie: cookie)
            let fields = [
                ("token", token), ("at", "2026-11-24"), ("mass", "400"), ("manifest", "7"), ("disposalFirm", "危废公司"),
            ]
            let answer = try await site.post(Self.transfer, fields, cookie: cookie)
            #expect(answer.status == 422)
            #expect(answer.body.contains(#"id="manifest-problem">联单号“7”已用过，请填写更正<"#))
            #expect(answer.body.contains(#"value="危废公司""#))
        }
    }

    @Test(
        arguments: [
            ("new", ["good", "good", "good", "good"], "外观没问题"),
            ("new", ["good", "doubtful", "good", "good"], "拿不准，建议抽样测碘值"),
            ("new", ["good", "doubtful", "bad", "good"], "外观可疑，建议停用这批，抽样送检"),
            ("used", ["good", "doubtful", "bad", "good"], "快饱和了，建议测碘值或更换"),
        ]) func theLooksSayAtOnceWhatTheyAllowToSay(state: String, looks: [String], words: String) async throws
    {
        try await serve { site, door, cookie in
            let token = try await site.token(Self.inspection, cookie: cookie)
            let fields =
                [("token", token), ("state", state)]
                + zip(["colour", "form", "weight", "bubbles"], looks).map { ($0, $1) }
            let sent = try await site.post(Self.inspection, fields, cookie: cookie)
            let done = try await site.get(sent.headers["location"] ?? "", cookie: cookie).body
            #expect(done.contains(words) && done.contains("湿炭不要放回箱里"))
            #expect(try body(door, CarbonInspection.self).state?.rawValue == state)
        }
    }

    @Test func whichCarbonItIsIsAskedAndEachLookHasThreeCards() async throws {
        try await serve { site, door, cookie in
            let page = try await site.get(Self.inspection, cookie: cookie).body
            #expect(page.components(separatedBy: #"class="part step""#).count - 1 == 6)
            let token = try await site.token(Self.inspection, cookie: cookie)
            let empty = try await site.post(Self.inspection, [("token", token)], cookie: cookie)
            for field in ["state", "colour", "form", "weight", "bubbles"] {
                #expect(empty.body.contains(#"id="\#(field)-problem">请选一项"#), "\(field)")
            }
            #expect(door.entered.isEmpty)
        }
    }

    @Test func anIodineValueNeedsItsMethod() async throws {
        try await serve { site, door, cookie in
            let token = try await site.token(Self.inspection, cookie: cookie)
            let fields = [
                ("token", token), ("state", "new"), ("colour", "good"), ("form", "good"), ("weight", "good"),
                ("bubbles", "good"), ("iodineValue", "850"),
            ]
            let answer = try await site.post(Self.inspection, fields, cookie: cookie)
            #expect(answer.status == 422 && answer.body.contains(#"id="iodineMethod-problem">填写碘值须注明检测方法<"#))
            #expect(door.entered.isEmpty)
        }
    }

    // MARK: The ledger

    @Test func whereNothingWasTakenOutThereIsNoWasteToTellOf() {
        var record = CarbonReplacement(mass: 1000)
        #expect(record.missing() == [.form, .batch, .iodineReport, .spentMass, .wasteCode, .manifest, .disposalFirm])
        record.spentMass = 0
        #expect(record.missing() == [.form, .batch, .iodineReport])
        record.spentMass = 1080
        let transfer = WasteTransfer(mass: 1080, manifest: "1", disposalFirm: "x", wasteCode: "HW49 900-039-49")
        #expect(record.missing(besides: transfer) == [.form, .batch, .iodineReport])
    }
}
