public import Delivery
public import Facilities
import Uplinks

/// The texts about an uplink for a technician, on a terminal and on the page.
extension UplinkReport {
    /// Returns whether it is connected, since when, and what waits.
    ///
    /// - Parameter time: formats a time.
    public func head(_ time: (Timestamp) -> String) -> Text {
        let link = isConnected ? Text(zh: "已连接", en: "connected") : Text(zh: "未连接", en: "not connected")
        let protocolName = version.map { isPlatform ? " \($0)" : " MQTT \($0)" } ?? ""
        let confirmed = isConfirmed ? Text(zh: "", en: "") : unconfirmed
        let since = time(since)
        return Text(
            zh: "\(name) \(address) \(link.zh)\(protocolName)\(confirmed.zh)  自 \(since)  待发 \(backlog)",
            en: "\(name) \(address) \(link.en)\(protocolName)\(confirmed.en)  since \(since)  waiting \(backlog)")
    }

    /// Returns its present and future problems, a sentence each.
    ///
    /// - Parameter time: formats a time.
    public func problems(_ time: (Timestamp) -> String) -> [Text] {
        [reason, otherGateway?.text(time)].compactMap(\.self) + refused.map { $0.text(time) }
            + [quarantinedText].compactMap(\.self) + warnings
    }

    /// Whether it is a platform of HJ 212.
    private var isPlatform: Bool { version?.hasPrefix("HJ 212") ?? false }

    private var unconfirmed: Text {
        isPlatform
            ? Text(zh: "（平台不应答，写出即算送达）", en: " (the platform answers nothing; what was written counts)")
            // Over 3.1.1 a broker that refuses a message acknowledges it all the same.
            : Text(zh: "（只确认收到，不能确认接受）", en: " (acknowledged, not confirmable)")
    }

    private var quarantinedText: Text? {
        guard let last = lastQuarantined else { return nil }
        let reason = Text.saying(last.reason)
        return Text(
            zh: "隔离\(quarantined)条（不再发送，仍在日志库中）；最近：序号 \(last.sequence)，\(last.size) 字节，\(reason.zh)",
            en: "\(quarantined) quarantined (not sent any more, still in the journal); the newest: sequence "
                + "\(last.sequence), \(last.size) bytes, \(reason.en)")
    }
}

extension UplinkReport.Refused {
    fileprivate func text(_ time: (Timestamp) -> String) -> Text {
        let since = time(since)
        return Text(
            zh: "被拒收 \(topic): \(text.zh)  自 \(since)" + (waiting > 0 ? "，待发 \(waiting)" : ""),
            en: "refused \(topic): \(text.en)  since \(since)" + (waiting > 0 ? ", \(waiting) waiting" : ""))
    }
}

extension Text {
    /// The word before the name of an uplink.
    public static let uplink = Text(zh: "上报", en: "uplink")
    /// The text in the place of an uplink where none is configured.
    public static let noUplink = Text(zh: "上报 未配置", en: "uplink not configured")
}
