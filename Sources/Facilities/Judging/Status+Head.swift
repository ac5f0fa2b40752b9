extension Status {
    /// The quantities that are not measured although the facility's kind needs them: `压差、风机运行`. Nil where none are.
    public var unmonitored: Text? {
        Self.list(notJudged.filter { $0.blocks && $0.reason == .noInstrument })
    }

    /// Returns what the rules lack, each thing once; nil for nothing.
    private static func list(_ rules: [NotJudged]) -> Text? {
        let names = rules.flatMap(\.what).unique
        guard !names.isEmpty else { return nil }
        return Text(zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
    }

    /// The rules that keep the light from green: the kind needs them, or they have a grey finding.
    private var unjudged: [NotJudged] {
        let grey = findings.filter { $0.level == .grey }.map(\.rule)
        return notJudged.filter { $0.blocks || grey.contains($0.rule) }
    }

    /// The words beside the light.
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

    /// The words beside a grey light: missing data precede missing records.
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

    /// Returns who must do what about quantities that are not monitored; nil where there are none.
    ///
    /// - Parameter forTechnician: Whether the text names the key of the configuration.
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
