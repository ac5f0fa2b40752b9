import Facilities
import StrictYAML

extension ProfileReader {
    func parameters(_ value: YAMLValue) -> [Parameter] {
        (value.entries ?? []).compactMap { key, value in
            guard let map = value.mapping("name", "default", "range", "register", "type", "scale", "write") else {
                return nil
            }
            let name = key.parse(
                Text(
                    zh: "参数名：字母开头，只有字母和数字，最多 32 个",
                    en: "a parameter's name: a letter, then letters and digits, up to 32"), Self.name)
            let title = map.required("name").flatMap(text)
            let range = map["range"]?.range()
            let place = place(map)
            let usual = map.required("default").flatMap { self.usual($0, range, place) }
            if let range, range.lowerBound <= 0, place == nil {
                map["range"]?.error(Text(zh: "倍数大于 0", en: "a factor is above 0"))
            }
            guard let name, let title, let usual else { return nil }
            return Parameter(name: name, title: title, value: usual, range: range, place: place)
        }
    }

    private func usual(_ value: YAMLValue, _ range: ClosedRange<Double>?, _ place: Parameter.Place?) -> Double? {
        guard place != nil else {
            let usual = value.parse(Text(zh: "大于 0 的数字", en: "a number above 0"), Self.factor)
            if let range, let usual, !range.contains(usual) {
                value.error(
                    Text(zh: "\(usual.plainText) 不在参数的范围里", en: "\(usual.plainText) is not in the parameter's range"))
            }
            return usual
        }
        guard let usual = value.double else { return nil }
        if let range, !range.contains(usual) {
            value.error(
                Text(zh: "\(usual.plainText) 不在参数的范围里", en: "\(usual.plainText) is not in the parameter's range"))
        }
        for end in [usual, range?.lowerBound, range?.upperBound].compactMap(\.self) where place?.word(end) == nil {
            value.error(Text(zh: "寄存器存不下 \(end.plainText)", en: "the register does not hold \(end.plainText)"))
        }
        return usual
    }

    /// Reads the register in which the device has the parameter. It is a single register: between writing the two words
    /// of a pair, the device would hold a wrong value.
    private func place(_ map: YAMLMapping) -> Parameter.Place? {
        guard let register = map["register"] else {
            for key in ["type", "scale", "write"] {
                map[key]?.error(Text(zh: "\(key) 用于有寄存器的参数", en: "\(key) belongs to a parameter with a register"))
            }
            return nil
        }
        let isWritten = map["write"]?.bool ?? false
        let kinds = [RegisterFormat.Kind.uint16, .int16]
        let kind = map["type"]?.parse(
            Text(zh: "uint16 或 int16：参数是一个寄存器", en: "uint16 or int16: a parameter is one register")
        ) { text in
            kinds.first { $0.rawValue == text }
        }
        guard let address = self.register(register) else { return nil }
        if address.table.isBits {
            register.error(
                Text(
                    zh: "参数在 holding 或 input 寄存器里", en: "a parameter is in a holding register, or in an input register")
            )
        }
        if isWritten, address.table != .holding {
            register.error(
                Text(
                    zh: "\(address.table.rawValue) 寄存器不能写；write: true 只用 holding",
                    en: "\(address.table.rawValue) registers cannot be written; write: true takes holding"))
        }
        if isWritten, map["range"] == nil {
            map["write"]?.error(
                Text(
                    zh: "要写进设备的参数要有 range: [低, 高]，免得写别的",
                    en: "what is written to a device has a range: [low, high], so that nobody writes anything else"))
        }
        return Parameter.Place(
            register: address, isWritten: isWritten, format: RegisterFormat(kind: kind ?? .uint16), linear: linear(map))
    }

    private static func factor(_ text: String) -> Double? {
        Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    func times(_ value: YAMLValue) -> [String] {
        (value.sequence ?? []).compactMap { value in
            let known = parameters.map(\.name)
            let expected = Text(
                zh: "参数；有 " + (known.isEmpty ? "0 个" : known.joined(separator: "、")),
                en: "a parameter; there are " + (known.isEmpty ? "none" : known.joined(separator: ", ")))
            return value.parse(expected) { name in
                guard let parameter = parameters.first(where: { $0.name == name }) else { return nil }
                if (parameter.range?.lowerBound ?? parameter.value) <= 0 {
                    value.error(
                        Text(zh: "\(name) 可能不大于 0，而倍数要大于 0", en: "\(name) may be 0 or less, and a factor is above 0"))
                }
                return name
            }
        }
    }

    /// Reports parameters that change nothing: each is a mistake of the profile's author, or of the technician who sets
    /// it.
    func checkUse(of map: YAMLValue?, by points: [Point]) {
        for (key, _) in map?.entries ?? [] {
            guard let name = key.string, let parameter = parameters.first(where: { $0.name == name }),
                !(parameter.place?.isWritten ?? false), !points.contains(where: { $0.times.contains(name) })
            else { continue }
            key.error(Text(zh: "没有测点的 times 里有 \(name)", en: "no point has \(name) in its times"))
        }
    }

    /// Returns the parameters that the device has in a register, as points.
    func parameterPoints(_ map: YAMLValue?, beside points: [Point]) -> [Point] {
        (map?.entries ?? []).compactMap { key, value in
            guard let name = key.string, let parameter = parameters.first(where: { $0.name == name }),
                let place = parameter.place
            else { return nil }
            if points.contains(where: { $0.name == name }) {
                key.error(
                    Text(
                        zh: "也有测点叫 \(name)；设备里的参数本身就是同名的测点",
                        en:
                            "a point has the name \(name) too; what the device has of a parameter is a point of its name"
                    ))
            }
            let facts = PointFacts(
                name, place.register, place.format, .linear(place.linear), unit: .one, range: nil,
                notAvailable: CodeSet(), times: [], every: .seconds(60), stuckAfter: nil, maxRate: nil)
            guard let point = facts.map(Point.init) else {
                key.error(
                    Text(
                        zh: "\(name) 是测量的量；参数请换个名字",
                        en: "\(name) is a quantity that is measured; call the parameter otherwise"))
                return nil
            }
            if let other = points.first(where: { $0.fields.contains { $0.clashes(with: point.field) } }) {
                value.error(
                    Text(
                        zh: "\(name) 与 \(other.name) 重叠，后者以另一种方式读 \(other.register)",
                        en: "\(name) overlaps \(other.name), which is \(other.register) read otherwise"))
            }
            return point
        }
    }

    /// Returns the status of each parameter that the device has: it qualifies the points that are multiplied by the
    /// parameter or, if there is none, all points.
    func parameterStatus(of points: [Point]) -> [StatusWord] {
        parameters.filter { $0.place != nil }.map { parameter in
            let names = points.map(\.name)
            let multiplied = points.filter { $0.times.contains(parameter.name) }.map(\.name)
            return StatusWord(
                point: parameter.name, qualifies: multiplied.isEmpty ? names : multiplied, table: .states([:]))
        }
    }
}
