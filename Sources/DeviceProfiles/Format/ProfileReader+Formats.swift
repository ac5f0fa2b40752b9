import Facilities
import StrictYAML

/// A register, or a single bit of it: `holding 3.5`.
struct RegisterPlace {
    var register: RegisterAddress
    var bit: Int?
}

extension ProfileReader {
    func register(_ value: YAMLValue) -> RegisterAddress? {
        guard let place = place(value) else { return nil }
        if place.bit != nil {
            value.error(
                Text(
                    zh: "这里要写整个寄存器，如 \(place.register)", en: "a whole register is wanted here, as in \(place.register)")
            )
        }
        return place.register
    }

    func place(_ value: YAMLValue) -> RegisterPlace? {
        if let text = value.plainText, reportManualNumber(text, at: value) { return nil }
        let base = addressBase == 1 ? Text(zh: "；addressBase 为 1", en: "; addressBase is 1") : Text(zh: "", en: "")
        let expected = Text(
            zh: "寄存器，如 holding 14、input 0x0001、coil 5、discrete \(addressBase)，或其中一位，如 holding 3.5\(base.zh)",
            en: "a register such as holding 14, input 0x0001, coil 5, discrete \(addressBase), or a bit of one as "
                + "holding 3.5\(base.en)")
        return value.parse(expected) { text in
            let parts = text.split(separator: " ")
            guard parts.count == 2, let table = RegisterTable(rawValue: String(parts[0])) else { return nil }
            let number = parts[1].split(separator: ".", omittingEmptySubsequences: false)
            guard let address = Self.number(number[0]),
                let wire = UInt16(exactly: address - addressBase + addressShift)
            else { return nil }
            guard number.count > 1 else { return RegisterPlace(register: RegisterAddress(table, wire)) }
            guard number.count == 2, let bit = Self.number(number[1]), bit < 16, !table.isBits else { return nil }
            return RegisterPlace(register: RegisterAddress(table, wire), bit: bit)
        }
    }

    private static func number(_ text: Substring) -> Int? {
        let (digits, radix) = text.hasPrefix("0x") ? (text.dropFirst(2), 16) : (text, 10)
        return digits.allSatisfy(\.isHexDigit) ? Int(digits, radix: radix) : nil
    }

    /// Reads the format of a number in registers.
    ///
    /// - Parameter place: nil if the register could not be read, in which case its bit is not checked.
    func format(_ map: YAMLMapping, at place: RegisterPlace?) -> RegisterFormat? {
        let order = map["order"]?.choice(RegisterFormat.Order.self) ?? .bigEndian
        guard let kind = map.required("type")?.choice(RegisterFormat.Kind.self) else { return nil }
        if let key = map["bits"], ![.bitfield, .int8, .int24].contains(kind) {
            key.error(Text(zh: "bits 用于类型 bitfield、int8、int24", en: "bits belongs to types bitfield, int8 and int24"))
        }
        if let key = map["length"], ![.bcd, .bitfield, .string].contains(kind) {
            key.error(
                Text(zh: "length 用于类型 bcd、bitfield、string", en: "length belongs to types bcd, bitfield and string"))
        }
        var format = RegisterFormat(kind: kind, order: order, count: kind.count)
        switch kind {
        case .bit: format.bits = bit(place, map["register"])
        case .bitfield:
            format.count = map["length"].map { length($0) ?? 0 } ?? 1
            format.bits = map.required("bits").flatMap { bits($0, of: format.count) }
        case .int8: format.bits = map["bits"].map { bits($0, of: 1, width: 8) } ?? 0...7
        case .int24: format.bits = map["bits"].map { bits($0, of: 2, width: 24) } ?? 0...23
        case .string:
            format.count =
                map.required("length")?.whole(
                    1...125, Text(zh: "1 到 125 个寄存器", en: "a number of registers from 1 to 125")) ?? 0
        case .bcd: format.count = map["length"].map { length($0) ?? 0 } ?? 1
        default: break
        }
        if kind != .bit, place?.bit != nil {
            map["register"]?.error(Text(zh: "位号用于 type: bit", en: "a bit's number belongs to type: bit"))
        }
        let lacksBits = format.bits == nil && kind.isPart
        return format.count > 0 && !lacksBits ? format : nil
    }

    private func bit(_ place: RegisterPlace?, _ value: YAMLValue?) -> ClosedRange<Int>? {
        if let place, place.bit == nil {
            value?.error(Text(zh: "type: bit 要写位号，如 holding 3.5", en: "type: bit needs its number, as in holding 3.5"))
        }
        return place?.bit.map { $0...$0 }
    }

    private func length(_ value: YAMLValue) -> Int? {
        value.whole(1...4, Text(zh: "1 到 4 个寄存器", en: "a number of registers from 1 to 4"))
    }

    /// Reads a range of bits.
    ///
    /// - Parameters:
    ///   - count: the number of registers; 0 if it is wrong, in which case the bits are not checked.
    ///   - width: the required number of bits; nil for any.
    private func bits(_ value: YAMLValue, of count: Int, width: Int? = nil) -> ClosedRange<Int>? {
        guard count > 0, let (low, high) = value.pair() else { return nil }
        let last = count * 16 - 1
        guard let low = Int(exactly: low), let high = Int(exactly: high), 0 <= low, low <= high, high <= last else {
            value.error(
                Text(
                    zh: "这里应当是最低位和最高位，0 到 \(last)，如 [4, 7]",
                    en: "expected the lowest and the highest bit, 0 to \(last), as in [4, 7]"))
            return nil
        }
        if let width, width != high - low + 1 {
            value.error(
                Text(
                    zh: "这里是 \(high - low + 1) 位，而 int\(width) 有 \(width) 位，如 [0, \(width - 1)]",
                    en: "these are \(high - low + 1) bits, and int\(width) has \(width), as in [0, \(width - 1)]"))
            return nil
        }
        return low...high
    }
}

extension RegisterFormat.Kind {
    /// The number of registers, where the profile does not state one.
    fileprivate var count: Int {
        switch self {
        case .bool, .bit, .bitfield, .int8, .uint16, .int16, .bcd, .string: 1
        case .int24, .uint32, .int32, .float32: 2
        case .uint64, .int64, .float64: 4
        }
    }
}
