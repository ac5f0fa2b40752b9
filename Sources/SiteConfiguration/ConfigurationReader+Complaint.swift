import Facilities
import Rules
import StrictYAML

extension ConfigurationReader {
    func complaint(_ value: YAMLValue) -> ComplaintSettings? {
        guard let map = value.mapping("categories", "serviceHours", "around") else { return nil }
        var settings = ComplaintSettings()
        settings.serviceHours = map["serviceHours"]?.parse(
            Text(zh: "一天里的时段，如 08:30-17:30", en: "hours of the day such as 08:30-17:30"), HoursOfDay.range)
        for (key, value) in map["categories"]?.entries ?? [] {
            guard let category = key.choice(ComplaintCategory.self, named: \.chineseNames) else { continue }
            settings.categories[category] = deadline(value)
        }
        settings.around =
            map["around"]?.sequence?.compactMap { value in
                let code = value.parse(Text(zh: "设施编号", en: "a facility's code"), Facility.Code.init)
                if let code { around.append((code, value)) }
                return code
            } ?? []
        return settings
    }

    private func deadline(_ value: YAMLValue) -> ComplaintSettings.Deadline? {
        value.mapping("answer", "close").map { map in
            .init(answer: hours(map["answer"], "answer"), close: hours(map["close"], "close"))
        }
    }

    private func hours(_ value: YAMLValue?, _ name: String) -> Double? {
        guard let value, let limit = RuleTable.limits(of: .complaintPoint).first(where: { $0.name == name }) else {
            return nil
        }
        return measure(value, for: limit)?.value(in: .hour)
    }

    /// Reports facilities in `around:` that are not in this file: their data could not be used as evidence.
    func checkAround(_ codes: Set<Facility.Code>) {
        for (code, value) in around where !codes.contains(code) {
            value.error(
                Text(zh: "本文件里没有编号 \(code) 的设施", en: "no facility of this file has the code \(code)"))
        }
    }
}
