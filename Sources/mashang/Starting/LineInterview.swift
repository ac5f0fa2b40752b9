import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Modbus
import SiteConfiguration

/// Asks for the lines of a site, and scans them. If the command's options name lines, no question is asked.
struct LineInterview {
    let command: Init
    let dialogue: Dialogue
    let known: [String: DeviceProfile]

    /// Returns the lines that the options name, or else those that the person names, each with every setting to try.
    func targets() throws -> [ScanTarget] {
        var (lines, addresses) = (command.line, command.tcp)
        if lines.isEmpty, addresses.isEmpty {
            for place in try places() {
                if place.hasPrefix("/") { lines.append(place) } else { addresses.append(place) }
            }
            if !lines.isEmpty { try checkOnLine(command.units, "--units") }
        }
        let link = try command.link.settings()
        if let (one, other) = Self.twoNames(lines + addresses) { throw ValidationError(.twoNames(one, other)) }
        let serial = lines.enumerated().flatMap { index, line in
            ScanTarget.serial(line, command.bauds, command.parities, link, bus: "line-\(index + 1)")
        }
        return try serial + addresses.enumerated().map { try ScanTarget(tcp: $1, link, bus: "tcp-\($0 + 1)") }
    }

    /// Returns two names of the same line, which are compared as `check` compares them; nil if all lines differ.
    private static func twoNames(_ places: [String]) -> (String, String)? {
        var seen: [(place: String, identities: Set<EndpointIdentity>)] = []
        for place in places {
            let endpoint: BusEndpoint
            if place.hasPrefix("/") {
                endpoint = .rtu(BusLine(device: place))
            } else if let (host, port) = try? address(place) {
                endpoint = .tcp(host: host, port: port)
            } else {
                continue
            }
            let identities = ModbusEndpoint(endpoint).identities(resolvesNames: true)
            if let other = seen.first(where: { $0.place == place || !$0.identities.isDisjoint(with: identities) }) {
                return (other.place, place)
            }
            seen.append((place, identities))
        }
        return nil
    }

    private func places() throws -> [String] {
        let ports = SerialPorts.all()
        if !ports.isEmpty {
            let list = ports.joined(separator: " ")
            say(Text(zh: "本机的串口：\(list)", en: "serial ports of this machine: \(list)"))
        }
        return try dialogue.ask(
            Text(
                zh: "设备接在哪里：串口或 主机:端口，几个用空格隔开",
                en: "where the devices are: serial ports or HOST:PORT, with spaces between"),
            usual: ports.isEmpty ? nil : ports.joined(separator: " ")
        ) { text in
            let places = text.split(separator: " ").map(String.init)
            guard !places.isEmpty, places.count <= 32, Set(places).count == places.count,
                places.allSatisfy({ $0.hasPrefix("/") || (try? address($0)) != nil })
            else {
                return .failure(
                    .init(
                        Text(
                            zh: "请写如 /dev/ttyS1 192.168.1.10:502，各不相同，最多 32 个",
                            en: "write such as /dev/ttyS1 192.168.1.10:502, each once, 32 at most")))
            }
            if let (one, other) = Self.twoNames(places) { return .failure(.init(.twoNames(one, other))) }
            return .success(places)
        }
    }

    /// Returns the units of each bus. If a line answers with several settings, the setting with the most units is
    /// chosen.
    func scanned(_ targets: [ScanTarget], into draft: inout SiteDraft) async throws -> [SiteDraft.Device] {
        let search = UnitSearch(
            units: command.units, timeout: .milliseconds(command.timeout),
            profiles: known.values.sorted { $0.id < $1.id }, progress: ScanProgress())
        let scan = SiteScan(search: search, gateway: gatewayJournal(command.config), diagnosis: nil)
        let settings = try command.link.busSettings()
        let report = try await scan.look(at: targets) { unit, words in say(words.text(unit)) }
        var best: [String: (endpoint: BusEndpoint, units: [FoundUnit])] = [:]
        for (target, line) in zip(targets, report.lines) {
            let units = line.units.filter { $0.state != .garbled }
            if units.count > best[target.bus]?.units.count ?? -1 {
                best[target.bus] = (target.scanned(as: line), units)
            }
        }
        var devices: [SiteDraft.Device] = []
        for name in targets.map(\.bus) where !draft.buses.contains(where: { $0.name == name }) {
            guard let (endpoint, units) = best[name] else { continue }
            draft.buses.append(.init(name: name, endpoint: endpoint, settings: settings))
            devices += units.sorted { $0.unit < $1.unit }.map { unit in
                let sure = unit.isSettled && (unit.certainty == .certain || unit.certainty == .likely)
                let ids = unit.profiles.map(\.profile)
                return .init(bus: name, unit: unit.unit, profiles: ids, profile: sure ? ids.first : nil)
            }
        }
        if devices.isEmpty {
            complain(
                Text(
                    zh: "没有找到设备：用 mashang scan --diagnose 看线上有什么；总线仍会写进配置",
                    en:
                        "no device was found: mashang scan --diagnose shows what is on the line; the buses are written all the same"
                ))
        }
        return devices
    }
}

extension Text {
    fileprivate static func twoNames(_ one: String, _ other: String) -> Text {
        Text(
            zh: "\(other) 和 \(one) 是同一条线路：只写一个", en: "\(other) is the same line as \(one): name it once")
    }
}
