import Facilities
import Foundation
import StrictYAML

extension ConfigurationReader {
    typealias PlacedBroker = (broker: Configuration.Broker, places: Configuration.BrokerPlaces)

    func broker(_ value: YAMLValue) -> PlacedBroker? {
        guard
            let map = value.mapping(
                "url", "certificateAuthority", "clientCertificate", "clientKey", "username", "passwordFile", "version",
                "topicPrefix", "format", "homeAssistant", "homeAssistantPrefix"
            )
        else { return nil }
        let url = map.required("url")?.parse(
            Text(zh: "地址，如 mqtts://broker.example:8883", en: "an address such as mqtts://broker.example:8883"),
            BrokerURL.init)
        let prefix = map["topicPrefix"].map(topic) ?? "mashang/2"
        let version = map["version"].map {
            $0.parse(Text(zh: "5 或 3.1.1", en: "5 or 3.1.1"), Configuration.Broker.Version.init)
        }
        let format = map["format"].map { $0.choice(Configuration.Broker.Format.self) } ?? .columns
        let broker = Configuration.Broker(
            host: url?.host ?? "", port: url?.port ?? 0, security: security(map, of: value, url: url),
            username: map["username"]?.string, passwordFile: map["passwordFile"]?.string,
            version: version ?? nil,
            topicPrefix: prefix ?? "", format: format ?? .columns,
            homeAssistant: homeAssistant(map, outside: prefix ?? ""))
        return (broker, places(map, value))
    }

    /// Returns the prefix of the topics by which Home Assistant discovers channels; nil if it should not.
    private func homeAssistant(_ map: YAMLMapping, outside own: String) -> String? {
        let isWanted = map["homeAssistant"].map { $0.bool ?? true } ?? false
        let prefix = map["homeAssistantPrefix"].map(topic) ?? "homeassistant"
        if let place = map["homeAssistantPrefix"], !isWanted {
            place.error(
                Text(
                    zh: "homeAssistantPrefix 只在 homeAssistant: true 时有用；加上那个，或删去这个",
                    en: "homeAssistantPrefix is of use with homeAssistant: true only; add that, or remove this"))
        }
        if let place = map["homeAssistantPrefix"], let prefix, !own.isEmpty, (prefix + "/").hasPrefix(own + "/") {
            place.error(
                Text(
                    zh: "“\(prefix)”在网关自己的主题 \(own) 之内；请写别的，如 homeassistant",
                    en:
                        "'\(prefix)' is among the gateway's own topics, \(own); write another one, such as homeassistant"
                ))
        }
        return isWanted ? prefix : nil
    }

    private func places(_ map: YAMLMapping, _ value: YAMLValue) -> Configuration.BrokerPlaces {
        .init(
            broker: value.place, passwordFile: map["passwordFile"]?.place,
            authority: map["certificateAuthority"]?.place, certificate: map["clientCertificate"]?.place,
            key: map["clientKey"]?.place)
    }

    private func security(
        _ map: YAMLMapping, of value: YAMLValue, url: BrokerURL?
    ) -> Configuration.Security? {
        let certificate = map["clientCertificate"]?.string
        let key = map["clientKey"]?.string
        if let url, !url.secure,
            let setting = map["clientCertificate"] ?? map["clientKey"] ?? map["certificateAuthority"]
        {
            setting.error(
                Text(
                    zh: "mqtt:// 用不上证书；url 请写 mqtts://",
                    en: "certificates are of no use with mqtt://; write mqtts:// in url"))
        }
        if (certificate == nil) != (key == nil) {
            value.error(
                Text(
                    zh: "clientCertificate 和 clientKey 要成对：两个都写，或都不写",
                    en: "clientCertificate and clientKey belong together; name both or neither"))
        }
        // If the scheme cannot be read, the named files are checked nevertheless.
        let names = ["certificateAuthority", "clientCertificate", "clientKey"].contains { map[$0] != nil }
        guard url?.secure ?? names else { return nil }
        let authority = map["certificateAuthority"]?.string ?? "/etc/ssl/certs/ca-certificates.crt"
        return .init(authority: authority, certificate: certificate, key: key)
    }
}

/// The address of a broker: `mqtt://host:1883` or `mqtts://host:8883`; the port may be omitted.
private struct BrokerURL {
    var host: String
    var port: UInt16
    var secure: Bool

    init?(_ text: String) {
        guard let separator = text.range(of: "://") else { return nil }
        let scheme = text[..<separator.lowerBound]
        guard scheme == "mqtt" || scheme == "mqtts" else { return nil }
        secure = scheme == "mqtts"
        let rest = String(text[separator.upperBound...])
        guard let target = HostAndPort(rest) ?? HostAndPort("\(rest):\(secure ? 8883 : 1883)") else { return nil }
        guard !target.host.isEmpty, !target.host.contains("/") else { return nil }
        (host, port) = (target.host, target.port)
    }
}
