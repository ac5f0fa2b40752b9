import Delivery
import Facilities

/// How it goes with the uplinks, as a technician reads it on a terminal.
struct UplinkText {
    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    func text(_ reports: [UplinkReport]) -> String {
        guard !reports.isEmpty else { return word("上报 未配置", "uplink not configured") }
        return reports.map(text).joined(separator: "\n")
    }

    private func text(_ report: UplinkReport) -> String {
        var lines = [head(report)]
        if let reason = report.reason { lines.append("  ! \(reason[language])") }
        if let other = report.otherGateway { lines.append("  ! \(other.text[language])") }
        lines += report.refused.map { one in
            let waiting = one.waiting > 0 ? word("，待发 \(one.waiting)", ", \(one.waiting) waiting") : ""
            let refused = word("被拒收", "refused")
            return "  ! \(refused) \(one.topic): \(one.text[language])  \(word("自", "since")) \(one.since)\(waiting)"
        }
        if let quarantined = quarantined(report) { lines.append(quarantined) }
        return (lines + report.warnings.map { "  ! \($0[language])" }).joined(separator: "\n")
    }

    private func head(_ report: UplinkReport) -> String {
        let link = report.isConnected ? word("已连接", "connected") : word("未连接", "not connected")
        let version = report.version.map { " MQTT \($0)" } ?? ""
        // Over 3.1.1 a broker that refuses a message acknowledges it all the same.
        let confirmed = report.isConfirmed ? "" : word("（只确认收到，不能确认接受）", " (acknowledged, not confirmable)")
        return "\(word("上报", "uplink")) \(report.name) \(report.address) \(link)\(version)\(confirmed)  "
            + "\(word("自", "since")) \(report.since)  \(word("待发", "waiting")) \(report.backlog)"
    }

    private func quarantined(_ report: UplinkReport) -> String? {
        guard let last = report.lastQuarantined else { return nil }
        return word(
            "  ! 隔离\(report.quarantined)条（不再发送，仍在日志库中）；最近：序号 \(last.sequence)，\(last.size) 字节，\(last.reason)",
            "  ! \(report.quarantined) quarantined (not sent any more, still in the journal); the newest: sequence "
                + "\(last.sequence), \(last.size) bytes, \(last.reason)")
    }

    private func word(_ zh: String, _ en: String) -> String { language == .en ? en : zh }
}
