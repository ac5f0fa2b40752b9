import Facilities
import Gateway
import MQTT
import SiteConfiguration

/// Connects once to every broker and every platform of a configuration, and prints what became of it.
struct UplinkTrials {
    private let configuration: Configuration

    init(_ configuration: Configuration) { self.configuration = configuration }

    /// Tries them one after the other.
    ///
    /// - Returns: whether all of them connected.
    func print() async -> Bool {
        var isComplete = true
        for uplink in configuration.uplinks where await !connects(uplink) { isComplete = false }
        for platform in configuration.platforms where await !connects(platform) { isComplete = false }
        if configuration.uplinks.isEmpty, configuration.platforms.isEmpty {
            say(Text(zh: "没有可连接的上报通道", en: "no uplink to connect to"))
        }
        return isComplete
    }

    private func connects(_ uplink: Configuration.Uplink) async -> Bool {
        let place = "\(uplink.name) \(uplink.mqtt.host):\(uplink.mqtt.port)"
        switch await BrokerTrial(uplink.mqtt, gateway: configuration.gateway.id).answer() {
        case .connected(let connection):
            let limits = Self.limits(of: connection)
            let version = connection.version.rawValue
            let text = Text(
                zh: "上报 \(place)：已连接，MQTT \(version)" + limits.map { "；\($0.zh)" }.joined(),
                en: "uplink \(place): connected over MQTT \(version)" + limits.map { "; \($0.en)" }.joined())
            say(text)
            return true
        case .failed(let reason):
            fail(place, reason)
            return false
        }
    }

    private func connects(_ platform: Configuration.Platform) async -> Bool {
        let place = "\(platform.name) \(platform.host):\(platform.port)"
        if let reason = await platform.connectionFailure() {
            fail(place, reason)
            return false
        }
        say(
            Text(
                zh: "上报 \(place)：TCP 已连接；HJ 212 没有登录，MN 和密码对不对，要看平台是否应答第一批数据",
                en:
                    "uplink \(place): connected over TCP; HJ 212 has no log-in: whether the platform knows MN and password "
                    + "shows when it answers the first data"))
        return true
    }

    private func fail(_ place: String, _ reason: Text) {
        complain(Text(zh: "上报 \(place)：没有连上：\(reason.zh)", en: "uplink \(place): not connected: \(reason.en)"))
    }

    private static func limits(of connection: Connection) -> [Text] {
        var limits: [Text] = []
        if connection.window < BrokerTrial.unlimited {
            limits.append(
                Text(zh: "同时最多 \(connection.window) 条消息", en: "it takes \(connection.window) messages at once"))
        }
        if let largest = connection.largestPacket {
            limits.append(Text(zh: "每包最多 \(largest) 字节", en: "packets of \(largest) bytes at most"))
        }
        if connection.maximumQoS == 0 {
            limits.append(Text(zh: "只有 QoS 0：读数送不出去", en: "QoS 0 only: no readings could be delivered"))
        }
        if !connection.retainAvailable {
            limits.append(
                Text(
                    zh: "不保留消息：后来订阅的看不到状态",
                    en: "no retained messages: later subscribers would see no status"))
        }
        if connection.version == .v311 {
            limits.append(
                Text(
                    zh: "它的确认不说明是否接受了消息",
                    en: "its acknowledgement does not say whether it accepts a message"))
        }
        return limits
    }
}
