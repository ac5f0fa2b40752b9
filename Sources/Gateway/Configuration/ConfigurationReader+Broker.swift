import Foundation
import StrictYAML

extension ConfigurationReader {
    func broker(_ value: YAMLValue) -> Configuration.Broker? {
        guard
            let map = value.mapping(
                "url", "certificateAuthority", "clientCertificate", "clientKey", "username", "passwordFile", "version",
                "topicPrefix", "accept", "personal"
            )
        else { return nil }
        let url = map.required("url")?.parse("an address such as mqtts://broker.example:8883", BrokerURL.init)
        let prefix = map["topicPrefix"].map { value in
            value.parse("a topic without +, # and spaces, and without / at its ends, such as mashang/1") { topic in
                topic.isEmpty || topic.hasPrefix("/") || topic.hasSuffix("/") || topic.contains { "+# ".contains($0) }
                    ? nil : topic
            }
        }
        let version5 = map["version"].map { $0.parse("5 or 3.1.1") { ["5": true, "3.1.1": false][$0] } }
        guard let url, let prefix = prefix ?? "mashang/1", let version5 = version5 ?? true else { return nil }
        let security = security(map, of: value, url: url)
        return .init(
            host: url.host, port: url.port, security: security, username: map["username"]?.string,
            passwordFile: map["passwordFile"]?.string, version5: version5, topicPrefix: prefix,
            accept: map["accept"].map(accepted) ?? .usual, personal: map["personal"]?.bool ?? false
        )
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

/// `mqtt://host:1883` or `mqtts://host:8883`; the port may be left out.
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
