import DeviceProfiles
import Facilities
import StrictYAML

/// What a bus asks of every device on it, over what their profiles say.
struct BusTiming {
    var gap: Duration?
    var timeout: Duration?
    /// On a serial line 1 to 247: 0 is a broadcast, which nobody answers, and 248 to 255 are reserved. Over Modbus TCP all.
    var units: ClosedRange<UInt8> = 1...247

    /// The longer of both: neither the line nor the device can do with less.
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
            guard
                let name = key.parse(
                    "a bus's name of letters, digits and -",
                    { name in
                        name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? name : nil
                    })
            else { continue }
            // Also one that is wrong is there: its devices have no second mistake.
            buses.insert(name)
            guard let site = bus(value, name) else { continue }
            if let other = names.updateValue(name, forKey: site.endpoint.place) {
                value.error(
                    "\(site.endpoint.place) is already the bus \(other); what shares a line or a connection shares a bus: "
                        + "put the devices of both on one")
            }
            (sites[name], busPlaces[name]) = (site, value.place)
        }
        return sites
    }

    private func bus(_ value: YAMLValue, _ name: String) -> SiteBus? {
        guard
            let map = value.mapping(
                "rtu", "tcp", "rtuOverTcp", "gap", "timeout", "transactionId", "unitInAnswer", "connectDelay",
                "closeAfter", "frameGap")
        else { return nil }
        timings[name] = BusTiming(
            gap: map["gap"]?.parse("a silence before each request of up to 10s, such as 20ms") {
                Duration($0).flatMap { $0 <= .seconds(10) ? $0 : nil }
            },
            timeout: map["timeout"]?.parse("a time from 10ms to 30s that an answer may take, such as 1s") {
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
            value.error("a bus has one of rtu: {device: …}, tcp: {host: …} and rtuOverTcp: {host: …, port: …, baud: …}")
            return nil
        }
    }

    private func tcpEndpoint(_ value: YAMLValue) -> BusEndpoint? {
        guard let map = value.mapping("host", "port") else { return nil }
        let port = map["port"].map(port) ?? 502
        guard let host = host(map), let port else { return nil }
        return .tcp(host: host, port: port)
    }

    /// The baud rate is that of the line behind the server, for its silences: it cannot be set from here.
    private func serialServer(_ value: YAMLValue) -> BusEndpoint? {
        guard let map = value.mapping("host", "port", "baud", "parity", "stopBits") else { return nil }
        let (host, port) = (host(map), map.required("port").flatMap(port))
        guard let line = line(map, device: ""), let host, let port else { return nil }
        return .rtuOverTCP(host: host, port: port, line)
    }

    private func serialLine(_ value: YAMLValue) -> BusLine? {
        guard let map = value.mapping("device", "baud", "parity", "stopBits") else { return nil }
        let device = map.required("device")?.parse("a device such as /dev/ttyS1") { $0.hasPrefix("/") ? $0 : nil }
        return line(map, device: device)
    }

    private func line(_ map: YAMLMapping, device: String?) -> BusLine? {
        let rates = BusLine.bauds
        let baud = map["baud"].map { value in
            value.parse("a baud rate, one of " + rates.map(String.init).joined(separator: ", ")) { text in
                Int(text).flatMap { rates.contains($0) ? $0 : nil }
            }
        }
        let parity = map["parity"].map { value in
            value.parse("one of none, even, odd") { BusLine.Parity(rawValue: $0) }
        }
        let stopBits = map["stopBits"].map { $0.parse("1 or 2") { ["1": 1, "2": 2][$0] } }
        guard let device, let baud = baud ?? 9600, let parity = parity ?? BusLine.Parity.none,
            let stopBits = stopBits ?? 1
        else { return nil }
        return BusLine(device: device, baud: baud, parity: parity, stopBits: stopBits)
    }

    private func host(_ map: YAMLMapping) -> String? {
        map.required("host")?.parse("a host name or an IPv4 or IPv6 address") { text in
            text.isEmpty || text.contains { $0.isWhitespace || "[]/".contains($0) } ? nil : text
        }
    }

    private func port(_ value: YAMLValue) -> UInt16? {
        value.parse("a port from 1 to 65535") { UInt16($0).flatMap { $0 == 0 ? nil : $0 } }
    }
}
