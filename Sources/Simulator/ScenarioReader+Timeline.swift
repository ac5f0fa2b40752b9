import DeviceProfiles
import Facilities
import StrictYAML

extension ScenarioReader {
    func timeline(_ value: YAMLValue?) -> [Stretch] {
        (value?.sequence ?? []).compactMap(stretch)
    }

    private func stretch(_ value: YAMLValue) -> Stretch? {
        guard let map = value.mapping("unit", "from", "until", "hours", "weekdays", "set") else { return nil }
        guard let (unit, profile) = device(map["unit"], at: value) else { return nil }
        let (window, values) = (window(map), map.required("set").flatMap { self.values($0, of: profile) })
        guard let window, let values else { return nil }
        return Stretch(unit: unit, window: window, values: values)
    }

    /// Reads the noise: `{fume: 5%}`, or a list of such mappings, each with its `unit`.
    func noise(_ value: YAMLValue?) -> [UInt8: [String: Double]] {
        guard let value else { return [:] }
        let lines = value.isSequence ? value.sequence ?? [] : [value]
        return lines.reduce(into: [:]) { noise, line in
            guard let entries = line.entries,
                let (unit, profile) = device(entries.first { $0.key.string == "unit" }?.value, at: line)
            else { return }
            for (key, value) in entries where key.string != "unit" {
                guard let point = point(key, of: profile), let share = share(value) else { continue }
                noise[unit, default: [:]][point.name] = share
            }
        }
    }

    private func share(_ value: YAMLValue) -> Double? {
        value.parse(Text(zh: "比例，如 5%，最多 50%", en: "a share such as 5%, up to 50%")) { text in
            guard text.hasSuffix("%"), let percent = Double(text.dropLast()), 0...50 ~= percent else { return nil }
            return percent / 100
        }
    }

    private func point(_ key: YAMLValue, of profile: DeviceProfile) -> Point? {
        if let point = profile.points.first(where: { $0.name == key.string }) { return point }
        key.error(profile.noPoint)
        return nil
    }

    /// Returns the device that a line names; if it names none, the one with the lowest unit.
    func device(_ value: YAMLValue?, at line: YAMLValue) -> (unit: UInt8, profile: DeviceProfile)? {
        guard let unit = value.map(unit) ?? profiles.keys.min(), let profile = profiles[unit] else {
            let units = profiles.keys.sorted().map(String.init)
            (value ?? line).error(
                Text(
                    zh: "没有这台设备；设施的站号有 \(units.joined(separator: "、"))",
                    en: "there is no such device; the facility's units are \(units.joined(separator: ", "))"))
            return nil
        }
        return (unit, profile)
    }

    private func unit(_ value: YAMLValue) -> UInt8? {
        value.parse(Text(zh: "站号，如 1", en: "a unit such as 1")) { UInt8($0) }
    }

    private func values(_ value: YAMLValue, of profile: DeviceProfile) -> [String: Stretch.Value]? {
        guard let entries = value.entries else { return nil }
        var values: [String: Stretch.Value] = [:]
        for (key, value) in entries {
            guard let point = point(key, of: profile) else { continue }
            values[point.name] = self.value(value, of: point, in: profile)
        }
        return values
    }

    private func value(_ value: YAMLValue, of point: Point, in profile: DeviceProfile) -> Stretch.Value? {
        let ends = value.isSequence ? value.sequence ?? [] : [value, value]
        guard ends.count == 2 else {
            value.error(
                Text(
                    zh: "请写一个值，或两个值（从第一个匀速变到第二个），如 [600, 2400]",
                    en: "write a value, or two for a straight line from the first to the second, as in [600, 2400]"))
            return nil
        }
        let numbers = ends.compactMap(\.double)
        guard numbers.count == 2 else { return nil }
        for (end, number) in zip(ends, numbers) where profile.words(for: point, value: number) == nil {
            end.error(
                Text(
                    zh: "\(point.name) 显示不了 \(number.plainText) \(point.unit)",
                    en: "\(point.name) cannot show \(number.plainText) \(point.unit)"))
            return nil
        }
        return .init(first: numbers[0], last: numbers[1])
    }
}
