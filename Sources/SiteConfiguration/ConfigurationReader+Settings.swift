import Facilities
import StrictYAML

extension ConfigurationReader {
    func settings(of kind: Facility.Kind, _ map: YAMLMapping, at value: YAMLValue) -> Facility.Settings? {
        let sections: [(key: String, kind: Facility.Kind)] = [
            ("carbon", .activatedCarbon), ("fume", .fumePurifier), ("machinery", .nonroadMachinery),
            ("complaint", .complaintPoint),
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
        case .complaintPoint:
            guard let section = map["complaint"] else { return .complaintPoint(ComplaintSettings()) }
            return complaint(section).map(Facility.Settings.complaintPoint)
        }
    }

    private func carbon(_ value: YAMLValue) -> CarbonSettings? {
        guard
            let map = value.mapping(
                "form", "mass", "face", "dynamicAdsorption", "proof", "removedConcentration", "airVolume", "dailyHours",
                "designCycle", "cycleCap", "installed"
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
        settings.cap = map["cycleCap"]?.choice(CarbonSettings.CycleCap.self) ?? .both
        settings.installed = past(map["installed"], "installed")
        return settings
    }

    private func fume(_ value: YAMLValue) -> FumeSettings? {
        guard let map = value.mapping("stoves", "lastCleaned", "airVolume"),
            let stoves = map.required("stoves")?.parse("the number of reference stoves, 1 or more", Self.stoves)
        else { return nil }
        return FumeSettings(
            stoves: stoves, lastCleaned: past(map["lastCleaned"], "lastCleaned"),
            airVolume: map["airVolume"]?.measure(in: .cubicMetrePerHour)
        )
    }

    private static func stoves(_ text: String) -> Double? {
        Double(text).flatMap { 1...1000 ~= $0 ? $0 : nil }
    }

    /// A day on which something was done.
    func past(_ value: YAMLValue?, _ key: String) -> Day? {
        guard let value, let day = value.day() else { return nil }
        dates.append((day, value.mistake("\(key) \(day) is in the future: it counts as missing")))
        return day
    }
}
