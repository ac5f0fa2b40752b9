import Facilities
import StrictYAML

/// Reads the other registers that determine the value of a point.
extension ProfileReader {
    func companions(_ map: YAMLMapping, _ format: RegisterFormat) -> Companions {
        var companions = Companions()
        if map["map"] == nil, map["milliamps"] == nil {
            for key in ["plus", "scaleFrom", "negativeIf"] where format.width == 1 {
                map[key]?.error(Text(zh: "\(key) 对单个位没有意义", en: "\(key) has no meaning for a single bit"))
            }
            companions.plus = map["plus"]?.sequence?.compactMap(term) ?? []
            companions.scales = map["scaleFrom"].map(scaleRegisters) ?? []
            companions.sign = map["negativeIf"].flatMap { sign($0, of: format) }
        }
        companions.variants = map["variants"].flatMap { variants($0, map, format) }
        return companions
    }

    private func term(_ value: YAMLValue) -> Companions.Term? {
        guard
            let map = value.mapping("register", "type", "order", "bits", "length", "scale", "notAvailable"),
            let field = field(map)
        else { return nil }
        let missing = map["notAvailable"].map { codes($0, field.format) } ?? CodeSet()
        return Companions.Term(field: field, linear: linear(map), notAvailable: missing)
    }

    /// Reads one scale, or a list of scales that are all factors.
    private func scaleRegisters(_ value: YAMLValue) -> [ScaleRegister] {
        value.isSequence ? value.sequence?.compactMap(scaleRegister) ?? [] : [scaleRegister(value)].compactMap { $0 }
    }

    private func scaleRegister(_ value: YAMLValue) -> ScaleRegister? {
        guard
            let map = value.mapping("register", "type", "order", "bits", "length", "power", "map", "range"),
            let field = field(map)
        else { return nil }
        let range = map["range"]?.range()
        let meaning: ScaleRegister.Meaning?
        switch (map["power"], map["map"]) {
        case (let power?, nil): meaning = self.power(power)
        case (nil, let table?): meaning = states(table, field.format, factor).map(ScaleRegister.Meaning.table)
        default:
            value.error(
                Text(
                    zh: "倍率是 power: n（10 的幂），或 map: {代码: 倍数}",
                    en: "a scale is either power: n, a power of ten, or map: {code: factor}"))
            return nil
        }
        if map["power"] == nil {
            map["range"]?.error(
                Text(zh: "range 属于 power；map 里就是全部代码", en: "range belongs to power; a map has the codes that there are")
            )
        }
        guard let meaning else { return nil }
        guard let usual = ScaleRegister.code(field, meaning, range) else {
            value.error(
                Text(
                    zh: "\(field.format.kind.rawValue) 能存的数没有一个是 -10 到 10 的 10 的幂",
                    en: "no number that \(field.format.kind.rawValue) holds is a power of ten from -10 to 10"))
            return nil
        }
        return ScaleRegister(field: field, meaning: meaning, range: range, usual: usual)
    }

    /// Reads an exponent: `n`, `-n`, `n-4` or `-n+2`, where n is the number in the register.
    private func power(_ value: YAMLValue) -> ScaleRegister.Meaning? {
        value.parse(
            Text(
                zh: "10 的幂，如 n、-n、n-4，n 是寄存器里的数",
                en: "a power of ten such as n, -n or n-4, where n is the number in the register")
        ) { text in
            let sign = text.hasPrefix("-") ? -1 : 1
            let rest = sign < 0 ? text.dropFirst() : text[...]
            guard rest.hasPrefix("n") else { return nil }
            let tail = rest.dropFirst()
            guard !tail.isEmpty else { return .power(sign: sign, offset: 0) }
            guard let first = tail.first, "+-".contains(first), let offset = Int(tail), abs(offset) <= 20 else {
                return nil
            }
            return .power(sign: sign, offset: offset)
        }
    }

    private func factor(_ value: YAMLValue) -> Double? {
        value.parse(Text(zh: "倍数，不为 0 的数字", en: "a factor, a number other than 0")) { text in
            Double(text).flatMap { $0 != 0 && $0.isFinite ? $0 : nil }
        }
    }

    private func sign(_ value: YAMLValue, of format: RegisterFormat) -> RegisterField? {
        guard let place = place(value) else { return nil }
        guard let bit = place.bit else {
            value.error(
                Text(
                    zh: "这里要写负数时为 1 的那个位，如 \(place.register).3",
                    en: "a bit is wanted here that is 1 below zero, as in \(place.register).3"))
            return nil
        }
        if format.kind.isSigned {
            value.error(
                Text(
                    zh: "\(format.kind.rawValue) 自己有负号；negativeIf 用于无符号类型",
                    en: "\(format.kind.rawValue) has a minus of its own; negativeIf is for unsigned types"))
        }
        return RegisterField(
            register: place.register, format: RegisterFormat(kind: .bit, count: 1, bits: bit...bit))
    }

    /// Reads a register and its type, which are both required.
    func field(_ map: YAMLMapping) -> RegisterField? {
        let place = map.required("register").flatMap(place)
        let format = format(map, at: place)
        guard let place, let format else { return nil }
        check(format, at: place, map["register"])
        return RegisterField(register: place.register, format: format)
    }
}
