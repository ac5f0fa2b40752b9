import DeviceProfiles
import Facilities
import StrictYAML

/// What stands in a facility's `devices:`. A unit may stand in several entries, of one facility or of several.
extension ConfigurationReader {
    private static let name = "a name of 1 to 32 letters, digits, -, _, ., / and #, such as p1"

    /// Each with its entry, for what is found out about it later.
    func devices(_ value: YAMLValue) -> [(device: Configuration.Device, entry: YAMLValue)] {
        var names: [DeviceID: YAMLValue] = [:]
        return (value.sequence ?? []).compactMap { entry in device(entry, &names).map { ($0, entry) } }
    }

    private func device(_ value: YAMLValue, _ names: inout [DeviceID: YAMLValue]) -> Configuration.Device? {
        guard let map = value.mapping("name", "place", "profile", "bus", "unit", "only", "as", "with", "role") else {
            return nil
        }
        let profile = map.required("profile").flatMap(profile)
        let bus = map.required("bus")?.parse(
            "a bus of this file; it has " + (buses.isEmpty ? "none" : buses.sorted().joined(separator: ", "))
        ) { buses.contains($0) ? $0 : nil }
        let units = bus.flatMap { timings[$0]?.units } ?? 0...255
        let reason = units.lowerBound > 0 ? ": on a serial line 0 is a broadcast, and those from 248 are reserved" : ""
        let unit = map["unit"].map { unit in
            unit.parse("a unit from \(units.lowerBound) to \(units.upperBound)\(reason)") {
                UInt8($0).flatMap { units.contains($0) ? $0 : nil }
            }
        }
        let place = map["place"].map { $0.parse("a place of 1 to 64 characters, such as 一级箱", Self.heading) } ?? ""
        let role = map["role"].map { $0.choice(Configuration.Device.Role.self) }
        let name = map["name"].map { $0.parse(Self.name, Self.name) }
        let number = unit ?? profile?.serial.unit
        // An entry with another mistake has its name all the same.
        let id =
            name.map { $0.map { DeviceID($0) } } ?? bus.flatMap { bus in number.map { DeviceID(bus: bus, unit: $0) } }
        if let id { check(id, map["name"], of: value, &names) }
        guard let profile, let bus, let number, let id, let place, role != .some(nil) else { return nil }
        let device = Configuration.Device(
            id: id, profile: adapted(profile, map, on: bus), bus: bus, unit: number, place: place,
            isStandby: role == .standby)
        checkSetup(of: device, at: value)
        return device
    }

    private static func name(_ text: String) -> String? {
        let isName = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.isMark || "0123456789-_./#".unicodeScalars.contains(scalar)
        }
        return isName && 1...32 ~= text.count ? text : nil
    }

    /// What the site calls a place or a group of facilities: a line that is not blank.
    static func heading(_ text: String) -> String? {
        let isLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isLine && 1...64 ~= text.count && !text.allSatisfy(\.isWhitespace) ? text : nil
    }

    /// In a facility every entry has its own name.
    private func check(
        _ id: DeviceID, _ name: YAMLValue?, of value: YAMLValue, _ names: inout [DeviceID: YAMLValue]
    ) {
        guard let other = names.updateValue(value, forKey: id) else { return }
        guard let name else {
            return value.error(
                "\(id) is already the device of line \(other.line) of this facility; give each a name:, such as p1")
        }
        name.error(
            "\(id) is already the name of the device of line \(other.line); in a facility every device has its own")
    }

    /// The profile as this entry wants it: with some of its points, under other names, with its own factors, and with the
    /// bus's time.
    private func adapted(_ profile: DeviceProfile, _ map: YAMLMapping, on bus: String) -> DeviceProfile {
        var adapted = map["only"].map { selected($0, of: profile) } ?? profile
        if let names = map["as"] { rename(names, of: &adapted, from: profile) }
        if let settings = map["with"] { set(settings, of: &adapted) }
        adapted.limits = timings[bus]?.limits(adapted.limits) ?? adapted.limits
        return adapted
    }

    private func selected(_ only: YAMLValue, of profile: DeviceProfile) -> DeviceProfile {
        let known = profile.points.map(\.name)
        guard let list = only.sequence else { return profile }
        if list.isEmpty { only.error("name at least one point; the profile has \(known.joined(separator: ", "))") }
        let names = list.compactMap { value in
            value.parse("a point of the profile; it has \(known.joined(separator: ", "))") {
                known.contains($0) ? $0 : nil
            }
        }
        // With a mistake in the list nobody knows what is skipped.
        return names.isEmpty || names.count < list.count ? profile : profile.keeping(only: Set(names))
    }

    private func rename(_ value: YAMLValue, of profile: inout DeviceProfile, from whole: DeviceProfile) {
        var names: [String: String] = [:]
        for (key, quantity) in value.entries ?? [] {
            guard let point = key.string, let quantity = known(quantity, whole) else { continue }
            let isSkipped = !profile.points.contains { $0.name == point } && whole.points.contains { $0.name == point }
            if isSkipped {
                key.error("only: does not have \(point); add it there, or remove it here")
            } else {
                names[point] = quantity
            }
        }
        do {
            profile = try profile.renamed(names)
        } catch {
            value.error("\(error)")
        }
    }

    /// A quantity that the rules know, or one of the profile's own.
    private func known(_ value: YAMLValue, _ profile: DeviceProfile) -> String? {
        guard let name = value.string else { return nil }
        let isOwn = profile.points.contains { $0.name == name }
        guard Quantity(rawValue: name).unit == nil, !isOwn else { return name }
        let known = Quantity.all.map(\.rawValue)
        let remedy = YAMLValue.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        value.error("'\(name)' is no known quantity; \(remedy ?? "there are " + known.joined(separator: ", "))")
        return nil
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
            let profile = try catalog.profile(at: path)
            warnings += profile.warnings.filter { !warnings.contains($0) }
            return profile
        } catch {
            profileErrors += error.errors.filter { !profileErrors.contains($0) }
            return nil
        }
    }

    /// A unit is set up once for all entries that name it, so that they must want the same of a register.
    private func checkSetup(of device: Configuration.Device, at value: YAMLValue) {
        for write in device.profile.setup {
            let place = SetupPlace(bus: device.bus, unit: device.unit, register: write.register)
            guard let other = setups.updateValue((write.value, value), forKey: place), other.value != write.value else {
                continue
            }
            value.error(
                "the profile \(device.profile.id) sets \(write.register) of unit \(device.unit) on \(device.bus) to "
                    + "\(write.value), and the profile in line \(other.entry.line) to \(other.value); use one of the two"
            )
        }
    }
}

/// A register that a profile's setup writes.
struct SetupPlace: Hashable {
    var bus: String
    var unit: UInt8
    var register: RegisterAddress
}

extension Unicode.Scalar {
    fileprivate var isMark: Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory)
    }
}
