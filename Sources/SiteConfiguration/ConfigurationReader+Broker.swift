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
        let url = map.required("url")?.parse("an address such as mqtts://broker.example:8883", BrokerURL.init)
        let prefix = map["topicPrefix"].map(topic) ?? "mashang/2"
        let version = map["version"].map { $0.parse("5 or 3.1.1", Configuration.Broker.Version.init) }
        let format = map["format"].map { $0.choice(Configuration.Broker.Format.self) } ?? .columns
        guard let url, let prefix, let format, version != .some(nil) else { return nil }
        let broker = Configuration.Broker(
            host: url.host, port: url.port, security: security(map, of: value, url: url),
            username: map["username"]?.string, passwordFile: map["passwordFile"]?.string, version: version ?? nil,
            topicPrefix: prefix, format: format, homeAssistant: homeAssistant(map, outside: prefix))
        return (broker, places(map, value))
    }

    /// Returns the prefix of the topics by which Home Assistant finds channels; nil where it is not to.
    private func homeAssistant(_ map: YAMLMapping, outside own: String) -> String? {
        let isWanted = map["homeAssistant"].map { $0.bool ?? true } ?? false
        let prefix = map["homeAssistantPrefix"].map(topic) ?? "homeassistant"
        if let place = map["homeAssistantPrefix"], !isWanted {
            place.error("homeAssistantPrefix is of use with homeAssistant: true only; add that, or remove this")
        }
        if let place = map["homeAssistantPrefix"], let prefix, (prefix + "/").hasPrefix(own + "/") {
            place.error(
                "'\(prefix)' is among the gateway's own topics, \(own); write another one, such as homeassistant")
        }
        return isWanted ? prefix : nil
    }

    private func places(_ map: YAMLMapping, _ value: YAMLValue) -> Configuration.BrokerPlaces {
        .init(
            broker: value.place, passwordFile: map["passwordFile"]?.place,
            authority: map["certificateAuthority"]?.place, certificate: map["clientCertificate"]?.place,
            key: map["clientKey"]?.place)
    }

    private func security(_ map: YAMLMapping, of value: YAMLValue, url: BrokerURL) -> Configuration.Security? {
        let certificate = map["clientCertificate"]?.string
        let key = map["clientKey"]?.string
        if !url.secure, let setting = map["clientCertificate"] ?? map["clientKey"] ?? map["certificateAuthority"] {
            setting.error("certificates are of no use with mqtt://; write mqtts:// in url")
        }
        if (certificate == nil) != (key == nil) {
            value.error("clientCertificate and clientKey belong together; name both or neither")
        }
        guard url.secure else { return nil }
        let authority = map["certificateAuthority"]?.string ?? "/etc/ssl/certs/ca-certificates.crt"
        return .init(authority: authority, certificate: certificate, key: key)
    }
}

/// `mqtt://host:1883` or `mqtts://host:8883`; the port may be omitted.
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
