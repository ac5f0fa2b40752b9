import Facilities
import StrictYAML

extension ConfigurationReader {
    func complaint(_ value: YAMLValue) -> ComplaintSettings? {
        guard let map = value.mapping("categories", "serviceHours", "around") else { return nil }
        var settings = ComplaintSettings()
        settings.serviceHours = map["serviceHours"]?.parse("hours of the day such as 08:30-17:30", Self.hours)
        for (key, value) in map["categories"]?.entries ?? [] {
            guard let category = key.choice(Complaint.Category.self) else { continue }
            settings.categories[category] = deadline(value)
        }
        settings.around =
            map["around"]?.sequence?.compactMap { value in
                let code = value.parse("a facility's code", Facility.Code.init)
                if let code { around.append((code, value)) }
                return code
            } ?? []
        return settings
    }

    private func deadline(_ value: YAMLValue) -> ComplaintSettings.Deadline? {
        value.mapping("answer", "close").map { map in
            .init(answer: map["answer"]?.measure(in: .hour), close: map["close"]?.measure(in: .hour))
        }
    }

    /// Seconds since midnight.
    private static func hours(_ text: String) -> Range<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(seconds)
        guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else { return nil }
        return from..<until
    }

    private static func seconds(ofClock text: Substring) -> Int? {
        let parts = text.split(separator: ":").map { Int($0) }
        guard parts.count == 2, let hours = parts[0], let minutes = parts[1], 0..<60 ~= minutes,
            0...24 * 60 ~= hours * 60 + minutes
        else { return nil }
        return (hours * 60 + minutes) * 60
    }

    /// What is looked at for evidence must be there to be looked at.
    func checkAround(_ codes: Set<Facility.Code>) {
        for (code, value) in around where !codes.contains(code) {
            value.error("no facility of this file has the code \(code)")
        }
    }
}
