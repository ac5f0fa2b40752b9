import Facilities
import StrictYAML

extension ConfigurationReader {
    func settings(of kind: Facility.Kind, _ map: YAMLMapping, at value: YAMLValue) -> Facility.Settings {
        for section in Self.sections where section.kind != kind {
            map[section.key]?.error(
                Text(
                    zh: "\(section.key) 属于 \(section.kind.rawValue)，不属于 \(kind.rawValue)",
                    en:
                        "\(section.key) belongs to facilities of the kind \(section.kind.rawValue), not \(kind.rawValue)"
                ))
        }
        switch kind {
        case .activatedCarbon:
            return .activatedCarbon(map.required("carbon").flatMap(carbon) ?? CarbonSettings(form: .granular))
        case .fumePurifier: return .fumePurifier(map.required("fume").flatMap(fume) ?? FumeSettings(stoves: 1))
        case .nonroadMachinery:
            return .nonroadMachinery(
                map.required("machinery").flatMap(machinery) ?? MachinerySettings(limitClass: .two, power: 100))
        case .dustSite: return .dustSite
        case .complaintPoint:
            guard let section = map["complaint"] else { return .complaintPoint(ComplaintSettings()) }
            return .complaintPoint(complaint(section) ?? ComplaintSettings())
        }
    }

    /// The key of the section with the settings of each kind of facility.
    static let sections: [(key: String, kind: Facility.Kind)] = [
        ("carbon", .activatedCarbon), ("fume", .fumePurifier), ("machinery", .nonroadMachinery),
        ("complaint", .complaintPoint),
    ]

    private func carbon(_ value: YAMLValue) -> CarbonSettings? {
        guard
            let map = value.mapping(
                "form", "mass", "face", "dynamicAdsorption", "proof", "removedConcentration", "airVolume", "dailyHours",
                "designCycle", "cycleCap", "installed"
            )
        else { return nil }
        let form = map.required("form")?.choice(CarbonSettings.Form.self, named: \.chineseNames) ?? .granular
        var settings = CarbonSettings(form: form)
        settings.mass = map["mass"]?.measure(in: .kilogram)
        settings.face = map["face"]?.measure(in: .squareMetre)
        settings.dynamicAdsorption =
            map["dynamicAdsorption"]?.parse(
                Text(zh: "0 以上、1 以下的比例，如 0.10", en: "a share above 0 and up to 1, such as 0.10")
            ) {
                Double($0).flatMap { 0 < $0 && $0 <= 1 ? $0 : nil }
            } ?? 0.10
        settings.proof = map["proof"]?.string
        settings.removedConcentration = map["removedConcentration"]?.measure(in: .milligramPerCubicMetre)
        settings.airVolume = map["airVolume"]?.measure(in: .cubicMetrePerHour)
        settings.dailyHours = map["dailyHours"]?.parse(
            Text(zh: "每天的小时数，0 h 以上、24 h 以下，如 8 h", en: "hours a day, above 0 h and up to 24 h, such as 8 h")
        ) {
            Measure($0)?.value(in: .hour).flatMap { 0 < $0 && $0 <= 24 ? $0 : nil }
        }
        settings.designCycle = map["designCycle"]?.parse(
            Text(zh: "天数，如 60d", en: "a number of days such as 60d"), endings: ["d"]
        ) {
            Duration($0).flatMap { 1...3650 ~= Int($0.inDays) ? Int($0.inDays) : nil }
        }
        settings.cap = map["cycleCap"]?.choice(CarbonSettings.CycleCap.self, named: \.chineseNames) ?? .both
        settings.installed = past(map["installed"], "installed")
        return settings
    }

    private func fume(_ value: YAMLValue) -> FumeSettings? {
        guard let map = value.mapping("stoves", "lastCleaned", "airVolume") else { return nil }
        let expected = Text(zh: "基准灶头数，1 以上的数字", en: "the number of reference stoves, 1 or more")
        let stoves = map.required("stoves")?.parse(expected, Self.stoves) ?? 1
        return FumeSettings(
            stoves: stoves, lastCleaned: past(map["lastCleaned"], "lastCleaned"),
            airVolume: map["airVolume"]?.measure(in: .cubicMetrePerHour)
        )
    }

    private static func stoves(_ text: String) -> Double? {
        Double(text).flatMap { 1...1000 ~= $0 ? $0 : nil }
    }

    /// Reads the day of a past event, and records it for a check against the clock.
    func past(_ value: YAMLValue?, _ key: String) -> Day? {
        guard let value, let day = value.day() else { return nil }
        dates.append(
            (
                key, day,
                value.mistake(
                    Text(
                        zh: "\(key) \(day) 还没到：当作没有写",
                        en: "\(key) \(day) is in the future: it counts as missing"))
            ))
        return day
    }
}
