import Facilities
import Testing

@testable import WebPage

@Suite struct HeadlineTests {
    private let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)

    private func finding(_ rule: String, _ level: Finding.Level, since: Timestamp = FixedSource.noon) -> Finding {
        Finding(
            rule: rule, level: level, since: since, limit: Limit("x", 1, .one, source: "s", verified: false),
            text: Text(zh: "长文", en: "long text"))
    }

    private func headline(_ light: Light, _ findings: [Finding]) -> Headline {
        var detail = FacilityDetail.adsorber(light, findings: findings)
        detail.status.basis = .sensors
        return Headline(detail.status, time: time)
    }

    /// E1: the finding's own name, and since when it is true, not since when the light changed.
    @Test func aPurifierThatIsOffIsSaidToBeOffSinceItIs() {
        let headline = headline(.red, [finding("fume.purifierOff", .red, since: FixedSource.noon - .minutes(25))])
        #expect(headline.text.zh == "净化器未开")
        #expect(time.since(headline.since) == "11:35 起")
    }

    /// E2: a box that is overdue for 174 days says so on the day of the installation.
    @Test(arguments: [
        ("carbon.cycle", 174, "换炭逾期174天"), ("carbon.cycle", 0, "炭该换了"), ("fume.cleaning", 29, "清洗逾期29天"),
        ("fume.cleaning", 1, "清洗逾期1天"), ("machinery.test", 3, "检测逾期3天"), ("fume.limit", 9, "油烟超标"),
    ]) func aDutyCountsTheDaysSinceItWasDue(rule: String, days: Int, words: String) {
        let headline = headline(.red, [finding(rule, .red, since: FixedSource.noon - .days(days))])
        #expect(headline.text.zh == words)
        if days > 0 { #expect(time.since(headline.since).hasSuffix(" 起 · \(days) 天")) }
    }

    @Test func noReasonIsLongerThanTwelveCharacters() {
        let rules = FacilityDetail.everyRule
        #expect(rules.count > 35)
        for rule in rules {
            for level in Finding.Level.allCases {
                for days in [0, 3650] {
                    let light: Light = level == .red ? .red : level == .yellow ? .yellow : .grey
                    let text = headline(light, [finding(rule, level, since: FixedSource.noon - .days(days))]).text.zh
                    #expect(text.count <= 12, "\(text)")
                }
            }
        }
    }

    @Test func whatElseCannotBeJudgedStandsBesideARedLight() {
        #expect(headline(.red, [.overdue]).beside == nil)
        #expect(headline(.red, [.overdue, finding("data.silent", .grey)]).beside?.zh == "另有项目无法判定")
    }

    @Test func aGreenLightSaysWhatItRestsOn() {
        var status = FacilityDetail.adsorber(.green, findings: []).status
        #expect(Headline(status, time: time).text.zh == "正常" && Headline(status, time: time).beside == nil)
        status.basis = .records
        #expect(Headline(status, time: time).beside?.zh == "按台账")
        status.basis = .partial
        #expect(Headline(status, time: time).beside?.zh == "部分监测")
    }

    /// It has no device of its own whose data could be awaited.
    @Test func aComplaintPointSaysWhatCannotBeJudgedAround() {
        var status = FacilityDetail.point.status
        status.light = .grey
        status.findings = [finding("complaint.evidence", .grey)]
        status.notJudged = [NotJudged(rule: "complaint.evidence", reason: .noData, text: Text(zh: "", en: ""))]
        #expect(Headline(status, time: time).text.zh == "周边设施无法判定")
    }

    @Test func aSilentDeviceIsNoData() {
        #expect(headline(.grey, [finding("data.silent", .grey)]).text.zh == "设备没有数据")
    }

    /// Only what data came for is said to be a matter of minutes.
    @Test func aGreyLightSaysHowMuchLongerOrWhatIsMissing() {
        func remedy(_ age: Duration?, _ findings: [Finding]) -> String? {
            var detail = FacilityDetail.adsorber(.grey, findings: findings)
            detail.ready = FixedSource.noon + .minutes(5) + .seconds(30)
            detail.readings =
                age.map { age in
                    [
                        CurrentReading(
                            device: DeviceID("a"), place: "", time: FixedSource.noon - age,
                            reading: Reading(.fume, 1, .milligramPerCubicMetre))
                    ]
                } ?? []
            return FacilityView(detail, time: time).remedy
        }
        let waiting = [finding("fume.limit", .grey)]
        #expect(remedy(.minutes(5), waiting) == "还需约6分钟数据")
        // While nothing comes no time helps.
        #expect(remedy(.minutes(5) + .seconds(1), waiting) == "长文" && remedy(nil, waiting) == "长文")
        // What leads is the silence of the device, and not what follows from it.
        var silent = finding("data.silent", .grey)
        silent.text = Text(zh: "没有收到有效数据", en: "")
        #expect(remedy(nil, waiting + [silent]) == "没有收到有效数据")
    }

    // MARK: What to do

    private func next(_ action: NextStep.Action, _ due: String, _ light: Light) -> DoNow? {
        let findings: [Finding] = light == .red ? [.overdue] : []
        var detail = FacilityDetail.facility(
            FacilityDetail.kitchenCode, .fumePurifier, "店", light, findings: findings,
            next: NextStep(action, due: Day(due)!))
        detail.status.basis = .sensors
        return DoNow(detail.status, [], time: time)
    }

    @Test(arguments: [
        ("2026-11-23", Light.red, "立即", "现在要做"), ("2026-11-24", .red, "立即", "现在要做"),
        ("2026-11-24", .yellow, "今天", "现在要做"),
        ("2026-12-03", .yellow, "12月3日前", "现在要做"), ("2026-12-03", .green, "12月3日前", "接下来"),
        ("2027-01-02", .green, "2027年1月2日前", "接下来"), ("2027-01-20", .grey, "2027年1月20日前", "接下来"),
    ]) func theCardSaysByWhen(due: String, light: Light, deadline: String, lead: String) {
        let card = next(.cleanPurifier, due, light)
        #expect((card?.deadline, card?.lead) == (deadline, lead))
        #expect(card?.formURL == "/q/NJ320104F000025/do/cleaning" && card?.startURL != nil)
    }

    @Test func whatInstrumentsSeeHasAGuideAndNoForm() {
        let card = next(.switchOnPurifier, "2026-11-24", .red)
        #expect(card?.formURL == nil && card?.hasForm == false)
        #expect(card?.guideURL == "/q/NJ320104F000025/guide/switchOnPurifier")
    }

    @Test func aCleaningThatIsUnderWayIsNotBegunAgain() {
        func card(_ records: [(Duration, any RecordContent)]) -> DoNow? {
            let kept = records.map { age, body in
                KeptEntry(
                    sequence: 1, facility: FacilityDetail.kitchenCode, time: FixedSource.noon,
                    .record(Record(at: FixedSource.noon - age, by: "", body)))
            }
            return DoNow(FacilityDetail.kitchen.status, kept, time: time)
        }
        #expect(card([(.hours(3), CleaningStart(text: nil))])?.startURL == nil)
        #expect(card([(.hours(4), CleaningStart(text: nil))])?.startURL != nil)
        #expect(
            card([(.hours(1), Cleaning(parts: [.plates])), (.hours(2), CleaningStart(text: nil))])?.startURL != nil)
    }
}

extension FacilityDetail {
    /// Rules that have words of their own.
    static let everyRule = [
        "carbon.cycle", "carbon.load", "carbon.pressure", "carbon.bypass", "carbon.temperature", "carbon.humidity",
        "carbon.velocity", "carbon.breakthrough", "carbon.emission", "carbon.quality", "carbon.record", "carbon.waste",
        "fume.cleaning", "fume.purifierOff", "fume.limit", "fume.efficiency", "fume.sensor", "fume.fouling",
        "fume.idle",
        "machinery.smoke", "machinery.test", "machinery.dpf", "machinery.nox", "machinery.urea", "machinery.exhaust",
        "machinery.registration", "dust.tsp", "dust.pm10", "dust.noise", "dust.spray", "dust.capture", "dust.grade",
        "complaint.answer", "complaint.close", "complaint.repeat", "complaint.evidence", "data.silent", "data.stuck",
        "data.range", "data.calibration", "data.contradiction", "clock.trust", "power.conditions", "own.x",
    ]
}
