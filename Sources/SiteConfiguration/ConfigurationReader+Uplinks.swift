import Facilities
import StrictYAML

extension ConfigurationReader {
    func uplinks(_ value: YAMLValue) -> [Configuration.Uplink] {
        var names: [String: YAMLValue] = [:]
        var brokers: [BrokerIdentity: YAMLValue] = [:]
        return value.sequence(ofEntriesWith: "mqtt").compactMap { value in
            if value.isMapping, value.entries?.contains(where: { $0.key.plainText == "hj212" }) ?? false {
                platform(value, &names)
                return nil
            }
            guard let uplink = uplink(value, &names) else { return nil }
            if !uplink.mqtt.host.isEmpty, let other = brokers.updateValue(value, forKey: BrokerIdentity(uplink.mqtt)) {
                value.error(
                    Text(
                        zh:
                            "第 \(other.line) 行的上报通道也在 \(uplink.mqtt.host):\(uplink.mqtt.port)：一个网关只有一个客户端编号，两条会互相断开；请删去一条",
                        en:
                            "the uplink of line \(other.line) is at \(uplink.mqtt.host):\(uplink.mqtt.port) too, where each would "
                            + "end the other's connections, since a gateway has one client id; remove one"))
            }
            return uplink
        }
    }

    private func uplink(_ value: YAMLValue, _ names: inout [String: YAMLValue]) -> Configuration.Uplink? {
        guard let map = value.mapping("name", "mqtt", "accept", "replies", "personal", "from", "publish")
        else { return nil }
        let name = name(map, &names)
        let broker = map.required("mqtt").flatMap(broker)
        let accept = map["accept"].map(accepted) ?? .usual
        let replies = (map["replies"].map(\.sequence) ?? [])?.compactMap(topic) ?? []
        let personal = map["personal"].map(\.bool) ?? false
        let from = map["from"].map(from)
        let published = map["publish"].map(publishing)
        publishedByUplinks += published?.named ?? []
        guard let (broker, places) = broker else { return nil }
        return .init(
            name: name ?? "", mqtt: broker, accept: accept, personal: personal ?? false, replies: replies,
            from: from ?? nil,
            publish: published?.publish ?? Publishing(), places: places)
    }

    /// An uplink that is a platform of HJ 212. It takes no records, and what it is sent is named by `factors:`.
    private func platform(_ value: YAMLValue, _ names: inout [String: YAMLValue]) {
        guard let map = value.mapping("name", "hj212", "from") else { return }
        let name = name(map, &names)
        let from = map["from"].map(from)
        if let inner = map.required("hj212") { platform(inner, name: name ?? "", from: from ?? nil) }
    }

    /// Reads the name of an uplink, which no other one has.
    private func name(_ map: YAMLMapping, _ names: inout [String: YAMLValue]) -> String? {
        let name = map.required("name")?.parse(
            Text(zh: "名称，1 到 32 个字符，只用 a-z、0-9 和 -", en: "a name of 1 to 32 characters of a-z, 0-9 and -"),
            Self.uplinkName)
        if let name, let place = map["name"], let other = names.updateValue(place, forKey: name) {
            names[name] = other
            place.error(
                Text(
                    zh: "\(name) 已经是第 \(other.line) 行上报通道的名称；每条名称不同",
                    en: "\(name) is already the name of the uplink of line \(other.line); every uplink has its own"))
        }
        return name
    }

    private static func uplinkName(_ text: String) -> String? {
        1...32 ~= text.count && text.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".contains($0) } ? text : nil
    }

    private func from(_ value: YAMLValue) -> Configuration.Uplink.From? {
        value.parse(Text(zh: "beginning，或日期，如 2026-11-01", en: "beginning, or a day such as 2026-11-01")) { text in
            text == "beginning" ? .beginning : Day(text).map { .day($0) }
        }
    }

    private func accepted(_ value: YAMLValue) -> AcceptedKinds {
        let words = (value.sequence ?? []).compactMap { element -> String? in
            guard let word = element.string else { return nil }
            guard let mistake = AcceptedKinds.mistake(word) else { return word }
            element.error(mistake)
            return nil
        }
        return AcceptedKinds(Set(words))
    }

    /// Reads the beginning of topics.
    func topic(_ value: YAMLValue) -> String? {
        value.parse(
            Text(
                zh: "主题，没有 +、#、空格，首尾没有 /，不以 $ 开头，如 mashang/2",
                en: "a topic without +, #, spaces, / at its ends and $ at its start, such as mashang/2")
        ) { topic in
            let isTopic = topic.unicodeScalars.allSatisfy {
                !"+# ".unicodeScalars.contains($0) && $0.properties.generalCategory != .control
            }
            let isWhole = !topic.isEmpty && !topic.hasPrefix("/") && !topic.hasSuffix("/") && !topic.hasPrefix("$")
            return isTopic && isWhole ? topic : nil
        }
    }

    /// Reports the form that `uplinks:` replaced, with what to write instead.
    func noMQTT(_ value: YAMLValue) {
        let entries = value.isMapping ? value.entries ?? [] : []
        let isBeside = { (entry: (key: YAMLValue, value: YAMLValue)) in
            ["accept", "personal"].contains(entry.key.flow)
        }
        let broker = entries.filter { !isBeside($0) }.map { "\($0.key.flow): \($0.value.flow)" }
        let beside = entries.filter(isBeside).map { ", \($0.key.flow): \($0.value.flow)" }
        let inner = value.isMapping ? "{" + broker.joined(separator: ", ") + "}" : "{url: \"mqtts://broker.example\"}"
        value.error(
            Text(
                zh: "服务器现在写在 uplinks: 下；请写 uplinks: [{name: broker, mqtt: \(inner)\(beside.joined())}]",
                en:
                    "a broker stands under uplinks: now; write uplinks: [{name: broker, mqtt: \(inner)\(beside.joined())}]"
            ))
    }
}

/// The properties by which two uplinks would be the same client of one broker.
private struct BrokerIdentity: Hashable {
    var host: String
    var port: UInt16

    init(_ broker: Configuration.Broker) {
        (host, port) = (broker.host.lowercased(), broker.port)
    }
}
