import Facilities
import Testing

@testable import WebPage

@Suite struct ViewTests {
    private let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)

    @Test func aBadReadingShowsItsReasonAndNoValue() {
        let view = ReadingView(Reading(.pressureDrop, .pascal, bad: .noAnswer), language: .zh)
        #expect((view.quantity, view.value, view.quality) == ("压差", "–", "无应答"))
    }

    @Test(arguments: Light.allCases) func onlyGreyHasThePatternOfWhatIsNotMeasured(light: Light) {
        var detail = FacilityDetail.adsorber(light)
        let pressure = Text(zh: "压差", en: "pressure drop")
        detail.status.notJudged = [
            NotJudged(rule: "carbon.pressure", reason: .noInstrument, text: pressure, what: [pressure], blocks: true)
        ]
        let view = FacilityView(
            detail, time: PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh))
        #expect(view.shape == (light == .grey ? "unmonitored" : ""))
    }

    @Test func thePageCountsWhatWasOutOfOrderAndNamesNobody() {
        let code = Facility.Code("NJ320104F000025")!
        let line = Evidence.Line(rule: "fume.purifierOff", level: .red, minutes: 35)
        let around = Evidence.OfFacility(code: code, kind: .fumePurifier, light: .red, lines: [line])
        let evidence = Evidence(
            complaint: "7", from: FixedSource.noon - .hours(6), until: FixedSource.noon, category: .fume,
            facilities: [around])
        let shown = FacilityView.Line(
            KeptEntry(sequence: 1, facility: code, time: FixedSource.noon, .evidence(evidence)), time: time)
        #expect(shown.text == "周边相关设施1个，其中1个有问题")
    }

    @Test func aGoodReadingShowsItsValueAndNothingElse() {
        let view = ReadingView(Reading(.vocOut, 12.3456, .milligramPerCubicMetre), language: .en)
        #expect((view.quantity, view.value, view.quality) == ("VOC at the outlet", "12.3 mg/m³", ""))
    }

    @Test func aDoubtfulReadingShowsBoth() {
        let view = ReadingView(Reading(.temperature, 25, .celsius, quality: .uncertain(.stuck)), language: .zh)
        #expect((view.value, view.quality) == ("25 °C", "数值长时间不变"))
    }

    @Test(
        arguments: [
            (150, .atLeast, .good, "≥ 150 °C"), (150, .atLeast, .uncertain(.outOfRange), "≥ 150 °C"),
            (-40, .atMost, .uncertain(.outOfRange), "≤ -40 °C"), (-40, .atMost, .good, "-40 °C"),
        ] as [(Double, Bound, Quality, String)])
    func aBoundShowsOnWhichSideTheTruthLies(value: Double, bound: Bound, quality: Quality, shown: String) {
        let reading = Reading(.bedTemperature, value, .celsius, quality: quality, bound: bound)
        #expect(ReadingView(reading, language: .zh).value == shown)
    }

    @Test(arguments: [(0.0, "停"), (1, "开")]) func aSwitchIsOnOrOff(value: Double, word: String) {
        #expect(ReadingView(Reading(.fanState, value, .one), language: .zh).value == word)
    }

    @Test(arguments: [
        (0, "0 秒前"), (59, "59 秒前"), (60, "1 分钟前"), (3599, "59 分钟前"), (3600, "1 小时前"), (86_399, "23 小时前"),
        (86_400, "1 天前"), (-5, "0 秒前"),
    ]) func anAgeIsToldInItsLargestUnit(seconds: Int, words: String) {
        #expect(time.age(of: FixedSource.noon - .seconds(seconds)) == words)
    }

    /// 16:00 UTC is midnight in Nanjing.
    @Test(arguments: [
        ("2026-11-23T15:59:00Z", "2026-11-23 23:59"), ("2026-11-23T16:00:00Z", "0:00"),
        ("2026-11-24T04:05:09Z", "12:05"),
    ]) func aDayBeginsAtLocalMidnight(time text: String, words: String) {
        #expect(time.short(Timestamp(text)!) == words)
    }

    @Test(arguments: [("2026-11-25", "1 天后"), ("2026-11-24", "今天"), ("2026-11-23", "已逾期 1 天")])
    func aDueDaySaysHowFarItIs(day: String, words: String) {
        #expect(time.distance(to: Day(day)!) == words)
    }

    @Test func whoComplainedAndOfWhatIsNotOnThePage() {
        let complaint = Record(
            at: FixedSource.noon, by: "张三", Complaint(id: "7", text: "三楼油烟", category: .fume, place: "3楼301"))
        let kept = KeptEntry(
            sequence: 1, facility: FacilityDetail.code, time: FixedSource.noon, Entry.record(complaint)
        )
        let row = FacilityView(.adsorber(records: [kept]), time: time).records[0]
        #expect((row.time, row.kind, row.who) == ("12:00", "收到投诉", "身份未核实"))
        #expect(row.amounts == ["类别 油烟"])
    }

    @Test func aRecordDoesNotLinkToPhotographsThatItNoLongerHas() {
        let ids = ["a", "b"].map { PhotographID(rawValue: String(repeating: $0, count: 64))! }
        var cleaning = Cleaning(parts: [.filter])
        cleaning.before = ids
        let record = Record(at: FixedSource.noon, by: "刘", cleaning)
        let kept = KeptEntry(sequence: 4, facility: FacilityDetail.code, time: FixedSource.noon, Entry.record(record))
        let owner = Operator(name: "王", role: .owner, since: FixedSource.noon)
        var detail = FacilityDetail.adsorber(records: [kept])
        func row(_ person: Operator?) -> RecordRow { FacilityView(detail, person, time: time).records[0] }
        #expect(row(owner).photographs.count == 2 && row(owner).removed == nil)
        detail.removedPhotographs = [4: [ids[0]]]
        #expect(row(owner).photographs.map(\.url) == ["/q/NJ320104C000018/photograph/4/\(ids[1])"])
        #expect(row(owner).removed == "照片已删除（1张）")
        #expect(row(nil).photographs.isEmpty && row(nil).removed == nil)
    }

    @Test func aSuspicionIsNotForThePage() {
        let suspicion = Suspicion(
            rule: "data.tampering", kind: .tooSmooth, cause: "b/1/vocIn", from: FixedSource.noon,
            until: FixedSource.noon, figure: 0, limit: .ownDefault("tamperingTurning", 5, .percent),
            text: Text(zh: "过于平滑", en: "smooth"))
        let kept = KeptEntry(
            sequence: 7, facility: FacilityDetail.code, time: FixedSource.noon, .suspicion(suspicion))
        #expect(FacilityView(.adsorber(entries: [kept]), time: time).entries.isEmpty)
    }

    /// What it says may not be for everybody.
    @Test func ofAnUnknownEntryOnlyWordAndTimeAreOnThePage() {
        let entry = UnknownEntry(event: "visit", fields: ["event": .string("visit"), "by": .string("张三")])
        let kept = KeptEntry(sequence: 7, facility: FacilityDetail.code, time: FixedSource.noon, .unknown(entry))
        let line = FacilityView(.adsorber(entries: [kept]), time: time).entries[0]
        #expect((line.time, line.kind, line.text) == ("12:00", "未知类型", "visit"))
    }

    @Test func aGradeShowsEveryPartOfItsScore() {
        let assessment = Assessment(
            day: Day("2026-11-23")!, score: 81.25, grade: .b,
            parts: [.init(Text(zh: "达标 72/96", en: ""), 45, of: 60), .init(Text(zh: "数据完整", en: ""), 20, of: 20)],
            measures: Text(zh: "按日常要求监管", en: ""), source: "s", verified: false
        )
        let view = AssessmentView(assessment, words: .of(.zh), language: .zh)
        #expect((view.grade, view.score, view.verified) == ("B", "81.3 / 100", "依据未核实"))
        #expect(view.parts.map(\.points) == ["45 / 60", "20 / 20"])
    }

    @Test(arguments: [(50, nil), (51, "另有1项"), (3000, "另有2950项")])
    func theWorstFiftyFindingsAreShownAndTheOthersCounted(count: Int, more: String?) {
        let findings = (1...count).map { number in
            var finding = Finding.overdue
            finding.cause = "\(number)"
            return finding
        }
        let view = FacilityView(.adsorber(findings: findings), time: time)
        #expect((view.findings.count, view.more) == (50, more))
    }
}
