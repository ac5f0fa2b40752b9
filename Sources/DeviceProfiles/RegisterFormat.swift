/// The format of a number in registers. Its bits, up to 64, are combined into one pattern, the first word highest. A
/// text has two letters per register.
struct RegisterFormat: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case bool, bit, bitfield, int8, uint16, int16, int24, uint32, int32, uint64, int64, float32, float64, bcd,
            string

        /// Whether the type can hold negative numbers.
        var isSigned: Bool { [.int8, .int16, .int24, .int32, .int64, .float32, .float64, .string].contains(self) }
        /// Whether the number takes only some of the bits of its registers.
        var isPart: Bool { [.bit, .bitfield, .int8, .int24].contains(self) }
    }

    /// The order of the bytes on the wire, where A is the most significant byte of the number.
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
    /// The number of registers: 1 to 4, for a text up to 125.
    var count = 1
    /// The lowest and the highest bit of the number, if it is a part of its registers.
    var bits: ClosedRange<Int>?

    /// The number of bits.
    var width: Int { kind == .bool ? 1 : bits?.count ?? count * 16 }

    /// Returns the code that the registers hold.
    ///
    /// - Parameter words: exactly as many words as the format takes.
    func code(_ words: ArraySlice<UInt16>) -> Code {
        if kind == .bool { return .bits(words.first == 0 ? 0 : 1) }
        return kind == .string ? .text(text(words)) : .bits(pattern(words))
    }

    func words(_ code: Code) -> [UInt16] {
        switch code {
        case .bits(let pattern): ordered(pattern)
        case .text(let text): words(of: text)
        }
    }

    private func pattern(_ words: ArraySlice<UInt16>) -> UInt64 {
        var pattern: UInt64 = 0
        for place in 0..<words.count {
            let word = words[order.swapsWords ? words.endIndex - 1 - place : words.startIndex + place]
            pattern = pattern << 16 | UInt64(order.swapsBytes ? word.byteSwapped : word)
        }
        guard let bits else { return pattern }
        return pattern >> UInt64(bits.lowerBound) & (.max >> UInt64(64 - bits.count))
    }

    private func ordered(_ pattern: UInt64) -> [UInt16] {
        let pattern = pattern << UInt64(bits?.lowerBound ?? 0)
        return inOrder((0..<count).map { UInt16(truncatingIfNeeded: pattern >> UInt64(16 * (count - 1 - $0))) })
    }

    /// Converts words from the order in the registers to highest first, and back: the order is its own inverse.
    private func inOrder(_ words: [UInt16]) -> [UInt16] {
        let words = order.swapsBytes ? words.map(\.byteSwapped) : words
        return order.swapsWords ? words.reversed() : words
    }

    /// Returns the text up to the first zero. Devices fill a text with zeros or with spaces.
    private func text(_ words: ArraySlice<UInt16>) -> String {
        let bytes = inOrder(Array(words)).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }.prefix { $0 != 0 }
        let end = bytes.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    private func words(of text: String) -> [UInt16] {
        let bytes = Array(text.utf8) + Array(repeating: 0, count: max(0, count * 2 - text.utf8.count))
        return inOrder((0..<count).map { UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]) })
    }
}

/// The content of registers before it is interpreted.
enum Code: Hashable, Sendable, Comparable {
    case bits(UInt64)
    /// A text without trailing zeros and spaces.
    case text(String)
}
