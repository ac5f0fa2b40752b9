/// A range of codes, both ends included: `0xFFF9..0xFFFF` compares bits, `5..` compares the number that the type reads.
enum CodeRange: Hashable, Sendable {
    case bits(ClosedRange<UInt64>)
    case numbers(ClosedRange<Double>)

    func contains(_ code: Code, _ format: RegisterFormat) -> Bool {
        switch (self, code) {
        case (.bits(let range), .bits(let pattern)): range.contains(pattern)
        case (.numbers(let range), _):
            if let number = format.number(code) { range.contains(number) } else { false }
        default: false
        }
    }

    /// Returns the lowest code of the range; nil if the format has none.
    func first(_ format: RegisterFormat) -> Code? {
        switch self {
        case .bits(let range): .bits(range.lowerBound)
        case .numbers(let range): format.code(range.lowerBound.isFinite ? range.lowerBound : range.upperBound)
        }
    }

    /// Returns whether two ranges have a code in common; nil if one is of bits and the other of numbers.
    func overlaps(_ other: CodeRange) -> Bool? {
        switch (self, other) {
        case (.bits(let range), .bits(let other)): range.overlaps(other)
        case (.numbers(let range), .numbers(let other)): range.overlaps(other)
        default: nil
        }
    }
}

/// A set of single codes and ranges of codes.
struct CodeSet: Hashable, Sendable {
    var codes: [Code] = []
    var ranges: [CodeRange] = []

    func contains(_ code: Code, _ format: RegisterFormat) -> Bool {
        codes.contains(code) || ranges.contains { $0.contains(code, format) }
    }

    /// Returns one code of the set; nil if it is empty.
    func example(_ format: RegisterFormat) -> Code? { codes.first ?? ranges.lazy.compactMap { $0.first(format) }.first }
}

/// A table of the values that codes stand for. A single code takes precedence over a range that contains it.
struct StateTable: Hashable, Sendable {
    struct Stretch: Hashable, Sendable {
        var range: CodeRange
        var value: Double
    }

    var codes: [Code: Double] = [:]
    var ranges: [Stretch] = []

    /// Returns the value of a code; nil if the code is not in the table.
    func value(_ code: Code, _ format: RegisterFormat) -> Double? {
        codes[code] ?? ranges.first { $0.range.contains(code, format) }?.value
    }

    /// Returns the lowest code that stands for a value; nil if none does.
    func code(_ value: Double, _ format: RegisterFormat) -> Code? {
        let own = codes.filter { $0.value == value }.keys.min()
        return own
            ?? ranges.lazy.filter { $0.value == value }.compactMap { $0.range.first(format) }
            .first { codes[$0] == nil }
    }
}
