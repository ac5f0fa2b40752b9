import Facilities
import StrictYAML

/// Reads codes: a hexadecimal text is the bits, any other text is the number as the type reads it.
extension ProfileReader {
    func codes(_ value: YAMLValue, _ format: RegisterFormat) -> CodeSet {
        var set = CodeSet()
        for value in value.sequence ?? [] {
            if isRange(value, format) {
                if let range = range(value, format) { set.ranges.append(range) }
            } else if let code = code(value, format) {
                set.codes.append(code)
            }
        }
        return set
    }

    /// Reads a table of values by code and by range of codes.
    func states(
        _ value: YAMLValue, _ format: RegisterFormat, _ state: (YAMLValue) -> Double?
    ) -> StateTable? {
        guard let entries = value.entries else { return nil }
        var table = StateTable()
        for (key, value) in entries {
            guard let state = state(value) else { continue }
            if isRange(key, format) {
                guard let range = range(key, format) else { continue }
                check(range, against: table, key)
                table.ranges.append(StateTable.Stretch(range: range, value: state))
            } else if let code = code(key, format), table.codes.updateValue(state, forKey: code) != nil {
                key.error(Text(zh: "这个代码在 map 里写了两次", en: "this code is in the map twice"))
            }
        }
        return table
    }

    func code(_ value: YAMLValue, _ format: RegisterFormat) -> Code? {
        let hint = format.kind == .string ? Text(zh: "文字", en: "a text") : Text(zh: "代码", en: "a code")
        let expected = Text(
            zh: "\(format.kind.rawValue)（\(format.width) 位）能存的\(hint.zh)；按位写成 0xFFFF",
            en: "\(hint.en) that \(format.kind.rawValue) of \(format.width) bits holds; bits are written as 0xFFFF")
        return value.parse(expected) {
            if format.kind == .string { return format.code(text: $0) }
            if $0.hasPrefix("0x") {
                return UInt64($0.dropFirst(2), radix: 16).flatMap(format.fitting).map(Code.bits)
            }
            guard let number = Double($0), number.isFinite, let code = format.code(number) else { return nil }
            let isExact = format.number(code) == number || format.kind == .float32
            return isExact ? code : nil
        }
    }

    private func isRange(_ value: YAMLValue, _ format: RegisterFormat) -> Bool {
        format.kind != .string && value.isScalar && value.string?.contains("..") ?? false
    }

    private func range(_ value: YAMLValue, _ format: RegisterFormat) -> CodeRange? {
        let expected = Text(
            zh: "\(format.kind.rawValue) 的代码范围，如 5..9、0xFF00..0xFFFF，或 5..（及以上）",
            en: "codes of \(format.kind.rawValue) from one to another, such as 5..9, 0xFF00..0xFFFF, or 5.. and up")
        return value.parse(expected) { text in
            let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
            guard ends.count == 2, !(ends[0].isEmpty && ends[1].isEmpty) else { return nil }
            let written = ends.filter { !$0.isEmpty }
            // Bits and numbers are different units, so that a range from one to the other has no meaning.
            let areBits = Set(written.map { $0.hasPrefix("0x") })
            guard areBits.count == 1, let isBits = areBits.first else { return nil }
            return isBits ? bits(ends[0], ends[1], format) : numbers(ends[0], ends[1], format)
        }
    }

    private func bits(_ low: Substring, _ high: Substring, _ format: RegisterFormat) -> CodeRange? {
        let greatest = UInt64.max >> UInt64(64 - format.width)
        let least = low.isEmpty ? 0 : UInt64(low.dropFirst(2), radix: 16)
        let most = high.isEmpty ? greatest : UInt64(high.dropFirst(2), radix: 16)
        guard let least, let most, least < most, most <= greatest else { return nil }
        return .bits(least...most)
    }

    private func numbers(_ low: Substring, _ high: Substring, _ format: RegisterFormat) -> CodeRange? {
        let least = low.isEmpty ? -Double.infinity : Double(low)
        let most = high.isEmpty ? Double.infinity : Double(high)
        guard let least, let most, least < most else { return nil }
        guard format.numbers?.overlaps(least...most) ?? true else { return nil }
        return .numbers(least...most)
    }

    private func check(_ range: CodeRange, against table: StateTable, _ key: YAMLValue) {
        for other in table.ranges {
            guard let overlaps = other.range.overlaps(range) else {
                return key.error(
                    Text(
                        zh: "map 里的范围请统一：都用十六进制，或都用数字",
                        en: "write all ranges of a map alike, in hexadecimal or as numbers"))
            }
            if overlaps { return key.error(Text(zh: "这些代码在 map 里写了两次", en: "these codes are in the map twice")) }
        }
    }
}
