import Addresses
import DeviceProfiles
import Facilities
import StrictYAML

/// The timing that a bus requires of every device on it, in addition to the profiles.
struct BusTiming {
    var gap: Duration?
    var timeout: Duration?
    /// The valid units: on a serial line 1 to 247, because 0 is a broadcast, which no device answers, and 248 to 255
    /// are reserved; over Modbus TCP all.
    var units: ClosedRange<UInt8> = 1...247

    /// Returns the longer times of both, because neither the line nor the device works with less.
    func limits(_ limits: ReadLimits) -> ReadLimits {
        var limits = limits
        limits.gap = max(limits.gap, gap ?? .zero)
        limits.timeout = max(limits.timeout, timeout ?? .zero)
        return limits
    }
}

extension ConfigurationReader {
    func sites(_ value: YAMLValue) -> [String: SiteBus] {
        var sites: [String: SiteBus] = [:]
        var names: [String: String] = [:]
        for (key, value) in value.entries ?? [] {
            guard let name = busName(key) else { continue }
            // A wrong bus is also known by its name, so that its devices do not report a second mistake.
            buses.insert(name)
            busPlaces[name] = value.place
            guard let site = bus(value, name) else { continue }
            if let other = names.updateValue(name, forKey: site.endpoint.place) {
                value.error(
                    Text(
                        zh: "\(site.endpoint.place) 已经是总线 \(other)；同一线路或同一连接是一条总线：请把设备都放到一条上",
                        en:
                            "\(site.endpoint.place) is already the bus \(other); what shares a line or a connection shares a "
                            + "bus: put the devices of both on one"))
            }
            sites[name] = site
        }
        return sites
    }

    /// Returns the name of a bus. A wrong name is reported, and still returned to stand for the bus.
    private func busName(_ key: YAMLValue) -> String? {
        let expected = Text(zh: "总线名，只用字母、数字和 -", en: "a bus's name of letters, digits and -")
        let name = key.parse(expected) { name in
            name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? name : nil
        }
        return name ?? key.plainText
    }

    private func bus(_ value: YAMLValue, _ name: String) -> SiteBus? {
        guard
            let map = value.mapping(
                "rtu", "tcp", "rtuOverTcp", "gap", "timeout", "transactionId", "unitInAnswer", "connectDelay",
                "closeAfter", "frameGap")
        else { return nil }
        timings[name] = BusTiming(
            gap: map["gap"]?.parse(
                Text(zh: "每次请求前不超过 10s 的静默，如 20ms", en: "a silence before each request of up to 10s, such as 20ms")
            ) {
                Duration($0).flatMap { $0 <= .seconds(10) ? $0 : nil }
            },
            timeout: map["timeout"]?.parse(
                Text(zh: "等应答的时间，10ms 到 30s，如 1s", en: "a time from 10ms to 30s that an answer may take, such as 1s")
            ) {
                Duration($0).flatMap { .milliseconds(10) ... .seconds(30) ~= $0 ? $0 : nil }
            }, units: map["tcp"] == nil ? 1...247 : 0...255
        )
        let settings = settings(map)
        return endpoint(map, of: value).map { SiteBus($0, settings) }
    }

    private func endpoint(_ map: YAMLMapping, of value: YAMLValue) -> BusEndpoint? {
        switch (map["rtu"], map["tcp"], map["rtuOverTcp"]) {
        case (let rtu?, nil, nil): return serialLine(rtu).map(BusEndpoint.rtu)
        case (nil, let tcp?, nil): return tcpEndpoint(tcp)
        case (nil, nil, let server?): return serialServer(server)
        default:
            value.error(
                Text(
                    zh: "一条总线只有 rtu: {device: …}、tcp: {host: …}、rtuOverTcp: {host: …, port: …, baud: …} 之一",
                    en: "a bus has one of rtu: {device: …}, tcp: {host: …} and rtuOverTcp: {host: …, port: …, baud: …}")
            )
            return nil
        }
    }

    private func tcpEndpoint(_ value: YAMLValue) -> BusEndpoint? {
        guard let map = value.mapping("host", "port") else { return nil }
        let port = map["port"].map(port) ?? 502
        guard let host = host(map), let port else { return nil }
        return .tcp(host: host, port: port)
    }

    /// Reads the endpoint of a serial device server. The baud rate is that of the line behind the server, and
    /// determines the silences; the gateway cannot set it.
    private func serialServer(_ value: YAMLValue) -> BusEndpoint? {
        guard let map = value.mapping("host", "port", "baud", "parity", "stopBits") else { return nil }
        let (host, port) = (host(map), map.required("port").flatMap(port))
        guard let line = line(map, device: ""), let host, let port else { return nil }
        return .rtuOverTCP(host: host, port: port, line)
    }

    private func serialLine(_ value: YAMLValue) -> BusLine? {
        guard let map = value.mapping("device", "baud", "parity", "stopBits") else { return nil }
        let device = map.required("device")?.parse(Text(zh: "串口设备的路径，如 /dev/ttyS1", en: "a device such as /dev/ttyS1"))
        { $0.hasPrefix("/") ? $0 : nil }
        return line(map, device: device)
    }

    private func line(_ map: YAMLMapping, device: String?) -> BusLine? {
        let rates = BusLine.bauds
        let baud = map["baud"].map { value in
            value.parse(Self.baudRate(rates)) { text in
                Int(text).flatMap { rates.contains($0) ? $0 : nil }
            }
        }
        let parity = map["parity"].map { value in
            value.choice(BusLine.Parity.self) { [$0.rawValue.prefix(1).uppercased()] + $0.chineseNames }
        }
        let stopBits = map["stopBits"].map { $0.parse(Text(zh: "1 或 2", en: "1 or 2")) { ["1": 1, "2": 2][$0] } }
        guard let device, let baud = baud ?? 9600, let parity = parity ?? BusLine.Parity.none,
            let stopBits = stopBits ?? 1
        else { return nil }
        return BusLine(device: device, baud: baud, parity: parity, stopBits: stopBits)
    }

    private func host(_ map: YAMLMapping) -> String? {
        guard let value = map.required("host") else { return nil }
        if let text = value.plainText, let target = HostAndPort(text), map["port"] == nil || !text.hasPrefix("[") {
            value.error(
                Text(
                    zh: "主机和端口是两个键：host: \(target.host), port: \(target.port)",
                    en: "host and port are two keys: write host: \(target.host), port: \(target.port)"))
            return target.host
        }
        let expected = Text(zh: "主机名，或 IPv4、IPv6 地址", en: "a host name or an IPv4 or IPv6 address")
        return value.parse(expected) { text in
            let isWrong =
                text.isEmpty || text.contains { $0.isWhitespace || "[]/".contains($0) } || Self.isNoAddress(text)
            return isWrong ? nil : text
        }
    }

    /// Returns whether a host consists of numbers like an IPv4 address, but is not one: `192.168.1.300`.
    private static func isNoAddress(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 && parts.allSatisfy { $0.allSatisfy(\.isNumber) } && IPAddress(host) == nil
    }

    private static func baudRate(_ rates: [Int]) -> Text {
        let list = rates.map(String.init)
        return Text(
            zh: "波特率，\(list.joined(separator: "、")) 之一", en: "a baud rate, one of \(list.joined(separator: ", "))")
    }

    private func port(_ value: YAMLValue) -> UInt16? {
        value.parse(Text(zh: "1 到 65535 的端口", en: "a port from 1 to 65535")) {
            UInt16($0).flatMap { $0 == 0 ? nil : $0 }
        }
    }
}
