import Facilities
import StrictYAML

extension ProfileReader {
    func parameters(_ value: YAMLValue) -> [Parameter] {
        (value.entries ?? []).compactMap { key, value in
            guard let map = value.mapping("name", "default", "range") else { return nil }
            let name = key.parse("a parameter's name: a letter, then letters and digits, up to 32", Self.name)
            let title = map.required("name").flatMap(text)
            let usual = map.required("default")?.parse("a number above 0", Self.factor)
            let range = map["range"]?.range()
            if let range, range.lowerBound <= 0 { map["range"]?.error("a factor is above 0") }
            if let range, let usual, !range.contains(usual) {
                map["default"]?.error("\(usual.plainText) is not in the parameter's range")
            }
            guard let name, let title, let usual else { return nil }
            return Parameter(name: name, title: title, value: usual, range: range)
        }
    }

    private static func factor(_ text: String) -> Double? {
        Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    func times(_ value: YAMLValue) -> [String] {
        (value.sequence ?? []).compactMap { value in
            let known = parameters.map(\.name)
            let expected = "a parameter; there are " + (known.isEmpty ? "none" : known.joined(separator: ", "))
            return value.parse(expected) { known.contains($0) ? $0 : nil }
        }
    }

    /// A parameter that changes nothing is a mistake of whoever wrote the profile, or would be one of whoever sets it.
    func checkUse(of map: YAMLValue?, by points: [Point]) {
        for (key, _) in map?.entries ?? [] {
            guard let name = key.string, parameters.contains(where: { $0.name == name }),
                !points.contains(where: { $0.times.contains(name) })
            else { continue }
            key.error("no point has \(name) in its times")
        }
    }
}
