import Facilities
import Rules
import StrictYAML

extension ConfigurationReader {
    func installations(_ value: YAMLValue) -> [Configuration.Installation] {
        var codes: Set<Facility.Code> = []
        defer { checkAround(codes) }
        return (value.sequence ?? []).compactMap { value in
            guard let installation = installation(value) else { return nil }
            guard codes.insert(installation.facility.code).inserted else {
                value.error(
                    "the code \(installation.facility.code) is already another facility's; every facility has its own")
                return nil
            }
            return installation
        }
    }

    func installation(_ value: YAMLValue) -> Configuration.Installation? {
        guard
            let map = value.mapping(
                "code", "kind", "name", "carbon", "fume", "machinery", "complaint", "limits", "rules", "combine",
                "devices", "notMonitored", "supervision", "publish", "group"
            )
        else { return nil }
        let code = map.required("code")?.parse("a code of 4 to 32 characters of 0-9, A-Z and -", Facility.Code.init)
        let kind = map.required("kind")?.choice(Facility.Kind.self)
        let name = map.required("name")?.string
        let group = map["group"].map { $0.parse("a group of 1 to 64 characters, such as 三楼美食广场", Self.heading) } ?? ""
        let devices = map["devices"].map(devices) ?? []
        let combine = map["combine"].map(combinations) ?? [:]
        if let code, let place = map["code"]?.place { labelPlaces.codes.append((code, place)) }
        guard let kind else { return nil }
        let settings = settings(of: kind, map, at: value)
        guard let code, let name, let group, let settings else { return nil }
        var facility = Facility(code: code, name: name, settings: settings, utcOffset: utcOffset)
        facility.bureau = bureau.figures(for: kind)
        facility.limits = map["limits"].map { limits($0, of: facility) } ?? [:]
        facility.thresholds = map["rules"].map(thresholds) ?? []
        (facility.channels, facility.combine) = (devices.flatMap(\.device.channels), combine)
        checkCombinations(of: facility, at: map["devices"] ?? value)
        facility.supervision = map["supervision"].map { $0.choice(Supervision.self) ?? .sensors } ?? .sensors
        facility.notMonitored = map["notMonitored"].map { notMonitored($0, of: facility) } ?? [:]
        if let rules = map["rules"] { checkQuantities(of: facility, rules) }
        checkNeeds(of: facility, devices, OwnLimits(limits: map["limits"], rules: map["rules"]))
        if kind == .complaintPoint, let devices = map["devices"] {
            devices.error("a complaint-point has no devices: complaints come by MQTT and by the page")
        }
        let published = map["publish"].map(publishing)
        check(published?.named ?? [], of: devices.map(\.device))
        return .init(
            facility: facility, devices: devices.map(\.device), publish: published?.publish ?? Publishing(),
            group: group)
    }

    /// `notMonitored: {carbon.bypass: 旁路已焊死}`
    private func notMonitored(_ value: YAMLValue, of facility: Facility) -> [String: String] {
        let known = FacilityRules(for: facility).rules.filter { !$0.needs.isEmpty }.map(\.name)
        var reasons: [String: String] = [:]
        for (key, value) in value.entries ?? [] {
            let rule = key.parse("a rule that looks at readings, one of \(known.joined(separator: ", "))") { name in
                known.first { $0 == name }
            }
            let reason = value.parse("the reason in words, such as 旁路已焊死") { text in
                text.allSatisfy(\.isWhitespace) ? nil : text
            }
            if let rule, let reason { reasons[rule] = reason }
        }
        return reasons
    }
}
