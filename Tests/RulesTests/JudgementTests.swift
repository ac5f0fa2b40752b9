import Facilities
import Foundation
import Testing

@testable import Rules

/// A light says only what was judged.
@Suite struct JudgementTests {
    private static let filled = CarbonSettings(
        form: .granular, mass: 1000, dailyHours: 8, designCycle: 90, installed: Day("2026-11-20"))

    private func facility(
        _ settings: Facility.Settings, _ channels: [Quantity], notMonitored: [String: String] = [:],
        supervision: Supervision = .sensors
    ) -> FacilityRules {
        var facility = Facility(
            code: code, name: "试验", settings: settings,
            channels: channels.map { Channel(DeviceID("p1"), $0, period: .seconds(10)) })
        (facility.notMonitored, facility.supervision) = (notMonitored, supervision)
        return FacilityRules(for: facility)
    }

    private func status(_ rules: FacilityRules, _ readings: [Reading], _ records: [any RecordContent] = []) -> Status {
        var rules = rules
        for body in records { _ = rules.consider(record(body)) }
        for second in stride(from: 0, through: 3600, by: 10) {
            _ = rules.consider(
                .sample(Sample(device: DeviceID("p1"), time: start + .seconds(second), readings: readings)))
            if second % 60 == 0 { _ = rules.consider(.tick(start + .seconds(second))) }
        }
        return rules.status
    }

    private static let looks = CarbonInspection(
        colour: .good, form: .good, weight: .good, bubbles: .good, iodineValue: 900)
    private let warm = [Reading(.temperature, 25, .celsius), Reading(.humidity, 50, .percent)]
    private let whole = [
        Reading(.pressureDrop, 800, .pascal), Reading(.fanState, 1, .one), Reading(.temperature, 25, .celsius),
    ]

    /// A1: a box with nothing but a temperature and humidity sensor, and one record of 四看一测.
    @Test func aBoxWhosePressureNobodyMeasuresIsNotGreen() {
        let status = status(facility(.activatedCarbon(Self.filled), [.temperature, .humidity]), warm, [Self.looks])
        #expect(status.light == .grey)
        #expect(status.head.zh == "未监测：风机、压差")
        #expect(status.remedy(forTechnician: true)?.zh.contains("notMonitored") == true)
        let reasons = Dictionary(uniqueKeysWithValues: status.notJudged.map { ($0.rule, $0.reason) })
        #expect(reasons["carbon.pressure"] == .noInstrument && reasons["carbon.bypass"] == .noInstrument)
        #expect(status.judged.contains("carbon.humidity"))
    }

    /// A2: a kitchen with nothing but a temperature and humidity sensor.
    @Test func aKitchenWhosePurifierNobodySeesIsNotGreen() {
        let settings = FumeSettings(stoves: 4, lastCleaned: Day("2026-11-20"))
        let status = status(facility(.fumePurifier(settings), [.temperature, .humidity]), warm)
        #expect(status.light == .grey)
        #expect(status.unmonitored?.zh == "风机、净化器")
    }

    @Test(arguments: [
        ([Quantity.tsp, .pm10], true), ([.tsp], true), ([.pm10], true), ([.noise], false), ([.temperature], false),
    ]) func aDustSiteNeedsTSPOrPM10(channels: [Quantity], isMonitored: Bool) {
        let readings = channels.map { Reading($0, 50, $0.unit ?? .one) }
        let status = status(facility(.dustSite, channels), readings)
        #expect((status.unmonitored == nil) == isMonitored)
    }

    @Test func withEverythingThatItsKindNeedsABoxIsGreen() {
        let rules = facility(.activatedCarbon(Self.filled), [.pressureDrop, .fanState, .temperature])
        let status = status(rules, whole, [Self.looks])
        #expect((status.light, status.basis) == (.green, .sensors))
        #expect(status.head.zh == "正常")
    }

    @Test func oneInstrumentLessAndItIsNot() {
        for lacking in [Quantity.pressureDrop, .fanState] {
            let channels = [Quantity.pressureDrop, .fanState, .temperature].filter { $0 != lacking }
            let readings = whole.filter { $0.quantity != lacking }
            let status = status(facility(.activatedCarbon(Self.filled), channels), readings, [Self.looks])
            #expect(status.light == .grey && status.unmonitored != nil, "\(lacking)")
        }
    }

    /// A declared channel that has not given a value yet is no judgement either.
    @Test func untilTheFirstValueItIsGrey() {
        let rules = facility(.activatedCarbon(Self.filled), [.pressureDrop, .fanState, .temperature])
        let lost = [Reading(.pressureDrop, .pascal, bad: .noAnswer), whole[1], whole[2]]
        let status = status(rules, lost, [Self.looks])
        #expect(status.light == .grey)
        #expect(status.notJudged.first { $0.rule == "carbon.pressure" }?.reason == .noData)
        #expect(status.unmonitored == nil)
    }

    @Test func whatIsDeclaredNotToBeMonitoredIsNotMissedAndTheHeadSaysSo() {
        let reasons = ["carbon.bypass": "旁路已焊死", "carbon.pressure": "无压差表", "carbon.cycle": "无风机信号"]
        let rules = facility(.activatedCarbon(Self.filled), [.temperature, .humidity], notMonitored: reasons)
        let status = status(rules, warm, [Self.looks])
        #expect((status.light, status.basis) == (.green, .partial))
        #expect(status.head.zh == "正常（部分监测）")
        #expect(status.notJudged.first { $0.rule == "carbon.bypass" }?.text.zh == "按配置不监测：旁路已焊死")
    }

    @Test func aDeclarationHidesNothingThatIsMeasured() {
        let rules = facility(
            .activatedCarbon(Self.filled), [.pressureDrop, .fanState], notMonitored: ["carbon.pressure": "无压差表"])
        let status = status(rules, [Reading(.pressureDrop, 4900, .pascal), Reading(.fanState, 1, .one)], [Self.looks])
        #expect(status.light == .red)
        #expect(status.findings.contains { $0.rule == "carbon.pressure" && $0.level == .red })
    }

    @Test func supervisionByRecordsJudgesTheLedger() {
        let settings = FumeSettings(stoves: 4, lastCleaned: Day("2026-11-20"))
        var rules = facility(.fumePurifier(settings), [], supervision: .records)
        for minute in 0...60 { _ = rules.consider(.tick(start + .minutes(minute))) }
        #expect((rules.status.light, rules.status.basis) == (.green, .records))
        #expect(rules.status.head.zh == "正常（按台账）")
        // Overdue is overdue.
        _ = rules.consider(tick(afterHours: 24 * 90))
        #expect(rules.status.light == .red)
    }

    @Test func aRedFindingIsShownWhateverIsNotMonitored() {
        let settings = FumeSettings(stoves: 4, lastCleaned: Day("2026-01-20"))
        let status = status(facility(.fumePurifier(settings), [.temperature, .humidity]), warm)
        #expect(status.light == .red)
        #expect(status.head.zh.hasPrefix("超标或逾期；未监测："))
    }

    @Test func aRedHeadSaysWhetherAnythingElseCannotBeJudged() {
        let rules = facility(.activatedCarbon(Self.filled), [.pressureDrop, .fanState, .temperature])
        let hot = [whole[0], whole[1], Reading(.temperature, 90, .celsius)]
        let judged = status(rules, hot, [Self.looks])
        #expect((judged.light, judged.head.zh) == (.red, "超标或逾期"))
        let unseen = status(rules, hot)
        #expect((unseen.light, unseen.head.zh) == (.red, "超标或逾期；另有项目无法判定"))
    }

    /// Data come; what people enter is missing.
    @Test(arguments: [
        Missing(
            "carbon.quality", .activatedCarbon(filled), [.pressureDrop: 800, .fanState: 1, .temperature: 25],
            head: "缺少“四看一测”记录，无法判定"),
        Missing(
            "carbon.cycle", .activatedCarbon(CarbonSettings(form: .granular, mass: 1000, designCycle: 90)),
            [.pressureDrop: 800, .fanState: 1], [looks], head: "缺少装填日期，无法判定"),
        Missing(
            "fume.cleaning", .fumePurifier(FumeSettings(stoves: 4)), [.fanState: 1, .purifierState: 1],
            head: "缺少清洗记录，无法判定"),
        Missing(
            "machinery.test",
            .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120, registration: "苏A-0422")),
            [.engineSpeed: 1500], head: "缺少排气检测记录，无法判定"),
        Missing(
            "machinery.registration",
            .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-11-01"))),
            [.engineSpeed: 1500], head: "缺少登记号码或购入日期，无法判定"),
        Missing("dust.pm10", .dustSite, [.tsp: 50, .pm10: 50], head: "缺少城市PM10均值，无法判定"),
    ]) func aRecordThatIsMissingIsNotCalledMissingData(_ missing: Missing) throws {
        let readings = missing.readings.map { Reading($0, $1, $0.unit ?? .one) }
        let rules = facility(missing.settings, readings.map(\.quantity))
        let status = status(rules, readings, missing.records)
        let grey = try #require(status.notJudged.first { $0.rule == missing.rule })
        #expect(grey.reason == .noSetting)
        #expect((status.light, status.head.zh) == (.grey, missing.head))
        #expect(!status.head.en.contains("No data"))
    }

    struct Missing: Sendable {
        var rule: String
        var settings: Facility.Settings
        var readings: [(Quantity, Double)]
        var records: [any RecordContent]
        var head: String

        init(
            _ rule: String, _ settings: Facility.Settings, _ readings: KeyValuePairs<Quantity, Double>,
            _ records: [any RecordContent] = [], head: String
        ) {
            (self.rule, self.settings, self.records, self.head) = (rule, settings, records, head)
            self.readings = readings.map { ($0, $1) }
        }
    }

    /// What is missing is what is missing now.
    @Test func aRecordThatWasEnteredIsNotMissed() throws {
        let filled = CarbonReplacement(mass: 1000)
        let rules = facility(.activatedCarbon(CarbonSettings(form: .granular)), [.pressureDrop, .fanState])
        let readings = [Reading(.pressureDrop, 800, .pascal), Reading(.fanState, 1, .one)]
        let before = try #require(status(rules, readings).notJudged.first { $0.rule == "carbon.cycle" })
        let after = try #require(status(rules, readings, [filled]).notJudged.first { $0.rule == "carbon.cycle" })
        #expect(before.what[0].zh.hasPrefix("装填日期、") && !after.what[0].zh.contains("装填日期"))
    }

    @Test func whereDataAreMissingTooTheHeadNamesThemFirst() {
        let rules = facility(.activatedCarbon(Self.filled), [.pressureDrop, .fanState, .temperature])
        let lost = [Reading(.pressureDrop, .pascal, bad: .noAnswer), whole[1], whole[2]]
        let status = status(rules, lost)
        #expect((status.light, status.head.zh) == (.grey, "没有数据，无法判定"))
    }

    @Test func dataThatComeAndShowNothingAreNoMissingData() {
        let rules = facility(.activatedCarbon(Self.filled), [.pressureDrop, .fanState, .temperature])
        let reversed = [Reading(.pressureDrop, -800, .pascal), whole[1], whole[2]]
        let status = status(rules, reversed, [Self.looks])
        let uninspected = self.status(rules, reversed)
        let blind = status.notJudged.filter { $0.text.zh.contains("取压管") }.map(\.rule)
        #expect(blind == ["carbon.pressure", "carbon.bypass"])
        #expect((status.light, status.head.zh) == (.grey, "无法判定"))
        #expect((uninspected.light, uninspected.head.zh) == (.grey, "无法判定"))
    }

    /// What was counted is no record: nobody can enter it.
    @Test func aLostMemoryIsMissingData() {
        var rules = facility(.activatedCarbon(Self.filled), [.pressureDrop, .fanState, .temperature])
        rules.adopt(Unreadable(rules: ["carbon.cycle"], isAll: false, reason: ""), from: rules, counted: false)
        let status = status(rules, whole, [Self.looks])
        #expect(status.notJudged.first { $0.rule == "carbon.cycle" }?.reason == .noData)
        #expect((status.light, status.head.zh) == (.grey, "无法判定"))
    }

    @Test func whatIsMissingKeepsItFromYellowToo() {
        let settings = FumeSettings(stoves: 4, lastCleaned: Day("2026-09-25"))
        let status = status(facility(.fumePurifier(settings), [.temperature, .humidity]), warm)
        #expect(status.findings.contains { $0.level == .yellow })
        #expect(status.light == .grey)
    }

    @Test func everyRuleIsEitherJudgedOrNot() {
        let all: [Facility.Settings] = [
            .activatedCarbon(Self.filled), .fumePurifier(FumeSettings(stoves: 4)),
            .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)), .dustSite,
            .complaintPoint(ComplaintSettings()),
        ]
        for settings in all {
            let rules = facility(settings, [.temperature])
            let status = status(rules, warm)
            let names = status.judged + status.notJudged.map(\.rule)
            #expect(names.sorted() == rules.rules.map(\.name).sorted())
        }
    }
}
