import Foundation
import Modbus
import StrictYAML

extension ConfigurationReader {
    func broker(_ value: YAMLValue) -> Configuration.Broker? {
        guard
            let map = value.mapping(
                "url", "certificateAuthority", "clientCertificate", "clientKey", "username", "passwordFile", "version",
                "topicPrefix"
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
            passwordFile: map["passwordFile"]?.string, version5: version5, topicPrefix: prefix
        )
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

    func endpoints(_ value: YAMLValue) -> [String: ModbusEndpoint] {
        var endpoints: [String: ModbusEndpoint] = [:]
        for (key, value) in value.entries ?? [] {
            guard
                let name = key.parse(
                    "a bus's name of letters, digits and -",
                    { name in
                        name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? name : nil
                    })
            else { continue }
            // Also one that is wrong is there: its devices have no second mistake.
            buses.insert(name)
            endpoints[name] = endpoint(value)
        }
        return endpoints
    }

    private func endpoint(_ value: YAMLValue) -> ModbusEndpoint? {
        guard let map = value.mapping("rtu", "tcp") else { return nil }
        switch (map["rtu"], map["tcp"]) {
        case (let rtu?, nil): return serialLine(rtu).map(ModbusEndpoint.rtu)
        case (nil, let tcp?): return tcpEndpoint(tcp)
        default:
            value.error("a bus has either rtu: {device: …} or tcp: {host: …}")
            return nil
        }
    }

    private func tcpEndpoint(_ value: YAMLValue) -> ModbusEndpoint? {
        guard let map = value.mapping("host", "port") else { return nil }
        let host = map.required("host")?.parse("a host name or address") { $0.isEmpty ? nil : $0 }
        let port = map["port"].map { $0.parse("a port from 1 to 65535") { UInt16($0).flatMap { $0 == 0 ? nil : $0 } } }
        guard let host, let port = port ?? 502 else { return nil }
        return .tcp(host: host, port: port)
    }

    private func serialLine(_ value: YAMLValue) -> SerialLine? {
        guard let map = value.mapping("device", "baud", "parity", "stopBits") else { return nil }
        let rates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200]
        let device = map.required("device")?.parse("a device such as /dev/ttyS1") { $0.hasPrefix("/") ? $0 : nil }
        let baud = map["baud"].map { value in
            value.parse("a baud rate, one of " + rates.map(String.init).joined(separator: ", ")) { text in
                Int(text).flatMap { rates.contains($0) ? $0 : nil }
            }
        }
        let parity = map["parity"].map { value in
            value.parse("one of none, even, odd") { SerialLine.Parity(rawValue: $0) }
        }
        let stopBits = map["stopBits"].map { $0.parse("1 or 2") { ["1": 1, "2": 2][$0] } }
        guard let device, let baud = baud ?? 9600, let parity = parity ?? SerialLine.Parity.none,
            let stopBits = stopBits ?? 1
        else { return nil }
        return SerialLine(device: device, baud: baud, parity: parity, stopBits: stopBits)
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
