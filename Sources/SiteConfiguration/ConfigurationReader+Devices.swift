import DeviceProfiles
import Facilities
import StrictYAML

/// Reads a facility's `devices:`. A unit may occur in several entries, of one facility or of several.
extension ConfigurationReader {
    private static let name = Text(
        zh: "名称，1 到 32 个文字、数字、-、_、.、/ 和 #，如 p1",
        en: "a name of 1 to 32 letters, digits, -, _, ., / and #, such as p1")

    /// Reads the devices, each together with its entry, which later checks report mistakes at.
    func devices(_ value: YAMLValue) -> [(device: Configuration.Device, entry: YAMLValue)] {
        var names: [DeviceID: YAMLValue] = [:]
        return value.sequence(ofEntriesWith: "profile").compactMap { entry in device(entry, &names).map { ($0, entry) }
        }
    }

    private func device(_ value: YAMLValue, _ names: inout [DeviceID: YAMLValue]) -> Configuration.Device? {
        guard let map = value.mapping("name", "place", "profile", "bus", "unit", "only", "as", "with", "role") else {
            places.hasUnreadDevices = true
            return nil
        }
        let profile = map.required("profile").flatMap(profile)
        let bus = map.required("bus").flatMap(busReference)
        let units = bus.flatMap { timings[$0]?.units } ?? 0...255
        let unit = map["unit"].map { unit in
            unit.parse(Self.unit(in: units)) { UInt8($0).flatMap { units.contains($0) ? $0 : nil } }
        }
        let place = map["place"].map { $0.parse(Self.place, Self.heading) } ?? ""
        let role = map["role"].map { $0.choice(Configuration.Device.Role.self) }
        let name = map["name"].map { $0.parse(Self.name, Self.name) }
        let number = unit ?? profile?.serial.unit
        // An entry with another mistake still occupies its name.
        let id =
            name.map { $0.map { DeviceID($0) } } ?? bus.flatMap { bus in number.map { DeviceID(bus: bus, unit: $0) } }
        if let id { check(id, map["name"], of: value, &names) }
        guard let profile else {
            places.hasUnreadDevices = true
            return nil
        }
        let device = Configuration.Device(
            id: id ?? DeviceID("line \(value.line)"), profile: adapted(profile, map, on: bus ?? ""), bus: bus ?? "",
            unit: number ?? 0, place: place ?? "", isStandby: role == .standby)
        if bus != nil { checkSetup(of: device, at: value) }
        return device
    }

    private static let place = Text(zh: "位置，1 到 64 个字符，如 一级箱", en: "a place of 1 to 64 characters, such as 一级箱")

    private static func unit(in units: ClosedRange<UInt8>) -> Text {
        let isSerial = units.lowerBound > 0
        return Text(
            zh: "\(units.lowerBound) 到 \(units.upperBound) 的站号" + (isSerial ? "：串口上 0 是广播，248 以上保留" : ""),
            en: "a unit from \(units.lowerBound) to \(units.upperBound)"
                + (isSerial ? ": on a serial line 0 is a broadcast, and those from 248 are reserved" : ""))
    }

    /// Returns a bus of this file. A name that is similar to a bus is reported, and that bus is returned.
    private func busReference(_ value: YAMLValue) -> String? {
        guard let name = value.string else { return nil }
        guard !buses.contains(name), !hasUnreadBuses else {
            places.usedBuses.insert(name)
            return name
        }
        let known = buses.sorted()
        let near = YAMLValue.nearest(to: name, among: known)
        value.error(
            Text(
                zh: "“\(name)”不是本文件的总线"
                    + (near.map { "；是不是 \($0)？" } ?? "；有 \(known.isEmpty ? "零条" : known.joined(separator: "、"))"),
                en: "'\(name)' is not a bus of this file; "
                    + (near.map { "did you mean \($0)?" }
                        ?? "it has \(known.isEmpty ? "none" : known.joined(separator: ", "))")))
        near.map { _ = places.usedBuses.insert($0) }
        return near
    }

    private static func name(_ text: String) -> String? {
        let isName = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.isMark || "0123456789-_./#".unicodeScalars.contains(scalar)
        }
        return isName && 1...32 ~= text.count ? text : nil
    }

    /// Returns the name that the site gives to a place or to a group of facilities: one line of 1 to 64 characters that
    /// is not blank.
    static func heading(_ text: String) -> String? {
        let isLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isLine && 1...64 ~= text.count && !text.allSatisfy(\.isWhitespace) ? text : nil
    }

    /// Reports a name that another entry of the facility has.
    private func check(
        _ id: DeviceID, _ name: YAMLValue?, of value: YAMLValue, _ names: inout [DeviceID: YAMLValue]
    ) {
        guard let other = names.updateValue(value, forKey: id) else { return }
        guard let name else {
            return value.error(
                Text(
                    zh: "\(id) 已经是本设施第 \(other.line) 行的设备；请给每台写 name:，如 p1",
                    en:
                        "\(id) is already the device of line \(other.line) of this facility; give each a name:, such as p1"
                ))
        }
        name.error(
            Text(
                zh: "\(id) 已经是第 \(other.line) 行设备的名称；一个设施里每台设备名称不同",
                en:
                    "\(id) is already the name of the device of line \(other.line); in a facility every device has its own"
            ))
    }

    /// Returns the profile as this entry uses it: with some of its points, under other names, with its own parameters,
    /// and with the timing of the bus.
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
        if list.isEmpty {
            only.error(
                Text(
                    zh: "至少写一个测点；档案里有 \(known.joined(separator: "、"))",
                    en: "name at least one point; the profile has \(known.joined(separator: ", "))"))
        }
        let names = list.compactMap { value in
            value.parse(Self.point(value.plainText ?? "", known)) { known.contains($0) ? $0 : nil }
        }
        // If the list has a mistake, the intended selection is unknown.
        return names.isEmpty || names.count < list.count ? profile : profile.keeping(only: Set(names))
    }

    private static func point(_ name: String, _ known: [String]) -> Text {
        if let near = YAMLValue.nearest(to: name, among: known) {
            return Text(zh: "档案里的测点；是不是 \(near)？", en: "a point of the profile; did you mean \(near)?")
        }
        return Text(
            zh: "档案里的测点；有 \(known.joined(separator: "、"))",
            en: "a point of the profile; it has \(known.joined(separator: ", "))"
        )
    }

    private func rename(_ value: YAMLValue, of profile: inout DeviceProfile, from whole: DeviceProfile) {
        var names: [String: String] = [:]
        for (key, quantity) in value.entries ?? [] {
            guard let point = key.string, let quantity = known(quantity, whole) else { continue }
            let isSkipped = !profile.points.contains { $0.name == point } && whole.points.contains { $0.name == point }
            if isSkipped {
                key.error(
                    Text(
                        zh: "only: 里没有 \(point)；在那里加上，或删去这里的",
                        en: "only: does not have \(point); add it there, or remove it here"))
            } else {
                names[point] = quantity
            }
        }
        do {
            profile = try profile.renamed(names)
        } catch {
            value.error(error.text)
        }
    }

    /// Returns a quantity that the rules know, or one of the profile's own; any other is reported.
    private func known(_ value: YAMLValue, _ profile: DeviceProfile) -> String? {
        guard let name = value.string else { return nil }
        let isOwn = profile.points.contains { $0.name == name }
        guard Quantity(known: name)?.unit == nil, !isOwn else { return name }
        let known = Quantity.all.map(\.rawValue)
        value.error(Self.unknownQuantity(name, known))
        return nil
    }

    private static func unknownQuantity(_ name: String, _ known: [String]) -> Text {
        if let quantity = Quantity.all.first(where: { $0.title.zh == name }) {
            return Text(
                zh: "请写 \(quantity.rawValue)（\(name)）",
                en: "'\(name)' is no known quantity; write \(quantity.rawValue) (\(name))")
        }
        if let near = YAMLValue.nearest(to: name, among: known) {
            return Text(
                zh: "没有“\(name)”这个量；是不是 \(near)？", en: "'\(name)' is no known quantity; did you mean '\(near)'?")
        }
        return Text(
            zh: "没有“\(name)”这个量；有哪些见 mashang rules --quantities",
            en: "'\(name)' is no known quantity; mashang rules --quantities lists them")
    }

    /// Sets the parameters that differ between installations: `with: {ct: 40}`.
    private func set(_ settings: YAMLValue, of profile: inout DeviceProfile) {
        for (key, value) in settings.entries ?? [] {
            guard let name = key.string, let number = value.double else { continue }
            do {
                profile = try profile.setting(name, to: number)
            } catch {
                if case .noSuchParameter = error { key.error(error.text) } else { value.error(error.text) }
            }
        }
    }

    private func profile(_ value: YAMLValue) -> DeviceProfile? {
        guard let name = value.string else { return nil }
        guard let path = catalog.path(of: name) else {
            value.error(noProfile(name))
            return YAMLValue.nearest(to: name, among: catalog.names).flatMap(catalog.path).flatMap { read($0) }
        }
        return read(path)
    }

    private func noProfile(_ name: String) -> Text {
        let folders = catalog.folders
        let (zh, en) = (
            "\(folders.joined(separator: "、")) 里没有档案“\(name)”",
            "there is no profile '\(name)' in \(folders.joined(separator: ", "))"
        )
        if let near = YAMLValue.nearest(to: name, among: catalog.names) {
            return Text(zh: "\(zh)；是不是 \(near)？", en: "\(en); did you mean '\(near)'?")
        }
        let count = catalog.names.count
        return Text(
            zh: "\(zh)；那里有 \(count) 个，每个是一个 .yaml 文件", en: "\(en); of the \(count) there each is a .yaml file")
    }

    private func read(_ path: String) -> DeviceProfile? {
        if let known = profiles[path] { return known }
        let profile = readFile(path)
        profiles[path] = .some(profile)
        return profile
    }

    private func readFile(_ path: String) -> DeviceProfile? {
        do {
            let profile = try catalog.profile(at: path)
            warnings += profile.warnings
            return profile
        } catch {
            profileErrors += error.errors
            return nil
        }
    }

    /// Reports profiles that write different values to the same register: a unit is set up once for all entries that
    /// name it.
    private func checkSetup(of device: Configuration.Device, at value: YAMLValue) {
        for write in device.profile.setup {
            let place = SetupPlace(bus: device.bus, unit: device.unit, register: write.register)
            guard let other = setups.updateValue((write.value, value), forKey: place), other.value != write.value else {
                continue
            }
            value.error(
                Text(
                    zh:
                        "档案 \(device.profile.id) 把 \(device.bus) 上站号 \(device.unit) 的 \(write.register) 设为 \(write.value)，"
                        + "第 \(other.entry.line) 行的档案设为 \(other.value)；请只用其中一个",
                    en:
                        "the profile \(device.profile.id) sets \(write.register) of unit \(device.unit) on \(device.bus) to "
                        + "\(write.value), and the profile in line \(other.entry.line) to \(other.value); use one of the two"
                ))
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
