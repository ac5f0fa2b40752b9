import Facilities
import StrictYAML

extension ProfileReader {
    func points(_ value: YAMLValue) -> [Point] {
        guard let entries = value.entries else { return [] }
        if entries.isEmpty { value.error(Text(zh: "档案至少有一个测点", en: "a profile has at least one point")) }
        var placed: [Point] = []
        for (key, value) in entries {
            for point in copies(of: key, value) {
                if let other = placed.first(where: { $0.clashes(with: point) }) {
                    value.error(
                        Text(
                            zh: "\(point.name) 与 \(other.name) 重叠，后者以另一种方式读 \(other.register)",
                            en: "\(point.name) overlaps \(other.name), which is \(other.register) read otherwise"))
                }
                if placed.contains(where: { $0.name == point.name }) {
                    key.error(Text(zh: "已有测点 \(point.name)", en: "there is another point \(point.name)"))
                }
                placed.append(point)
            }
        }
        return placed
    }

    /// Reads a point.
    ///
    /// - Parameter suffix: the text appended to the name of a repeated point.
    func point(_ key: YAMLValue, _ value: YAMLValue, suffix: String = "") -> Point? {
        guard
            let map = value.mapping(
                "register", "type", "order", "bits", "length", "unit", "scale", "offset", "milliamps", "map", "range",
                "notAvailable", "times", "every", "stuckAfter", "maxRate", "own", "plus", "scaleFrom", "negativeIf",
                "variants", "repeat"
            )
        else { return nil }
        let name = key.parse(
            Text(zh: "量的名称：字母开头，只有字母和数字，最多 32 个", en: "a quantity's name: a letter, then letters and digits, up to 32")
        ) {
            Self.name($0 + suffix)
        }
        if let name { check(name, isOwn: map["own"]?.bool ?? false, at: key) }
        let place = map.required("register").flatMap(place)
        let format = format(map, at: place)
        let unit = name.flatMap { self.unit(map["unit"], of: $0, at: key) }
        if let place, let format { check(format, at: place, map["register"]) }
        let scaling = format.flatMap { self.scaling(map, $0) }
        let notAvailable = map["notAvailable"].flatMap { list in format.map { codes(list, $0) } } ?? CodeSet()
        let companions = format.map { self.companions(map, $0) } ?? .none
        let range = map["range"]?.range()
        if let range, let format, let scaling, companions == .none { check(range, scaling, format, map["range"]) }
        let times = map["times"].map(self.times) ?? []
        let every = map["every"]?.duration(above: .zero) ?? .seconds(1)
        let stuckAfter = map["stuckAfter"].flatMap { self.stuckAfter($0, every: every) }
        let maxRate = map["maxRate"].flatMap(rate)
        guard let name, let place, let format, let scaling, let unit else { return nil }
        let facts = PointFacts(
            name, place.register, format, scaling, unit: unit, range: range, notAvailable: notAvailable, times: times,
            every: every, stuckAfter: stuckAfter, maxRate: maxRate
        )
        guard var facts else { return nil }
        facts.companions = companions
        let point = Point(facts)
        check(point, map["register"])
        return point.multiplied(by: parameters)
    }

    static func name(_ text: String) -> String? {
        let isName = text.first?.isASCIILetter ?? false && text.allSatisfy { $0.isASCIILetter || "0"..."9" ~= $0 }
        return isName && text.count <= 32 ? text : nil
    }

    /// Reports a quantity that no rule knows, unless it is marked as the profile's own: otherwise one wrong letter
    /// would hide the values from a rule.
    private func check(_ name: String, isOwn: Bool, at key: YAMLValue) {
        guard Quantity(known: name)?.unit == nil, !isOwn else { return }
        let known = Quantity.all.map(\.rawValue)
        let remedy =
            YAMLValue.nearest(to: name, among: known)
            .map { Text(zh: "是不是“\($0)”？", en: "did you mean '\($0)'? ") } ?? Text(zh: "", en: "")
        key.error(
            Text(
                zh: "“\(name)”不是已知的量；\(remedy.zh)档案自己的量写 own: true，设施种类的规则不看它",
                en: "'\(name)' is no known quantity; \(remedy.en)a quantity of the profile's own has own: true, and no "
                    + "rule of a facility's kind looks at it"))
    }

    /// Reads the unit of a point. It is required for a known quantity, so that kPa are not taken for Pa.
    private func unit(_ value: YAMLValue?, of name: String, at key: YAMLValue) -> PhysicalUnit? {
        let wanted = Quantity(known: name)?.unit
        guard let value else {
            guard let wanted, wanted != .one else { return .one }
            key.error(Text(zh: "\(name) 要写单位；它的单位是 \(wanted)", en: "\(name) needs a unit; it is measured in \(wanted)"))
            return nil
        }
        guard let unit = value.unit() else { return nil }
        guard let wanted, unit.convert(1, to: wanted) == nil else { return unit }
        value.error(
            Text(
                zh: "\(name) 的单位是 \(wanted)，\(unit) 换算不过去",
                en: "\(name) is measured in \(wanted), and \(unit) cannot be converted to it"))
        return nil
    }

    private func rate(_ value: YAMLValue) -> Double? {
        value.parse(Text(zh: "变化速度，如 500/s、10/min、3/h", en: "a change by time such as 500/s, 10/min or 3/h")) { text in
            let parts = text.split(separator: "/")
            guard parts.count == 2, let amount = Double(parts[0]), amount > 0, amount.isFinite,
                let seconds = ["s": 1.0, "min": 60, "h": 3600][parts[1]]
            else { return nil }
            return amount / seconds
        }
    }

    private func stuckAfter(_ value: YAMLValue, every: Duration) -> Duration? {
        let duration = value.duration(above: .zero)
        if let duration, duration < every {
            value.error(
                Text(
                    zh: "\(duration.text) 比 every 的 \(every.text) 短：一个读数看不出停滞",
                    en: "\(duration.text) is shorter than every, \(every.text): one reading shows no standstill"))
        }
        return duration
    }
}

extension Point {
    fileprivate func clashes(with other: Point) -> Bool {
        fields.contains { own in other.fields.contains(where: own.clashes) }
    }
}

extension Character {
    fileprivate var isASCIILetter: Bool { isASCII && isLetter }
}
