import Facilities
import Rules

/// The rules by which a configured facility is judged, and those by which it is not, with the reasons.
struct FacilityPlan {
    let facility: Facility
    /// The ids of the rules that are judged, without those about data and clock, which every facility has.
    let judged: [String]
    let notJudged: [NotJudged]

    init(_ facility: Facility) {
        self.facility = facility
        let rules = FacilityRules(for: facility)
        // No data has come yet, so that everything with an instrument would seem to lack data.
        let others = rules.planned.notJudged.filter { $0.reason != .noData }
        let names = Set(others.map(\.rule))
        judged = rules.rules.map(\.name).filter { !names.contains($0) && !Self.isOfEvery($0) }.unique
        notJudged = others
    }

    private static func isOfEvery(_ rule: String) -> Bool { rule.hasPrefix("data.") || rule.hasPrefix("clock.") }

    /// The rules for which an instrument is missing, and without which the facility is never green.
    var lacking: [String] { notJudged.filter { $0.blocks && $0.reason == .noInstrument }.map(\.rule) }

    /// The plan in words: `判断 3 项：清洗、净化器、数据；不判断：浓度（没有仪表）`.
    var text: Text {
        var text = Text(
            zh: "判断 \(judged.count) 项：\(Self.names(judged, "、", \.zh))",
            en: "judges \(judged.count): \(Self.names(judged, ", ", \.en))")
        if !notJudged.isEmpty {
            text.zh +=
                "；不判断：" + notJudged.map { "\(Finding.subject(of: $0.rule).zh)（\($0.cause.zh)）" }.joined(separator: "、")
            text.en +=
                "; does not judge "
                + notJudged.map { "\(Finding.subject(of: $0.rule).en) (\($0.cause.en))" }.joined(separator: ", ")
        }
        guard !lacking.isEmpty else { return text }
        text.zh += "；! 这样不会亮绿灯：请接仪表，或写 notMonitored: {\(lacking.map { "\($0): 原因" }.joined(separator: ", "))}"
        text.en +=
            "; ! never green so: connect instruments, or write notMonitored: "
            + "{\(lacking.map { "\($0): reason" }.joined(separator: ", "))}"
        return text
    }

    private static func names(_ rules: [String], _ separator: String, _ language: KeyPath<Text, String>) -> String {
        rules.isEmpty ? "–" : rules.map { Finding.subject(of: $0)[keyPath: language] }.joined(separator: separator)
    }
}

extension NotJudged {
    /// The reason in a few words.
    fileprivate var cause: Text {
        let (zh, en) = (what.map(\.zh).joined(separator: "、"), what.map(\.en).joined(separator: ", "))
        switch reason {
        case .noInstrument: return Text(zh: "没有仪表测\(zh)", en: "no instrument for \(en)")
        case .noData: return Text(zh: "没有数据", en: "no data")
        case .noSetting: return Text(zh: "缺少\(zh.isEmpty ? "设置" : zh)", en: "missing: \(en.isEmpty ? "a setting" : en)")
        case .declared: return Text(zh: "配置写明不监测", en: "not monitored, as configured")
        case .conditions: return Text(zh: "条件不满足", en: "conditions not met")
        }
    }
}
