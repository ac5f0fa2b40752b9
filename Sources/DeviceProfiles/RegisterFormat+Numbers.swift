import Facilities

extension RegisterFormat {
    /// The range of numbers that the format holds; nil if its bounds are beyond any measurement.
    var numbers: ClosedRange<Double>? {
        switch kind {
        case .bool, .bit, .bitfield, .uint16, .uint32, .uint64: 0...Double(UInt64.max >> UInt64(64 - width))
        case .int8, .int16, .int24, .int32, .int64:
            Double(Int64.min >> Int64(64 - width))...Double(Int64.max >> Int64(64 - width))
        case .bcd: 0...(0..<count * 4).reduce(1) { power, _ in power * 10 } - 1
        case .float32, .float64, .string: nil
        }
    }

    /// Returns the number that a code stands for; nil if it stands for none, such as NaN, infinity and a BCD digit
    /// above 9.
    func number(_ code: Code) -> Double? {
        switch code {
        case .bits(let pattern): number(pattern)
        case .text(let text): Self.decimal(text)
        }
    }

    private func number(_ pattern: UInt64) -> Double? {
        switch kind {
        case .bool, .bit, .bitfield, .uint16, .uint32, .uint64: Double(pattern)
        case .int8, .int16, .int24, .int32, .int64: Double(signed(pattern))
        case .float32: Self.shortest(Float(bitPattern: UInt32(truncatingIfNeeded: pattern)))
        case .float64: Self.finite(Double(bitPattern: pattern))
        case .bcd: Self.decimalDigits(pattern, count * 4).map { Double($0) }
        case .string: nil
        }
    }

    /// Returns whether `number` gives exactly the number in the code: beyond 2^53 a Double can hold only every second
    /// whole number, and later fewer.
    func isExact(_ code: Code) -> Bool {
        guard case .bits(let pattern) = code else { return true }
        switch kind {
        case .bitfield, .uint64: return UInt64(exactly: Double(pattern)) == pattern
        case .int64: return Int64(exactly: Double(signed(pattern))) == signed(pattern)
        case .bcd:
            guard let number = Self.decimalDigits(pattern, count * 4) else { return true }
            return UInt64(exactly: Double(number)) == number
        default: return true
        }
    }

    /// Returns whether two values are the same to the device: a float32 has seven digits, also after scaling.
    func isEqual(_ value: Double, _ other: Double) -> Bool {
        kind == .float32 ? Float(value) == Float(other) : value == other
    }

    /// Returns the code of the number nearest to `number`; nil if the format cannot hold it.
    func code(_ number: Double) -> Code? {
        kind == .string ? code(text: number.plainText) : pattern(number).map(Code.bits)
    }

    private func pattern(_ number: Double) -> UInt64? {
        switch kind {
        case .bool, .bit, .bitfield, .uint16, .uint32, .uint64: unsigned(number)
        case .int8, .int16, .int24, .int32, .int64: twosComplement(number)
        case .float32: Float(number).isFinite ? UInt64(Float(number).bitPattern) : nil
        case .float64: number.bitPattern
        case .bcd: unsigned(number).flatMap { UInt64(String($0), radix: 16) }.flatMap(fitting)
        case .string: nil
        }
    }

    /// Returns the code of a text of visible ASCII characters; nil if it is longer than the registers.
    func code(text: String) -> Code? {
        guard text.utf8.count <= count * 2, text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
        return .text(String(text.reversed().drop { $0 == " " }.reversed()))
    }

    private func unsigned(_ number: Double) -> UInt64? {
        UInt64(exactly: number.rounded()).flatMap(kind == .bcd ? { $0 } : fitting)
    }

    private func twosComplement(_ number: Double) -> UInt64? {
        guard let whole = Int64(exactly: number.rounded()), numbers?.contains(number.rounded()) ?? false else {
            return nil
        }
        return UInt64(bitPattern: whole) & (.max >> UInt64(64 - width))
    }

    private func signed(_ pattern: UInt64) -> Int64 {
        Int64(bitPattern: pattern << UInt64(64 - width)) >> Int64(64 - width)
    }

    /// Returns the pattern if it is no wider than the format; nil otherwise.
    func fitting(_ pattern: UInt64) -> UInt64? {
        width == 64 || pattern >> UInt64(width) == 0 ? pattern : nil
    }

    /// Returns the number that a display of the device shows: 35.3, and not 35.29999923706055, which is the same
    /// float32. Nil for NaN and infinity.
    private static func shortest(_ number: Float) -> Double? {
        guard number.isFinite else { return nil }
        return number.rounded() == number && number.magnitude < 0x1p24 ? Double(number) : Double("\(number)")
    }

    private static func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }

    /// Returns the number of binary-coded decimal digits; nil if a digit is above 9.
    private static func decimalDigits(_ pattern: UInt64, _ count: Int) -> UInt64? {
        var number: UInt64 = 0
        for place in (0..<count).reversed() {
            let digit = pattern >> UInt64(4 * place) & 0xF
            guard digit <= 9 else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    private static func decimal(_ text: String) -> Double? {
        let text = text.drop { $0 == " " }
        guard text.allSatisfy({ "0123456789+-.".contains($0) }) else { return nil }
        return Double(text)
    }
}
