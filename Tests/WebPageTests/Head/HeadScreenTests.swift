import Facilities
import Foundation
import TestSupport
import Testing

@testable import WebPage

/// The heads of facility pages in Chromium, on a phone of 390 x 844.
@Suite(.timeLimit(.minutes(5))) struct HeadScreenTests {
    private static let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
    /// 24 characters.
    private static let name = "秦淮区夫子庙步行街东入口大排档厨房油烟净化器一号"

    /// A kind with the rule, the act and the code letter of its longest words.
    private struct Case {
        var kind: Facility.Kind
        var letter, rule: String
        var act: NextStep.Action
    }

    private static let cases = [
        Case(kind: .activatedCarbon, letter: "C", rule: "carbon.cycle", act: .dryInlet),
        Case(kind: .fumePurifier, letter: "F", rule: "fume.cleaning", act: .cleanPurifier),
        Case(kind: .nonroadMachinery, letter: "M", rule: "machinery.test", act: .testExhaust),
        Case(kind: .dustSite, letter: "D", rule: "dust.pm10", act: .reduceDust),
        Case(kind: .complaintPoint, letter: "T", rule: "complaint.answer", act: .answerComplaint),
    ]

    private enum Look: CaseIterable {
        case overdue, due, waiting, silent, unmonitored, partly

        var light: Light {
            switch self {
            case .overdue: .red
            case .due: .yellow
            case .waiting, .silent, .unmonitored: .grey
            case .partly: .green
            }
        }

        var level: Finding.Level? {
            switch self {
            case .overdue: .red
            case .due: .yellow
            case .silent: .grey
            case .waiting, .unmonitored, .partly: nil
            }
        }
    }

    @Test func theLightAndTheActFitTheFirstScreenInEveryStateOfEveryKind() async throws {
        let details = Self.cases.flatMap { one in
            Look.allCases.enumerated().map { index, look in Self.detail(one, look, index) }
        }
        let owner = Operator(name: "王老板", role: .owner, facilities: [], since: FixedSource.noon - .hours(1))
        // With as many notices as a page shows, and more.
        let notices = PostedNotices.all(
            (1...3).map { PostedNotices.record(PostedNotices.notice("n\($0)", String(repeating: "停电", count: 30))) })
        let source = FixedSource(details: details, posted: notices)
        try await Site.serve(source, door: TestDoor([(owner, pin: "123456")])) { site in
            let script = Program.repository + "/Tests/mashangTests/Peers/page/heads.py"
            let seen = try await result(
                of: Self.python,
                [script, "http://127.0.0.1:\(site.port)", "王老板", "123456"]
                    + details.map(\.status.code.description))
            #expect(seen.status == 0 && seen.output.contains("30 heads"), "\(seen.output)")
        }
    }

    private static func detail(_ one: Case, _ look: Look, _ index: Int) -> FacilityDetail {
        let now = FixedSource.noon
        let code = Facility.Code("NJ320104\(one.letter)00010\(index)")!
        let rule = look == .silent ? "data.silent" : one.rule
        let findings = look.level.map { level in
            [
                Finding(
                    rule: rule, cause: "20261124-000001", level: level, since: now - .hours(29 * 24), figure: 92,
                    limit: Limit("days", 61, .day, source: "《浙江省餐饮油烟管理暂行办法》（参照）", verified: false),
                    text: Text(
                        zh: "设备“油烟在线监测仪（二楼后厨东侧）”已29天没有给出可用的数据，请检查供电和接线",
                        en:
                            "the device 'fume monitor (second floor, east of the kitchen)' has given nothing that can be "
                            + "used for 29 days: check its supply and its wiring"))
            ]
        }
        let act = look == .partly ? nil : look == .silent ? .checkSensors : one.act
        let due = look == .due ? now + .hours(24 * 9) : now - .hours(24 * 29)
        var detail = FacilityDetail(
            status: Status(
                code: code, kind: one.kind, name: name, light: look.light, since: now - .hours(29 * 24), asOf: now,
                findings: findings ?? [], next: act.map { NextStep($0, due: due.day(utcOffset: 28_800)) }, last: nil,
                basis: look == .partly ? .partial : .sensors, notJudged: notJudged(look)),
            readings: [
                CurrentReading(
                    device: DeviceID("monitor"), place: "二楼后厨东侧", time: now - .seconds(7),
                    reading: Reading(.fume, 1.33, .milligramPerCubicMetre))
            ],
            ready: look == .waiting ? now + .minutes(6) : nil)
        if one.kind == .nonroadMachinery { detail.machine = MachineFacts(MachineCases.settings, records: []) }
        return detail
    }

    /// Red beside what cannot be judged, and grey for each reason.
    private static func notJudged(_ look: Look) -> [NotJudged] {
        let what = [Text(zh: "净化器电流", en: "current of the purifier"), Text(zh: "风机运行状态", en: "state of the fan")]
        let text = Text(zh: "没有接入传感器：净化器电流、风机运行状态", en: "no sensor is connected for it")
        switch look {
        case .overdue, .waiting:
            return [NotJudged(rule: "fume.limit", reason: .noData, text: text, what: what, blocks: true)]
        case .unmonitored:
            return [NotJudged(rule: "fume.limit", reason: .noInstrument, text: text, what: what, blocks: true)]
        case .due, .silent, .partly: return []
        }
    }
}
