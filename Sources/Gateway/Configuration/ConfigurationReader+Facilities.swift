import DeviceProfiles
import Facilities
import Rules
import StrictYAML

extension ConfigurationReader {
    func installations(_ value: YAMLValue) -> [Configuration.Installation] {
        var codes: Set<Facility.Code> = []
        var units: [String: YAMLValue] = [:]
        defer { checkAround(codes) }
        return (value.sequence ?? []).compactMap { value in
            guard let installation = installation(value, units: &units) else { return nil }
            guard codes.insert(installation.facility.code).inserted else {
                value.error(
                    "the code \(installation.facility.code) is already another facility's; every facility has its own")
                return nil
            }
            return installation
        }
    }

    func installation(_ value: YAMLValue, units: inout [String: YAMLValue]) -> Configuration.Installation? {
        guard
            let map = value.mapping(
                "code", "kind", "name", "carbon", "fume", "machinery", "complaint", "limits", "rules", "devices"
            )
        else { return nil }
        let code = map.required("code")?.parse("a code of 4 to 32 characters of 0-9, A-Z and -", Facility.Code.init)
        let kind = map.required("kind")?.choice(Facility.Kind.self)
        let name = map.required("name")?.string
        let devices = map["devices"]?.sequence?.compactMap { device($0, units: &units) } ?? []
        guard let kind else { return nil }
        let settings = settings(of: kind, map, at: value)
        guard let code, let name, let settings else { return nil }
        var facility = Facility(code: code, name: name, settings: settings, utcOffset: utcOffset)
        facility.limits = map["limits"].map { limits($0, of: facility) } ?? [:]
        facility.thresholds = map["rules"].map(thresholds) ?? []
        if kind == .complaintPoint, let devices = map["devices"] {
            devices.error("a complaint-point has no devices: complaints come by MQTT and by the page")
        }
        return .init(facility: facility, devices: devices)
    }

    private func limits(_ value: YAMLValue, of facility: Facility) -> [String: Measure] {
        let known = FacilityRules(for: facility).rules.flatMap(\.limits)
        var limits: [String: Measure] = [:]
        for (key, value) in value.entries ?? [] {
            guard let name = key.string else { continue }
            guard let limit = known.first(where: { $0.name == name }) else {
                key.error(
                    "no rule of this kind has a limit '\(name)'; there are "
                        + known.map(\.name).sorted().joined(separator: ", "))
                continue
            }
            let example = "a value with a unit such as \(limit.value.plainText) \(limit.unit)"
            limits[name] = value.parse(example) { text in
                Measure(text).flatMap { $0.value(in: limit.unit) == nil ? nil : $0 }
            }
        }
        return limits
    }

    private func device(_ value: YAMLValue, units: inout [String: YAMLValue]) -> Configuration.Device? {
        guard let map = value.mapping("profile", "bus", "unit", "as", "with") else { return nil }
        let profile = map.required("profile").flatMap(profile)
        let bus = map.required("bus")?.parse(
            "a bus of this file; it has " + (buses.isEmpty ? "none" : buses.sorted().joined(separator: ", "))
        ) { buses.contains($0) ? $0 : nil }
        let unit = map["unit"].map { $0.parse("a unit from 0 to 247") { UInt8($0).flatMap { $0 <= 247 ? $0 : nil } } }
        guard var profile, let bus, let unit = unit ?? profile.serial.unit else { return nil }
        let names = (map["as"]?.entries ?? []).compactMap { point, quantity in
            point.string.flatMap { from in quantity.string.map { (from, $0) } }
        }
        do {
            profile = try profile.renamed(Dictionary(names) { first, _ in first })
        } catch {
            map["as"]?.error("\(error)")
        }
        if let settings = map["with"] { set(settings, of: &profile) }
        profile.limits = timings[bus]?.limits(profile.limits) ?? profile.limits
        if let other = units.updateValue(value, forKey: "\(bus)/\(unit)") {
            value.error(
                "unit \(unit) on \(bus) is already the device of line \(other.line); on one bus every unit is there once"
            )
        }
        return .init(id: DeviceID(bus: bus, unit: unit), profile: profile, bus: bus, unit: unit)
    }

    /// What differs from one installation to the next: `with: {ct: 40}`.
    private func set(_ settings: YAMLValue, of profile: inout DeviceProfile) {
        for (key, value) in settings.entries ?? [] {
            guard let name = key.string, let number = value.double else { continue }
            do {
                profile = try profile.setting(name, to: number)
            } catch {
                if case .noSuchParameter = error { key.error("\(error)") } else { value.error("\(error)") }
            }
        }
    }

    private func profile(_ value: YAMLValue) -> DeviceProfile? {
        guard let name = value.string else { return nil }
        guard let path = catalog.path(of: name) else {
            value.error(
                "there is no profile '\(name)' in \(catalog.folders.joined(separator: ", ")); there are "
                    + catalog.names.joined(separator: ", "))
            return nil
        }
        do {
            return try ProfileCatalog.profile(at: path)
        } catch {
            profileErrors += error.errors.filter { !profileErrors.contains($0) }
            return nil
        }
    }
}
