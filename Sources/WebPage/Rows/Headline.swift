import Facilities

/// The reason of a light in at most twelve characters, and since when it is true.
struct Headline: Hashable, Sendable {
    var text: Text
    /// The time since which it is true. For a duty that is the day on which it was due.
    var since: Timestamp
    /// The leading finding; nil for none.
    var finding: Finding?
    /// The words beside it: that other things cannot be judged, or the basis of a green light; nil for none.
    var beside: Text?

    init(_ status: Status, time: PageTime) {
        finding = status.leading
        since = finding?.since ?? status.since
        beside = nil
        switch status.light {
        case .red, .yellow:
            text = finding.map { $0.headline(time) } ?? status.light.title
            if status.light == .red, status.hasUnjudged {
                beside = Text(zh: "另有项目无法判定", en: "other things cannot be judged")
            }
        case .grey:
            text = status.greyHeadline
        case .green:
            text = Text(zh: "正常", en: "In order")
            switch status.basis {
            case .sensors: break
            case .partial: beside = Text(zh: "部分监测", en: "partly monitored")
            case .records: beside = Text(zh: "按台账", en: "by the ledger")
            }
        }
    }
}

extension Text {
    /// The headline while nothing is judged because somebody works on the instruments.
    static let atWork = Text(zh: "维护或校准中", en: "Maintenance or calibration")
}

extension Status {
    /// Whether the light is grey because somebody works on the instruments, as was entered before.
    var isAtWork: Bool {
        let silent = findings.filter { $0.rule == "data.silent" && $0.level == .grey }
        return light == .grey && unmonitored == nil && !silent.isEmpty
            && silent.allSatisfy { $0.cause == "maintenance" }
    }

    /// The worst finding of the light's own level.
    fileprivate var leading: Finding? {
        let level: Finding.Level? =
            switch light {
            case .red: .red
            case .yellow: .yellow
            case .grey: .grey
            case .green: nil
            }
        let all = findings.filter { $0.level == level }
        // Of grey findings the silence of a device comes first, since the others follow from it.
        return all.first { level == .grey && $0.rule == "data.silent" } ?? all.first
    }

    fileprivate var hasUnjudged: Bool {
        notJudged.contains { $0.blocks || $0.reason == .noData } || findings.contains { $0.level == .grey }
    }

    fileprivate var greyHeadline: Text {
        if let unmonitored {
            let text = Text(zh: "未监测：\(unmonitored.zh)", en: "Not monitored: \(unmonitored.en)")
            return text.zh.count <= 12 ? text : Text(zh: "有项目未监测", en: "Not all is monitored")
        }
        if isAtWork { return .atWork }
        let silent = findings.contains { $0.rule == "data.silent" && $0.level == .grey }
        if silent { return Text(zh: "设备没有数据", en: "No data from the device") }
        // A complaint point measures nothing itself.
        if kind != .complaintPoint, notJudged.contains(where: { $0.reason == .noData }) {
            return Text(zh: "数据还不够", en: "Not enough data yet")
        }
        let lacking = notJudged.filter { $0.reason == .noSetting }.flatMap(\.what)
        if let first = lacking.first {
            let text = Text(zh: "缺少\(first.zh)", en: "Missing: \(first.en)")
            return text.zh.count <= 12 ? text : Text(zh: "缺少记录", en: "A record is missing")
        }
        return findings.first { $0.level == .grey }?.short ?? Text(zh: "暂时无法判定", en: "Cannot be judged now")
    }
}

extension Finding {
    /// The words for duties that are overdue by days, by rule.
    private static let duties: [String: Text] = [
        "carbon.cycle": Text(zh: "换炭逾期", en: "carbon overdue"),
        "carbon.waste": Text(zh: "废炭超期", en: "spent carbon overdue"),
        "fume.cleaning": Text(zh: "清洗逾期", en: "cleaning overdue"),
        "machinery.test": Text(zh: "检测逾期", en: "exhaust test overdue"),
        "complaint.answer": Text(zh: "答复逾期", en: "answer overdue"),
        "complaint.close": Text(zh: "办结逾期", en: "closing overdue"),
    ]

    /// Returns the short text; for a duty with the number of days by which it is overdue: `清洗逾期29天`.
    func headline(_ time: PageTime) -> Text {
        let days = time.days(since: since)
        guard level == .red, let duty = Self.duties[rule], days > 0 else { return short }
        return Text(zh: "\(duty.zh)\(days)天", en: "\(duty.en) by \(days) d")
    }
}
