import Delivery
import Facilities

extension UplinkReport {
    /// The notice on the page for everyone; nil if the uplink delivers.
    var notice: Text? {
        if let one = refused.first {
            let (zh, en) = (one.text.zh, one.text.en)
            return Text(
                zh: "上报 \(name)：\(refused.count) 个主题被拒收（\(one.topic)：\(zh)）\(waiting.zh)",
                en: "uplink \(name): \(refused.count) topics are refused (\(one.topic): \(en))\(waiting.en)")
        }
        guard let reason = publicReason else { return nil }
        return Text(
            zh: "上报 \(name)：\(isConnected ? "" : "未连接，")\(reason.zh)\(waiting.zh)",
            en: "uplink \(name): \(isConnected ? "" : "not connected: ")\(reason.en)\(waiting.en)")
    }

    /// The number of items that wait; empty if there are none.
    private var waiting: Text {
        guard backlog > 0 else { return Text(zh: "", en: "") }
        return Text(zh: "；\(backlog) 条待报数据保留在本机", en: "; \(backlog) items that are not delivered are kept here")
    }
}
