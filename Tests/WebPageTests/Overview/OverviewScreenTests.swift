import Facilities
import Foundation
import TestSupport
import Testing

@testable import WebPage

/// The overview of 30 kitchens in Chromium.
@Suite(.timeLimit(.minutes(5))) struct OverviewScreenTests {
    private static let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
    /// 24 characters.
    private static let longest = "三楼美食广场东区十二号档口老王家常菜油烟净化器乙"

    /// What is the matter in a kitchen.
    private struct Matter {
        var light: Light
        var rule: String?
        /// Since how many days.
        var days = 0
        var act: NextStep.Action
        /// In how many days it is due.
        var due: Int
    }

    /// Every rule of a kitchen and what stands for all of them, red, yellow, grey and green.
    private static let matters = [
        Matter(light: .red, rule: "fume.cleaning", days: 29, act: .cleanPurifier, due: -29),
        Matter(light: .red, rule: "fume.purifierOff", act: .switchOnPurifier, due: 0),
        Matter(light: .red, rule: "fume.limit", act: .checkFume, due: 0),
        Matter(light: .red, rule: "fume.efficiency", days: 3, act: .checkFume, due: -3),
        Matter(light: .yellow, rule: "fume.cleaning", days: 1, act: .cleanPurifier, due: 3),
        Matter(light: .yellow, rule: "fume.fouling", days: 12, act: .cleanPurifier, due: 9),
        Matter(light: .yellow, rule: "data.contradiction", days: 2, act: .checkSensors, due: -2),
        Matter(light: .grey, rule: "data.silent", days: 4, act: .checkSensors, due: -4),
        Matter(light: .grey, act: .completeSettings, due: -40), Matter(light: .green, act: .cleanPurifier, due: 61),
    ]

    private static func kitchen(_ number: Int) -> FacilityDetail {
        let (matter, now) = (matters[number % matters.count], FixedSource.noon)
        let level: Finding.Level? =
            switch matter.light {
            case .red: .red
            case .yellow: .yellow
            default: .grey
            }
        let findings = matter.rule.map { rule in
            Finding(
                rule: rule, cause: rule == "data.silent" && number > 20 ? "maintenance" : "", level: level!,
                since: now - .days(matter.days) - .minutes(25),
                limit: Limit("x", 1, .one, source: "《浙江省餐饮油烟管理暂行办法》（参照）", verified: false),
                text: Text(zh: "清洗周期已到，\"前\",后", en: "the cleaning is due"))
        }
        let name = number % 3 == 0 ? longest : "\(number)号厨房"
        let due = NextStep(matter.act, due: now.day(utcOffset: 28_800) + matter.due)
        var detail = FacilityDetail.facility(
            Facility.Code("NJ320104F\(100_000 + number)")!, .fumePurifier, name, matter.light,
            findings: [findings].compactMap(\.self), next: due)
        if matter.light == .grey, matter.rule == nil { detail.status.notJudged = [unmonitored] }
        if let finding = findings {
            detail.entries = [
                KeptEntry(
                    sequence: Int64(number) * 10, facility: detail.status.code, time: now - .days(1),
                    .finding(.raised, finding))
            ]
        }
        detail.records = [
            KeptEntry(
                sequence: Int64(number) * 10 + 1, facility: detail.status.code, time: now - .days(9),
                .record(Record(at: now - .days(9), by: "刘大姐", Cleaning(parts: [.plates, .filter]))))
        ]
        return detail
    }

    private static let unmonitored = NotJudged(
        rule: "fume.limit", reason: .noInstrument, text: Text(zh: "没有接入传感器", en: "no sensor is connected"),
        what: [Text(zh: "净化器电流", en: "current of the purifier")], blocks: true)

    @Test func thirtyKitchensFitTwoScreensOfAPhoneAndEachSaysWhatIsTheMatter() async throws {
        let details = (0..<30).map(Self.kitchen)
        #expect(Set(details.map(\.status.light)).count == 4 && details[0].status.name.count == 24)
        try await Site.serve(FixedSource(details: details, hasNotice: false)) { site in
            let script = Program.repository + "/Tests/mashangTests/Peers/page/overview.py"
            let seen = try await result(of: Self.python, [script, "http://127.0.0.1:\(site.port)"])
            #expect(seen.status == 0 && seen.output.contains("the overview is in order"), "\(seen.output)")
        }
    }
}
