import Facilities

/// How a number lies in registers: its bits, up to 64, are gathered into one pattern, the first word highest.
struct RegisterFormat: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case bool, bit, bitfield, uint16, int16, uint32, int32, uint64, int64, float32, float64, bcd, string
    }

    /// The order of the bytes on the wire, A being the highest of the number.
    enum Order: String, Hashable, Sendable, CaseIterable {
        case bigEndian = "ABCD"
        case wordsSwapped = "CDAB"
        case bytesSwapped = "BADC"
        case littleEndian = "DCBA"

        var swapsWords: Bool { self == .wordsSwapped || self == .littleEndian }
        var swapsBytes: Bool { self == .bytesSwapped || self == .littleEndian }
    }

    var kind: Kind
    var order = Order.bigEndian
    /// In registers, 1 to 4.
    var count = 1
    /// The lowest and the highest bit that belong to the number, for a part of the registers.
    var bits: ClosedRange<Int>?

    /// In bits.
    var width: Int { kind == .bool ? 1 : bits?.count ?? count * 16 }

    func pattern(_ words: ArraySlice<UInt16>) -> UInt64 {
        if kind == .bool { return words.first == 0 ? 0 : 1 }
        var pattern: UInt64 = 0
        for index in 0..<count {
            let word = words[words.startIndex + (order.swapsWords ? count - 1 - index : index)]
            pattern = pattern << 16 | UInt64(order.swapsBytes ? word.byteSwapped : word)
        }
        if let bits { return pattern >> UInt64(bits.lowerBound) & (.max >> UInt64(64 - bits.count)) }
        return kind == .string ? Self.withoutTrailingSpaces(pattern) : pattern
    }

    func words(_ pattern: UInt64) -> [UInt16] {
        let pattern = pattern << UInt64(bits?.lowerBound ?? 0)
        let words = (0..<count).map { index in
            let word = UInt16(truncatingIfNeeded: pattern >> UInt64(16 * (count - 1 - index)))
            return order.swapsBytes ? word.byteSwapped : word
        }
        return order.swapsWords ? words.reversed() : words
    }

    /// Devices fill up a text with either; the pattern of a text has zeros behind it.
    private static func withoutTrailingSpaces(_ pattern: UInt64) -> UInt64 {
        var (rest, length) = (pattern, UInt64(0))
        while rest != 0, rest & 0xFF == 0x20 || rest & 0xFF == 0 { (rest, length) = (rest >> 8, length + 8) }
        return rest << length
    }
}

extension RegisterFormat {
    /// The least and the greatest number; nil for formats whose bounds are beyond any measurement.
    var numbers: ClosedRange<Double>? {
        switch kind {
        case .bool, .bit, .bitfield, .uint16, .uint32, .uint64: 0...Double(UInt64.max >> UInt64(64 - width))
        case .int16, .int32, .int64: Double(Int64.min >> Int64(64 - width))...Double(Int64.max >> Int64(64 - width))
        case .bcd: 0...(0..<count * 4).reduce(1) { power, _ in power * 10 } - 1
        case .float32, .float64, .string: nil
        }
    }

    /// The number that a pattern stands for; nil if it stands for none, as NaN, infinity and a BCD digit above 9 do.
    func number(_ pattern: UInt64) -> Double? {
        switch kind {
        case .bool, .bit, .bitfield, .uint16, .uint32, .uint64: Double(pattern)
        case .int16: Double(Int16(truncatingIfNeeded: pattern))
        case .int32: Double(Int32(truncatingIfNeeded: pattern))
        case .int64: Double(Int64(bitPattern: pattern))
        case .float32: Self.shortest(Float(bitPattern: UInt32(truncatingIfNeeded: pattern)))
        case .float64: Self.finite(Double(bitPattern: pattern))
        case .bcd: Self.decimalDigits(pattern, count * 4).map { Double($0) }
        case .string: Self.decimal(bytes(pattern))
        }
    }

    /// Whether `number` gives exactly what the pattern says: beyond 2^53 a Double holds only every second whole number,
    /// and later fewer.
    func isExact(_ pattern: UInt64) -> Bool {
        switch kind {
        case .bitfield, .uint64: UInt64(exactly: Double(pattern)) == pattern
        case .int64: Int64(exactly: Double(Int64(bitPattern: pattern))) == Int64(bitPattern: pattern)
        case .bcd: Self.decimalDigits(pattern, count * 4).map { UInt64(exactly: Double($0)) == $0 } ?? true
        case .bool, .bit, .uint16, .int16, .uint32, .int32, .float32, .float64, .string: true
        }
    }

    /// Whether two values are the same to the device: a float32 has seven digits, also after it was scaled.
    func isEqual(_ value: Double, _ other: Double) -> Bool {
        kind == .float32 ? Float(value) == Float(other) : value == other
    }

    /// The pattern of the number nearest to `number`; nil if it is beyond what the format holds.
    func pattern(_ number: Double) -> UInt64? {
        switch kind {
        case .bool, .bit, .bitfield, .uint16, .uint32, .uint64: unsigned(number)
        case .int16: Int16(exactly: number.rounded()).map { UInt64(UInt16(bitPattern: $0)) }
        case .int32: Int32(exactly: number.rounded()).map { UInt64(UInt32(bitPattern: $0)) }
        case .int64: Int64(exactly: number.rounded()).map(UInt64.init(bitPattern:))
        case .float32: Float(number).isFinite ? UInt64(Float(number).bitPattern) : nil
        case .float64: number.bitPattern
        case .bcd: unsigned(number).flatMap { UInt64(String($0), radix: 16) }.flatMap(fitting)
        case .string: pattern(text: number.plainText)
        }
    }

    /// The pattern of a text of visible ASCII; nil if it is longer than the registers.
    func pattern(text: String) -> UInt64? {
        guard text.utf8.count <= count * 2, text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
        let pattern = text.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return text.isEmpty ? 0 : Self.withoutTrailingSpaces(pattern << UInt64(8 * (count * 2 - text.utf8.count)))
    }

    private func unsigned(_ number: Double) -> UInt64? {
        UInt64(exactly: number.rounded()).flatMap(kind == .bcd ? { $0 } : fitting)
    }

    /// The pattern itself if it is no wider than the format.
    func fitting(_ pattern: UInt64) -> UInt64? {
        width == 64 || pattern >> UInt64(width) == 0 ? pattern : nil
    }

    /// The number that a device's display shows: 35.3, and not 35.29999923706055, which is the same float32. Nil for NaN and infinity.
    private static func shortest(_ number: Float) -> Double? {
        guard number.isFinite else { return nil }
        return number.rounded() == number && number.magnitude < 0x1p24 ? Double(number) : Double("\(number)")
    }

    private static func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }

    /// Nil for a digit above 9.
    private static func decimalDigits(_ pattern: UInt64, _ count: Int) -> UInt64? {
        var number: UInt64 = 0
        for place in (0..<count).reversed() {
            let digit = pattern >> UInt64(4 * place) & 0xF
            guard digit <= 9 else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    private func bytes(_ pattern: UInt64) -> [UInt8] {
        (0..<count * 2).reversed().map { UInt8(truncatingIfNeeded: pattern >> UInt64(8 * $0)) }
    }

    private static func decimal(_ bytes: [UInt8]) -> Double? {
        let text = String(decoding: bytes.drop { $0 == 0x20 }.prefix { $0 != 0 }, as: UTF8.self)
        guard text.allSatisfy({ "0123456789+-.".contains($0) }) else { return nil }
        return Double(text)
    }
}
