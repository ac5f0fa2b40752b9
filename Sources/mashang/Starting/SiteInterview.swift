import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Modbus
import SiteConfiguration

/// Asks for a site, from its lines to its facilities. What the command's options say is not asked.
struct SiteInterview {
    let command: Init
    let dialogue: Dialogue
    let known: [String: DeviceProfile]

    func draft() async throws -> SiteDraft {
        var draft = SiteDraft(
            gateway: try gateway(), journal: command.journal, listen: command.listen ?? "127.0.0.1:8080",
            language: Speech.language)
        let models = try deviceOptions()
        let targets = try targets()
        let devices = try devices(await scanned(targets, into: &draft), models)
        if command.yes {
            try take(devices, into: &draft)
        } else {
            try FacilityInterview(dialogue: dialogue, known: known, prefix: command.prefix, folders: command.profiles)
                .place(devices, in: &draft)
        }
        draft.publicURL = try publicURL()
        if draft.publicURL != nil, command.listen == nil { draft.listen = "0.0.0.0:8080" }
        return draft
    }

    // MARK: The gateway and its page

    private static func id(_ text: String) -> Result<String, Dialogue.Wrong> {
        let isID = 1...32 ~= text.count && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let wrong = Text(zh: "编号为 1 至 32 个字母、数字和“-”", en: "an id has 1 to 32 letters, digits and -")
        return isID ? .success(text) : .failure(.init(wrong))
    }

    private func gateway() throws -> String {
        guard let id = command.gateway else {
            return try dialogue.ask(
                Text(zh: "网关编号，每台不同，如 NJ-QH-0001", en: "the gateway's id, unlike every other one's: NJ-QH-0001"),
                Self.id)
        }
        return try option("--gateway", Self.id(id))
    }

    private static func url(_ text: String) -> Result<String?, Dialogue.Wrong> {
        guard !text.isEmpty else { return .success(nil) }
        let isURL =
            (text.hasPrefix("http://") || text.hasPrefix("https://")) && text.utf8.count > 8
            && text.utf8.allSatisfy { 0x20 < $0 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        let wrong = Text(
            zh: "请写 http://… 或 https://…，不写就只在本机", en: "write http://… or https://…, or nothing for this machine only")
        guard isURL else { return .failure(.init(wrong)) }
        let root = text.hasSuffix("/") ? String(text.dropLast()) : text
        return .success(text.contains("{code}") ? text : root + "/q/{code}")
    }

    private func publicURL() throws -> String? {
        if let url = command.publicURL { return try option("--public-url", Self.url(url)) }
        guard !command.yes else { return nil }
        return try dialogue.ask(
            Text(
                zh: "手机打开的地址，如 http://192.168.1.20:8080（不写就只在本机）",
                en: "the address that phones open, such as http://192.168.1.20:8080 (nothing: this machine only)"),
            usual: "", Self.url)
    }

    private func option<Value>(_ name: String, _ result: Result<Value, Dialogue.Wrong>) throws -> Value {
        switch result {
        case .success(let value): return value
        case .failure(let wrong): throw ValidationError("\(name): \(wrong.text.spoken)")
        }
    }

    // MARK: The lines

    private func targets() throws -> [ScanTarget] {
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

    /// Two of some places that are one line, as `check` compares them.
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

    /// The units of each bus: of a line that answers under several settings, those of the setting with the most.
    private func scanned(_ targets: [ScanTarget], into draft: inout SiteDraft) async throws -> [SiteDraft.Device] {
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

    // MARK: What the options say of devices and facilities

    /// What `--device` says: the device by name, and its profile.
    private func deviceOptions() throws -> [(id: String, profile: String)] {
        try command.device.map { option in
            let sides = option.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else {
                throw ValidationError(
                    Text(
                        zh: "--device \(option)：请写成 line-1/3=档案名称",
                        en: "--device \(option): write line-1/3=PROFILE, with the name of a profile"))
            }
            guard known[sides[1]] != nil else {
                throw ValidationError(
                    Text(
                        zh: "--device \(option)：没有名为 \(sides[1]) 的档案",
                        en: "--device \(option): there is no profile of the name \(sides[1])"))
            }
            return (sides[0], sides[1])
        }
    }

    private func devices(
        _ found: [SiteDraft.Device], _ models: [(id: String, profile: String)]
    ) throws -> [SiteDraft.Device] {
        var devices = found
        for (id, profile) in models {
            guard let index = devices.firstIndex(where: { $0.id == id }) else {
                throw ValidationError(noDevice(id, devices))
            }
            devices[index].profile = profile
        }
        return devices
    }

    private func take(_ devices: [SiteDraft.Device], into draft: inout SiteDraft) throws {
        var taken: Set<String> = []
        for text in command.facility {
            let option = try FacilityOption(text)
            var facility = option.facility
            if facility.code.isEmpty { facility.code = try draft.newCode(of: facility.kind, command.prefix) }
            for (id, meanings) in option.devices {
                guard var device = devices.first(where: { $0.id == id }) else {
                    throw ValidationError(noDevice(id, devices))
                }
                guard device.profile != nil else {
                    let wrong = Text(
                        zh: "\(id) 的型号不确定：用 --device \(id)=档案 说明",
                        en: "of \(id) the model is not sure: say --device \(id)=PROFILE")
                    throw ValidationError(wrong.spoken)
                }
                device.meanings = meanings
                facility.devices.append(device)
                taken.insert(id)
            }
            draft.facilities.append(facility)
        }
        draft.others = devices.filter { !taken.contains($0.id) }
    }

    private func noDevice(_ id: String, _ devices: [SiteDraft.Device]) -> String {
        let all = devices.map(\.id).joined(separator: ", ")
        return Text(zh: "没有找到设备 \(id)；有：\(all)", en: "no device \(id) was found; there are: \(all)").spoken
    }
}

extension Text {
    fileprivate static func twoNames(_ one: String, _ other: String) -> Text {
        Text(
            zh: "\(other) 和 \(one) 是同一条线路：只写一个", en: "\(other) is the same line as \(one): name it once")
    }
}

extension SiteDraft {
    /// A code that no facility of the draft has.
    func newCode(of kind: Facilities.Facility.Kind, _ prefix: String) throws -> String {
        let used = Set(facilities.compactMap { Facilities.Facility.Code($0.code) })
        var generator = SystemRandomNumberGenerator()
        let made = NewCodes(prefix: TypedCode(prefix).text, kind: kind)?.make(1, besides: used, using: &generator)
        guard let code = made?.first else { throw ExitCode(1) }
        return code.description
    }
}
