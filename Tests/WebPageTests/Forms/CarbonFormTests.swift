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

    private func kept(_ sequence: Int64, _ body: any RecordContent) -> KeptEntry {
        kept(sequence, body, at: FixedSource.noon - .days(3))
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

    /// The hidden fields of a form, as a browser sends them.
    private func hidden(_ page: String) -> [(String, String)] {
        page.matches(of: /<input type="hidden" name="([^"]+)" value="([^"]*)">/).map { (String($0.1), String($0.2)) }
    }

    private func named(_ id: String?) -> CarbonReplacement {
        var record = replaced()
        record.id = id
        return record
    }

    /// A quarter to one in the night of 21 November, on site, to the millisecond.
    private static let replacedAt = Timestamp("2026-11-20T16:45:12.250Z")!

    private func kept(_ sequence: Int64, _ body: any RecordContent, at: Timestamp) -> KeptEntry {
        KeptEntry(
            sequence: sequence, facility: FacilityDetail.code, time: at,
            .record(Record(at: at, by: "陈师傅", body)))
    }

    @Test(arguments: ["7", "2026-11-21"], ["page-1", nil])
    func aRecordIsCompletedUnderItsOwnTimeAndName(link: String, id: String?) async throws {
        try await serve(records: [kept(7, named(id), at: Self.replacedAt)]) { site, door, cookie in
            let page = try await site.get(Self.replacement + "?completes=" + link, cookie: cookie).body
            #expect(page.contains("补充、更正11月21日的记录") && page.contains("新换的炭请另行登记"))
            #expect(page.contains(#"value="1000""#) && page.contains(#"value="2026-11-21""#))
            let fields = hidden(page) + [("at", "other"), ("atDay", "2026-11-21"), ("mass", "1000"), ("batch", "B-7")]
            #expect(try await site.post(Self.replacement, fields, cookie: cookie).status == 303)
            let record = try body(door, CarbonReplacement.self)
            #expect(door.entered.last?.draft.head.time("at") == Self.replacedAt)
            #expect((record.corrects, record.id) == (id ?? Self.replacedAt.description, nil))
        }
    }

    @Test func aDayThatWasWrongIsCorrectedToo() async throws {
        try await serve(records: [kept(7, named("page-1"), at: Self.replacedAt)]) { site, door, cookie in
            let page = try await site.get(Self.replacement + "?completes=7", cookie: cookie).body
            let fields = hidden(page) + [("at", "other"), ("atDay", "2026-11-19"), ("mass", "1000")]
            #expect(try await site.post(Self.replacement, fields, cookie: cookie).status == 303)
            #expect(door.entered.last?.draft.head.time("at") == Timestamp("2026-11-19T04:00:00Z"))
        }
    }

    @Test func aNewRecordHasAnIdOfItsOwn() async throws {
        try await serve(records: [kept(7, named("page-1"), at: Self.replacedAt)]) { site, door, cookie in
            for _ in 0..<2 {
                let page = try await site.get(Self.replacement, cookie: cookie).body
                let fields = hidden(page) + [("at", "2026-11-24"), ("mass", "500")]
                #expect(try await site.post(Self.replacement, fields, cookie: cookie).status == 303)
            }
            let ids = door.entered.map { $0.draft.body.text("id") }
            #expect(ids.count == 2 && ids[0] != ids[1] && !ids.contains(nil))
            #expect(door.entered.allSatisfy { !$0.draft.body.has("corrects") })
        }
    }

    @Test(arguments: ["99", "x", "7'", "8", "-1", "2026-11-20", "2026-99-99"])
    func aLinkToNoReplacementOpensAnEmptyForm(link: String) async throws {
        let transfer = WasteTransfer(mass: 1, manifest: "1", disposalFirm: "x")
        let records = [kept(7, replaced(), at: Self.replacedAt), kept(8, transfer, at: FixedSource.noon - .hours(3))]
        try await serve(records: records) { site, _, cookie in
            let page = try await site.get(Self.replacement + "?completes=\(link.percentEncoded)", cookie: cookie)
            #expect(page.status == 200 && !page.body.contains(#"name="corrects""#))
        }
    }

    /// A link that somebody sends must not make a record take the place of another one unseen.
    @Test func aLinkFillsInNothingThatTheFormDoesNotShow() async throws {
        try await serve { site, _, cookie in
            let link = "?corrects=2026-08-03T04:00:00Z&original=2026-08-03T04:00:00Z&wasteCode=HW08&batch=B-1"
            let page = try await site.get(Self.replacement + link, cookie: cookie).body
            #expect(!page.contains("2026-08-03") && !page.contains("HW08"))
            #expect(page.contains(#"value="B-1""#))
        }
    }

    @Test func aCorrectedRecordIsNotCorrectedAgainUnderTheSameDay() {
        var (first, second) = (named("page-1"), named(nil))
        (second.corrects, first.batch) = ("page-1", "old")
        let records = [first, second].map { Record(at: Self.replacedAt, by: "陈师傅", $0) }
        #expect(records.current == [records[1]])
        #expect(records[1].nameToCorrect == "page-1")
        second.corrects = Self.replacedAt.description
        let byTime = [first, second].map { Record(at: Self.replacedAt, by: "陈师傅", $0) }
        #expect(byTime.current == [byTime[1]] && byTime[1].nameToCorrect == Self.replacedAt.description)
    }

    @Test func aProblemOfWhatIsSentUnseenIsSaidAboveTheForm() async throws {
        let refusal = RecordProblem("corrects", Text(zh: "没有可更正的记录“x”（corrects）", en: "none (corrects)"))
        try await serve(records: [kept(7, named("page-1"), at: Self.replacedAt)], refusal: [refusal]) {
            site, _, cookie in
            let page = try await site.get(Self.replacement + "?completes=7", cookie: cookie).body
            let fields = hidden(page) + [("at", "other"), ("atDay", "2026-11-21"), ("mass", "1000")]
            let answer = try await site.post(Self.replacement, fields, cookie: cookie)
            #expect(answer.status == 422 && answer.body.contains("<li>没有可更正的记录“x”</li>"))
            #expect(hidden(answer.body).contains { $0 == ("corrects", "page-1") })
        }
    }

    @Test func whoMayEnterARecordMayCorrectItAndNobodyElse() {
        let entry = kept(7, named("page-1"), at: Self.replacedAt)
        guard case .record(let record) = entry.content else { return }
        let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)
        #expect(
            RecordRow(entry, record, Self.worker, time: time).correction?.url
                == "/q/NJ320104C000018/do/replacement?completes=7")
        let inspector = Operator(name: "赵检查", role: .inspector, since: FixedSource.noon)
        #expect(RecordRow(entry, record, inspector, time: time).correction == nil)
        #expect(RecordRow(entry, record, nil, time: time).correction == nil)
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
            ("new", ["good", "good", "good", "good", "none"], "外观可疑，建议停用这批，抽样送检"),
        ]) func theLooksSayAtOnceWhatTheyAllowToSay(state: String, looks: [String], words: String) async throws
    {
        try await serve { site, door, cookie in
            let token = try await site.token(Self.inspection, cookie: cookie)
            let fields =
                [("token", token), ("state", state)]
                + zip(["colour", "form", "weight", "bubbles", "decolouring"], looks).map { ($0, $1) }
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
