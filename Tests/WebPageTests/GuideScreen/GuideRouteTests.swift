import Facilities
import Testing

@testable import WebPage

/// The guides as a phone gets them, with the ticks of the moment.
@Suite struct GuideRouteTests {
    private static let kitchen = Facility.Code("NJ320104F000025")!

    private func purifier(
        _ checks: [StandardCheck] = [], kind: Facility.Kind = .fumePurifier, records: [KeptEntry] = [],
        findings: [Finding] = [], promise: ComplaintHours? = nil
    ) -> FixedSource {
        let status = Status(
            code: Self.kitchen, kind: kind, name: "后厨<1>", light: .green, since: FixedSource.noon,
            asOf: FixedSource.noon, findings: findings, next: nil, last: nil)
        return FixedSource(details: [
            FacilityDetail(
                status: status, checks: checks, records: records, promise: promise)
        ])
    }

    private func page(_ source: FixedSource, _ path: String, status: Int = 200) async throws -> String {
        var body = ""
        try await Site.serve(source) { site in
            let page = try await site.get("/q/NJ320104F000025/guide/\(path)")
            #expect(page.status == status, "\(path)")
            body = page.body
        }
        return body
    }

    private func check(
        _ state: StandardCheck.State, _ figure: Double? = nil, _ base: Double? = nil, ago: Duration = .zero
    ) -> StandardCheck {
        StandardCheck(
            .current, state, figure: figure.map { Measure($0, .ampere) }, reference: base.map { Measure($0, .ampere) },
            time: figure.map { _ in FixedSource.noon - ago })
    }

    @Test func everyActHasItsGuideAndItsWayBack() async throws {
        let source = purifier()
        try await Site.serve(source) { site in
            for action in NextStep.Action.allCases {
                let page = try await site.get("/q/NJ320104F000025/guide/\(action.rawValue)?lang=en")
                #expect(page.status == 200, "\(action)")
                #expect(page.body.contains(#"<a href="/q/NJ320104F000025">‹ 后厨&lt;1&gt;</a>"#))
            }
        }
    }

    @Test(arguments: ["nothing", "cleanpurifier", "complaint", "%3Cb%3E"])
    func aGuideThatIsNotThereIsMissing(id: String) async throws {
        let body = try await page(purifier(), id, status: 404)
        #expect(!body.contains("<b>"))
        try await Site.serve(purifier()) { site in
            let page = try await site.get("/q/NJ320104F000033/guide/cleanPurifier")
            #expect(page.status == 404)
        }
    }

    @Test func theTypeIsThatOfTheQuery() async throws {
        let wet = try await page(purifier(), "cleanPurifier?type=wet")
        #expect(wet.contains("停泵放空"))
        let unknown = try await page(purifier(), "cleanPurifier?type=x")
        #expect(unknown.contains("抽出电场"))
    }

    @Test func aTickThatRestsOnDataIsShownAndNoOther() async throws {
        let body = try await page(purifier([check(.passed, 0.82, 0.8)]), "cleanPurifier")
        #expect(body.contains("电流已恢复（0.82 A，基准0.8 A）"))
        #expect(body.ranges(of: "<li class=\"done\">").count == 1)
        #expect(body.ranges(of: "网关没有测到").count == 5)
        let without = try await page(purifier(), "cleanPurifier")
        #expect(!without.contains("<li class=\"done\">"))
    }

    private static let noon = FixedSource.noon

    @Test(
        arguments: [
            (.waiting(until: noon + .minutes(42)), "再等42分钟才能判断"),
            (.waiting(until: noon + .seconds(41 * 60 + 1)), "再等42分钟才能判断"),
            (.waiting(until: noon - .minutes(1)), "再等1分钟才能判断"), (.waitingForRun(minutes: 60), "开机再运行60分钟才能判断"),
            (.waitingForRecord, "正在清洗，登记以后再判断"), (.firstCleaning, "第一次清洗，今天的电流记作基准"),
            (.notMeasured, "网关没有测到"),
        ] as [(StandardCheck.State, String)])
    func aCheckIsSaidInTheWordsOfTheGuide(state: StandardCheck.State, words: String) {
        let time = PageTime(now: Self.noon, utcOffset: 28_800, language: .zh)
        #expect([check(state)].ticks(time).map(\.text.zh) == [words])
    }

    @Test(
        arguments: [
            (.tooLow, false, "电流偏低，可能没洗净或没装到位（0.6 A，基准0.8 A）"), (.tooLow, true, "电流偏低，洗后恢复过，后来又变了（0.6 A，基准0.8 A）"),
            (.tooHigh, false, "电流偏高，可能没干透或漏电，先断电（0.6 A，基准0.8 A）"),
            (.tooHigh, true, "电流偏高，可能没干透或漏电，先断电（0.6 A，基准0.8 A）"), (.firstCleaning, false, "第一次清洗，基准0.8 A"),
        ] as [(StandardCheck.State, Bool, String)])
    func whatIsAstrayHasItsFigures(state: StandardCheck.State, wasReached: Bool, words: String) {
        var check = check(state, 0.6, 0.8)
        check.wasReached = wasReached
        let ticks = [check].ticks(PageTime(now: Self.noon, utcOffset: 28_800, language: .zh))
        #expect(ticks.map(\.text.zh) == [words])
        #expect(ticks.map(\.state) == [state == .firstCleaning ? .done : .failed])
    }

    @Test func theOtherItemsHaveTheirOwnWords() {
        let checks = [
            StandardCheck(
                .fume, .passed, figure: Measure(1.2, .milligramPerCubicMetre),
                reference: Measure(2, .milligramPerCubicMetre)),
            StandardCheck(.efficiency, .tooLow, figure: Measure(50, .percent), reference: Measure(75, .percent)),
            StandardCheck(.together, .off, reference: Measure(5, .minute)),
            StandardCheck(.stood, .notShown, figure: Measure(12, .minute), reference: Measure(30, .minute)),
        ]
        let ticks = checks.ticks(PageTime(now: Self.noon, utcOffset: 28_800, language: .en))
        #expect(
            ticks.map(\.text.zh) == [
                "10分钟均值1.2 mg/m³，不超过2 mg/m³", "1小时去除率50 %，低于75 %", "风机开着，净化器没开", "数据中那天最长停了12分钟；仅供核对，不算违规",
            ])
        // That the data do not show a standstill accuses nobody.
        #expect(ticks.map(\.shape) == ["✔", "✖", "✖", "?"])
    }

    @Test(arguments: [(30, ""), (31, " · 31 分钟前"), (120, " · 2 小时前")])
    func whatIsOlderThanHalfAnHourSaysHowOldItIs(minutes: Int, age: String) {
        let time = PageTime(now: Self.noon, utcOffset: 28_800, language: .en)
        let ticks = [check(.passed, 0.8, 0.8, ago: .minutes(minutes))].ticks(time)
        #expect(ticks.map(\.text.zh) == ["电流已恢复（0.8 A，基准0.8 A）\(age)"])
    }

    @Test func ofSeveralDevicesTheWorstGivesTheShape() {
        let time = PageTime(now: Self.noon, utcOffset: 28_800, language: .zh)
        let good = check(.passed, 0.8, 0.8).at("东侧")
        let silent = [good, check(.notMeasured).at("西侧")].ticks(time)
        #expect(silent.map(\.text.zh) == ["东侧：电流已恢复（0.8 A，基准0.8 A）；西侧：网关没有测到"])
        #expect(silent.map(\.state) == [.notMeasured])
        #expect([good, check(.tooLow, 0.6, 0.8).at("西侧")].ticks(time).map(\.state) == [.failed])
        #expect([good, good].ticks(time).map(\.state) == [.done])
    }

    @Test func theActsLeadToTheirForms() async throws {
        let body = try await page(purifier(), "cleanPurifier")
        #expect(body.contains(#"href="/q/NJ320104F000025/do/cleaningStart">开始清洗</a>"#))
        #expect(body.contains(#"href="/q/NJ320104F000025/do/cleaning">登记清洗</a>"#))
        let carbonInAKitchen = try await page(purifier(), "replaceCarbon")
        #expect(!carbonInAKitchen.contains("/do/"))
        let cleaningOfCarbon = try await page(purifier(kind: .activatedCarbon), "cleanPurifier")
        #expect(!cleaningOfCarbon.contains("/do/"))
        let carbon = try await page(purifier(kind: .activatedCarbon), "replaceCarbon")
        #expect(carbon.contains("/do/replacement\""))
    }

    @Test func nobodyWhoIsCleaningIsAskedToStart() async throws {
        let begun = Record(at: FixedSource.noon - .hours(1), by: "王", CleaningStart())
        let entry = KeptEntry(sequence: 1, facility: Self.kitchen, time: begun.at, .record(begun))
        let body = try await page(purifier(records: [entry]), "cleanPurifier")
        #expect(!body.contains("cleaningStart") && !body.contains("先点"))
    }

    @Test func aComplaintsGuideHasTheHoursOfItsPoint() async throws {
        let point = purifier(kind: .complaintPoint, promise: ComplaintHours(answer: 12, close: 72))
        let body = try await page(point, "complaint")
        for words in ["12小时内答复你", "3天内办结", "这里是后厨&lt;1&gt;的反馈窗口", "/do/complaint\""] {
            #expect(body.contains(words), "\(words)")
        }
        let note = Text(zh: "（只计08:00–17:00）", en: " (08:00–17:00 only)")
        let served = purifier(kind: .complaintPoint, promise: ComplaintHours(answer: 12, close: 72, note: note))
        let hours = try await page(served, "complaint")
        #expect(hours.contains("72小时（只计08:00–17:00）内办结"))
    }

    @Test(arguments: ["parts.filter", "by.self", "by.firm", "damage.none", "damage.wire", "category.fume"])
    func anOptionOfAFormHasItsDrawing(name: String) {
        #expect(FormPictures.svg(name)?.contains("aria-hidden=\"true\"") == true)
    }

    @Test(arguments: ["", "parts", "parts.", "parts.x", "x.filter", "damage.none.x"])
    func anythingElseHasNone(name: String) {
        #expect(FormPictures.svg(name) == nil)
    }
}
