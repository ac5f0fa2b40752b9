import Facilities
import Testing

@testable import WebPage

/// What the page of a building site says of its days, its limits and its measures.
@Suite struct SiteViewTests {
    private static let code = Facility.Code("NJ320104D000049")!
    private static let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)
    private static let yesterday = Day("2026-11-23")!
    private static let today = Day("2026-11-24")!

    private static func site(_ facts: SiteFacts = SiteFacts()) -> FacilityDetail {
        var detail = FacilityDetail.facility(code, .dustSite, "河西工地")
        detail.site = facts
        return detail
    }

    private static func quarters(_ day: Day, _ numbers: Range<Int>) -> [Timestamp] {
        numbers.map { day.start(utcOffset: 28_800) + .minutes($0 * 15) }
    }

    private static func score(
        _ day: Day = yesterday, judged: Int = 96, over: [Timestamp] = [],
        pm10: DustScore.Tally = .init(judged: 24, over: [])
    ) -> DustScore {
        DustScore(day: day, tsp: .init(judged: judged, over: over), pm10: pm10)
    }

    private func whole(_ score: DustScore) -> String { DustScoreWords(score: score, time: Self.time).whole.zh }

    @Test func yesterdayInWordsAddsUp() {
        // 60 × 82/88 + 20 + 20 × 88/96 of 100.
        let score = Self.score(judged: 88, over: Self.quarters(Self.yesterday, 56..<62))
        #expect(whole(score) == "昨天94.2分：TSP扣4.1分（14:00–15:30超标6次），数据缺2小时扣1.7分，PM10不扣分")
    }

    @Test func aPerfectDayLosesNothing() {
        #expect(whole(Self.score()) == "昨天100分：TSP不扣分，数据完整不扣分，PM10不扣分")
    }

    @Test func withoutPM10TheOtherPartsCountAlone() {
        let score = Self.score(over: Self.quarters(Self.yesterday, 0..<24), pm10: .init(judged: 0, over: []))
        #expect(whole(score) == "昨天81.3分：TSP扣18.8分（00:00–06:00超标24次），数据完整不扣分，PM10没有参与评分")
    }

    @Test func manyTimesAreCutShortAndAnotherDayIsNamed() {
        let over = [0, 2, 4, 6].flatMap { Self.quarters(Day("2026-11-20")!, $0..<$0 + 1) }
        let hours = DustScore.Tally(judged: 24, over: Self.quarters(Day("2026-11-20")!, 32..<33))
        let text = whole(Self.score(Day("2026-11-20")!, over: over, pm10: hours))
        #expect(text.hasPrefix("11月20日96.7分："))
        #expect(text.contains("（00:00–00:15、00:30–00:45、01:00–01:15等超标4次）"))
        #expect(text.contains("PM10扣0.8分（08:00–09:00超标1次）"))
    }

    /// At noon there are 48 quarter hours; 36 are 75 %.
    @Test(arguments: [(48, true), (36, true), (35, false), (0, false)])
    func todayIsScoredWithThreeQuartersOfItsData(judged: Int, isScored: Bool) {
        let view = SiteView(Self.site(SiteFacts(scores: [Self.score(Self.today, judged: judged)])), time: Self.time)
        #expect(view?.soFar.hasPrefix(isScored ? "今天到现在" : "今天到现在：数据不足75%，不评分") == true)
        #expect(view?.soFar.contains("分：TSP不扣分") == isScored)
    }

    @Test(arguments: [(Assessment.Grade.b, "TSP再少超标3次可到A" as String?), (.a, nil)])
    func howManyExcessesFewerGiveTheBetterGrade(grade: Assessment.Grade, expected: String?) {
        // 60 × (96 - n)/96 + 40 is 90 at n = 16.
        let score = Self.score(over: Self.quarters(Self.yesterday, 0..<19))
        #expect(DustScoreWords(score: score, time: Self.time).better(than: grade)?.zh == expected)
    }

    @Test func whereDataAreMissingNoFewerExcessesHelp() {
        let score = Self.score(
            judged: 72, over: [], pm10: .init(judged: 24, over: Self.quarters(Self.yesterday, 0..<12)))
        #expect(DustScoreWords(score: score, time: Self.time).better(than: .b) == nil)
    }

    @Test func theNewestGradeStandsWithItsPartsAndWhoseGradeItIs() throws {
        let score = Self.score()
        var detail = Self.site(SiteFacts(scores: [score]))
        detail.status.assessment = Assessment(
            day: Self.yesterday, score: 100, grade: .a, parts: score.parts(of: 96),
            measures: Text(zh: "可申请（本站自评，不是主管部门的评价）", en: "may apply"), source: "本程序默认", verified: false)
        let graded = try #require(SiteView(detail, time: Self.time)?.graded)
        #expect((graded.grade, graded.score, graded.measures) == ("A", "100 / 100", "可申请（本站自评，不是主管部门的评价）"))
        #expect(graded.lost?.hasPrefix("昨天100分") == true && graded.parts.count == 3)
        #expect(SiteView(Self.site(), time: Self.time)?.ungraded == "还没有评过级")
        #expect(SiteView(.adsorber(), time: Self.time) == nil)
    }

    @Test func measuresStandWithWhatFollowedThem() {
        let record = Record(
            at: FixedSource.noon - .hours(1), by: "张三", SiteMeasure([.spray, .board], place: .earthworks))
        let kept = KeptEntry(sequence: 7, facility: Self.code, time: record.at, .record(record))
        var detail = Self.site(SiteFacts(today: [kept], effects: [7: MeasureEffect(before: 620, after: 310)]))
        detail.records = [kept]
        let view = FacilityView(detail, nil, time: Self.time)
        #expect(view.site?.doneToday.map(\.what) == ["公示牌、围挡喷淋 · 土方区"])
        #expect(view.site?.doneToday.map(\.effect) == ["围挡喷淋后15分钟，TSP由620降到310 µg/m³"])
        #expect(view.records.map(\.effect) == ["围挡喷淋后15分钟，TSP由620降到310 µg/m³"])
        detail.site?.effects = [:]
        #expect(FacilityView(detail, nil, time: Self.time).records.map(\.effect) == [nil])
    }

    /// 22:00 and 06:00 on site.
    @Test(arguments: [
        ("2026-11-24T13:59:59Z", "昼间", "70"), ("2026-11-24T14:00:00Z", "夜间", "55"),
        ("2026-11-24T22:00:00Z", "昼间", "70"),
    ])
    func noiseStandsBesideTheLimitOfTheHour(now: String, period: String, limit: String) {
        let now = Timestamp(now)!
        var detail = Self.site()
        detail.ruleLimits = [
            "dust.noise": [
                Limit("noiseDay", 70, .decibel, source: "", verified: true),
                Limit("noiseNight", 55, .decibel, source: "", verified: true),
            ]
        ]
        let noise = Reading(.noise, 61, .decibel)
        detail.readings = [CurrentReading(device: DeviceID("n"), place: "", time: now, reading: noise)]
        let tiles = detail.tiles(PageTime(now: now, utcOffset: 28_800, language: .zh))
        #expect(tiles.count == 1)
        #expect(tiles[0].detail?.contains("\(period)20分钟等效声级限值 \(limit) dB") == true, "\(tiles[0])")
    }

    @Test(arguments: [
        // The mean of 21:40 is of the day, also at night; one that is old or of another channel is not shown.
        ("n", "2026-11-24T13:40:00Z", "均值 66 dB（21:40起） · 昼间20分钟等效声级限值 70 dB" as String?),
        ("n", "2026-11-24T13:06:00Z", "均值 66 dB（21:06起） · 昼间20分钟等效声级限值 70 dB"),
        ("n", "2026-11-24T13:05:00Z", nil), ("m", "2026-11-24T13:40:00Z", nil),
    ])
    func aMeanStandsBesideTheReadingOfItsChannelWithTheLimitOfItsHour(device: String, start: String, expected: String?)
    {
        let now = Timestamp("2026-11-24T14:05:00Z")!
        let limits = [
            Limit("noiseDay", 70, .decibel, source: "", verified: true),
            Limit("noiseNight", 55, .decibel, source: "", verified: true),
        ]
        var detail = Self.site()
        detail.ruleLimits = ["dust.noise": limits]
        detail.readings = [
            CurrentReading(device: DeviceID("n"), place: "", time: now, reading: Reading(.noise, 61, .decibel)),
            CurrentReading(device: DeviceID("m"), place: "", time: now, reading: Reading(.noise, 60, .decibel)),
        ]
        detail.means = [
            JudgedMean(
                rule: "dust.noise", channel: Channel.ID(DeviceID(device), .noise), start: Timestamp(start)!,
                length: .minutes(20), mean: 66, bound: .exact, limit: limits[0])
        ]
        let tile = detail.tiles(PageTime(now: now, utcOffset: 28_800, language: .zh)).first
        #expect(tile?.detail?.hasPrefix(expected ?? "夜间20分钟等效声级限值 55 dB") == true, "\(tile?.detail ?? "")")
    }

    @Test(arguments: [
        (Finding.Level?.none, true, "联动：没有发现问题"), (.yellow, true, "联动：扬尘升高时没有按时开"), (.grey, true, "联动：无法判定"),
        (nil, false, "联动：无法判定"),
    ])
    func theSpraySaysWhetherItStartsWithTheDust(level: Finding.Level?, isJudged: Bool, expected: String) {
        var detail = Self.site()
        detail.readings = [
            CurrentReading(
                device: DeviceID("s"), place: "", time: FixedSource.noon, reading: Reading(.sprayState, 0, .one))
        ]
        detail.status.judged = isJudged ? ["dust.spray"] : []
        detail.status.findings = [level].compactMap(\.self).map {
            Finding(
                rule: "dust.spray", level: $0, since: FixedSource.noon,
                limit: Limit("sprayTSP", 400, .microgramPerCubicMetre, source: "", verified: true),
                text: Text(zh: "", en: ""))
        }
        let tile = detail.tiles(Self.time).first
        #expect(tile?.value == "停" && tile?.detail?.hasPrefix(expected) == true)
    }
}
