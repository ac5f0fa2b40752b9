/// Codes from one to another, both included: `0xFFF9..0xFFFF` by their bits, `5..` by the number that the type reads.
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

    /// The lowest code in it; nil if the format has none.
    func first(_ format: RegisterFormat) -> Code? {
        switch self {
        case .bits(let range): .bits(range.lowerBound)
        case .numbers(let range): format.code(range.lowerBound.isFinite ? range.lowerBound : range.upperBound)
        }
    }

    /// Nil where one is of bits and the other of numbers.
    func overlaps(_ other: CodeRange) -> Bool? {
        switch (self, other) {
        case (.bits(let range), .bits(let other)): range.overlaps(other)
        case (.numbers(let range), .numbers(let other)): range.overlaps(other)
        default: nil
        }
    }
}

/// Codes, one by one and by ranges.
struct CodeSet: Hashable, Sendable {
    var codes: [Code] = []
    var ranges: [CodeRange] = []

    func contains(_ code: Code, _ format: RegisterFormat) -> Bool {
        codes.contains(code) || ranges.contains { $0.contains(code, format) }
    }

    /// One of them; nil if it is empty.
    func example(_ format: RegisterFormat) -> Code? { codes.first ?? ranges.lazy.compactMap { $0.first(format) }.first }
}

/// What codes stand for. A code of its own counts before a range that it lies in.
struct StateTable: Hashable, Sendable {
    struct Stretch: Hashable, Sendable {
        var range: CodeRange
        var value: Double
    }

    var codes: [Code: Double] = [:]
    var ranges: [Stretch] = []

    /// Nil for a code that is not in the table.
    func value(_ code: Code, _ format: RegisterFormat) -> Double? {
        codes[code] ?? ranges.first { $0.range.contains(code, format) }?.value
    }

    /// The lowest code that stands for a value; nil if none does.
    func code(_ value: Double, _ format: RegisterFormat) -> Code? {
        let own = codes.filter { $0.value == value }.keys.min()
        return own
            ?? ranges.lazy.filter { $0.value == value }.compactMap { $0.range.first(format) }
            .first { codes[$0] == nil }
    }
}
