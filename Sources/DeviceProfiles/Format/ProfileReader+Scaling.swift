import Facilities
import StrictYAML

extension ProfileReader {
    func scaling(_ map: YAMLMapping, _ format: RegisterFormat) -> Scaling? {
        if let table = map["map"] {
            for key in ["scale", "offset", "milliamps", "times", "plus", "scaleFrom", "negativeIf"] {
                map[key]?.error(
                    Text(
                        zh: "有 map 时不写 \(key)：map 已经给出值",
                        en: "\(key) has no meaning beside map, which gives the values themselves"))
            }
            return states(table, format, state).map(Scaling.states)
        }
        let linear = linear(map)
        guard let loop = map["milliamps"] else { return .linear(linear) }
        for key in ["plus", "scaleFrom", "negativeIf"] {
            map[key]?.error(
                Text(
                    zh: "有 milliamps 时不写 \(key)：电流本身就是一个数",
                    en: "\(key) has no meaning beside milliamps, whose current is a number of its own"))
        }
        return self.loop(loop).map { .milliamps(linear, $0) }
    }

    func linear(_ map: YAMLMapping) -> Linear {
        let scale = map["scale"]?.double ?? 1
        if scale == 0 {
            map["scale"]?.error(Text(zh: "scale 为 0 时所有值都一样", en: "a scale of 0 makes every value the same"))
        }
        return Linear(scale: scale, offset: map["offset"]?.double ?? 0)
    }

    private func loop(_ value: YAMLValue) -> CurrentLoop? {
        guard let map = value.mapping("from", "to") else { return nil }
        let from = map.required("from")?.range()
        let to = map.required("to")?.pair()
        guard let from, let to else { return nil }
        guard to.0 != to.1 else {
            map["to"]?.error(Text(zh: "两端是同一个值", en: "both ends are the same value"))
            return nil
        }
        return CurrentLoop(from: from, start: to.0, end: to.1)
    }

    func state(_ value: YAMLValue) -> Double? {
        value.parse(Text(zh: "数字，或 on（1）、off（0）", en: "a number, or one of on (1), off (0)")) { text in
            ["on": 1, "off": 0][text] ?? Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }
}
