/// How far a facility is judged by what instruments measure.
public enum Supervision: String, Codable, Hashable, Sendable, CaseIterable {
    case sensors
    /// By the ledger alone: nothing at the facility is measured, as its configuration says.
    case records
}

/// What a light rests on.
public enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
    case sensors
    /// Some of what its kind needs is not monitored, as the configuration says with a reason.
    case partial
    case records
}

/// A rule that says nothing of a facility, and why.
public struct NotJudged: Codable, Hashable, Sendable {
    public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
        /// No instrument measures what the rule needs.
        case noInstrument
        /// There is one, and it gives nothing that can be judged by.
        case noData
        /// Something that people enter or configure is missing.
        case noSetting
        /// The configuration says that it is not monitored.
        case declared
        /// What its source asks of a measurement does not hold now, such as calm and dry weather. Nobody has to do anything.
        case conditions
    }

    public var rule: String
    public var reason: Reason
    public var text: Text
    /// What is missing, each in a word or two: `压差`, `清洗记录`.
    public var what: [Text]
    /// Whether the facility cannot be green or yellow without it.
    public var blocks: Bool

    public init(rule: String, reason: Reason, text: Text, what: [Text] = [], blocks: Bool = false) {
        self.rule = rule
        self.reason = reason
        self.text = text
        self.what = what
        self.blocks = blocks
    }
}

extension Light {
    /// Red before grey before yellow before green: what is known to be wrong is shown whatever cannot be judged, and what
    /// cannot be judged keeps the light from green and yellow.
    ///
    /// - Parameter isBlocked: whether a rule that the facility's kind cannot do without is not judged.
    public init(_ findings: some Sequence<Finding>, isBlocked: Bool = false) {
        var (hasRed, hasYellow, hasGrey) = (false, false, isBlocked)
        for finding in findings {
            switch finding.level {
            case .red: hasRed = true
            case .yellow: hasYellow = true
            case .grey: hasGrey = true
            }
        }
        self = hasRed ? .red : hasGrey ? .grey : hasYellow ? .yellow : .green
    }

    public var title: Text {
        switch self {
        case .green: Text(zh: "正常", en: "In order")
        case .yellow: Text(zh: "需要关注", en: "Needs attention")
        case .red: Text(zh: "超标或逾期", en: "Over a limit or overdue")
        case .grey: Text(zh: "无法判定", en: "Cannot be judged")
        }
    }
}

extension Status {
    /// What is not measured although the facility's kind needs it: `压差、风机运行`. Nil where nothing is lacking.
    public var unmonitored: Text? {
        Self.list(notJudged.filter { $0.blocks && $0.reason == .noInstrument })
    }

    /// What the rules lack, each thing once; nil for nothing.
    private static func list(_ rules: [NotJudged]) -> Text? {
        let names = rules.flatMap(\.what).unique
        guard !names.isEmpty else { return nil }
        return Text(zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
    }

    /// The rules that keep the light from green: they cannot do without, or have a grey finding.
    private var unjudged: [NotJudged] {
        let grey = findings.filter { $0.level == .grey }.map(\.rule)
        return notJudged.filter { $0.blocks || grey.contains($0.rule) }
    }

    /// What stands beside the light.
    public var head: Text {
        let title = light.title
        if let unmonitored {
            let lacking = Text(zh: "未监测：\(unmonitored.zh)", en: "Not monitored: \(unmonitored.en)")
            return light == .red ? Text(zh: "\(title.zh)；\(lacking.zh)", en: "\(title.en); \(lacking.en)") : lacking
        }
        switch (light, basis) {
        case (.red, _) where notJudged.contains { $0.reason == .noData } || !unjudged.isEmpty:
            return Text(zh: "\(title.zh)；另有项目无法判定", en: "\(title.en); other rules cannot be judged")
        case (.grey, _): return headOfGrey
        case (.green, .partial): return Text(zh: "\(title.zh)（部分监测）", en: "\(title.en) (partly monitored)")
        case (.green, .records): return Text(zh: "\(title.zh)（按台账）", en: "\(title.en) (by the ledger)")
        default: return title
        }
    }

    /// Data that are missing go before records that are.
    private var headOfGrey: Text {
        let title = light.title
        let withoutData = unjudged.filter { $0.reason == .noData }
        // Data that come and cannot be judged by are data.
        if withoutData.contains(where: { $0.rule == "data.silent" || !$0.what.isEmpty }) {
            return Text(zh: "没有数据，\(title.zh)", en: "No data: \(title.en.lowercased())")
        }
        // A record that is entered does not mend what the data are short of.
        guard withoutData.isEmpty, let lacking = Self.list(unjudged.filter { $0.reason == .noSetting }) else {
            return title
        }
        return Text(zh: "缺少\(lacking.zh)，\(title.zh)", en: "Missing: \(lacking.en); \(title.en.lowercased())")
    }

    /// Who must do what about what is not monitored.
    ///
    /// - Parameter forTechnician: whether it names the key of the configuration.
    public func remedy(forTechnician: Bool) -> Text? {
        guard unmonitored != nil else { return nil }
        guard forTechnician else {
            return Text(zh: "请装机的人接入传感器", en: "the technician who installed the gateway connects the sensors")
        }
        return Text(
            zh: "请接入传感器；确实不监测的，在配置的 notMonitored 中写明原因",
            en: "connect the sensors, or state in notMonitored: of the configuration why it is not done")
    }
}
