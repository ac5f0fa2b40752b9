import DeviceProfiles
import Facilities
import Rules
import StrictYAML

extension ConfigurationReader {
    func installations(_ value: YAMLValue) -> [Configuration.Installation] {
        var codes: Set<Facility.Code> = []
        var units: [String: YAMLValue] = [:]
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

    private func installation(_ value: YAMLValue, units: inout [String: YAMLValue]) -> Configuration.Installation? {
        guard
            let map = value.mapping("code", "kind", "name", "carbon", "fume", "machinery", "limits", "devices")
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
        if kind == .complaintPoint, let devices = map["devices"] {
            devices.error("a complaint-point has no devices: complaints come by MQTT and by the page")
        }
        return .init(facility: facility, devices: devices)
    }

    private func settings(of kind: Facility.Kind, _ map: YAMLMapping, at value: YAMLValue) -> Facility.Settings? {
        let sections: [(key: String, kind: Facility.Kind)] = [
            ("carbon", .activatedCarbon), ("fume", .fumePurifier), ("machinery", .nonroadMachinery),
        ]
        for section in sections where section.kind != kind {
            map[section.key]?.error(
                "\(section.key) belongs to facilities of the kind \(section.kind.rawValue), not \(kind.rawValue)")
        }
        switch kind {
        case .activatedCarbon: return map.required("carbon").flatMap(carbon).map(Facility.Settings.activatedCarbon)
        case .fumePurifier: return map.required("fume").flatMap(fume).map(Facility.Settings.fumePurifier)
        case .nonroadMachinery:
            return map.required("machinery").flatMap(machinery).map(Facility.Settings.nonroadMachinery)
        case .dustSite: return .dustSite
        case .complaintPoint: return .complaintPoint
        }
    }

    private func carbon(_ value: YAMLValue) -> CarbonSettings? {
        guard
            let map = value.mapping(
                "form", "mass", "face", "dynamicAdsorption", "proof", "removedConcentration", "airVolume", "dailyHours",
                "designCycle", "installed"
            ), let form = map.required("form")?.choice(CarbonSettings.Form.self)
        else { return nil }
        var settings = CarbonSettings(form: form)
        settings.mass = map["mass"]?.measure(in: .kilogram)
        settings.face = map["face"]?.measure(in: .squareMetre)
        settings.dynamicAdsorption =
            map["dynamicAdsorption"]?.parse("a share above 0 and up to 1, such as 0.10") {
                Double($0).flatMap { 0 < $0 && $0 <= 1 ? $0 : nil }
            } ?? 0.10
        settings.proof = map["proof"]?.string
        settings.removedConcentration = map["removedConcentration"]?.measure(in: .milligramPerCubicMetre)
        settings.airVolume = map["airVolume"]?.measure(in: .cubicMetrePerHour)
        settings.dailyHours = map["dailyHours"]?.parse("hours a day, above 0 h and up to 24 h, such as 8 h") {
            Measure($0)?.value(in: .hour).flatMap { 0 < $0 && $0 <= 24 ? $0 : nil }
        }
        settings.designCycle = map["designCycle"]?.parse("a number of days such as 60d") {
            Duration($0).flatMap { 1...3650 ~= Int($0.inDays) ? Int($0.inDays) : nil }
        }
        settings.installed = map["installed"]?.day()
        return settings
    }

    private func fume(_ value: YAMLValue) -> FumeSettings? {
        guard let map = value.mapping("stoves", "lastCleaned"),
            let stoves = map.required("stoves")?.parse(
                "the number of reference stoves, 1 or more",
                { text in
                    Double(text).flatMap { 1...1000 ~= $0 ? $0 : nil }
                })
        else { return nil }
        return FumeSettings(stoves: stoves, lastCleaned: map["lastCleaned"]?.day())
    }

    private func machinery(_ value: YAMLValue) -> MachinerySettings? {
        guard let map = value.mapping("class", "power", "lastTest") else { return nil }
        let limitClass = map.required("class")?.choice(MachinerySettings.LimitClass.self)
        let power = map.required("power")?.measure(in: .kilowatt)
        guard let limitClass, let power else { return nil }
        return MachinerySettings(limitClass: limitClass, power: power, lastTest: map["lastTest"]?.day())
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
        guard let map = value.mapping("profile", "bus", "unit", "as") else { return nil }
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
        if let other = units.updateValue(value, forKey: "\(bus)/\(unit)") {
            value.error(
                "unit \(unit) on \(bus) is already the device of line \(other.line); on one bus every unit is there once"
            )
        }
        return .init(id: DeviceID(profile: profile.id, bus: bus, unit: unit), profile: profile, bus: bus, unit: unit)
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
