/// A value with its unit, as configurations contain it: `1000 kg`, `4.2 m2`.
public struct Measure: Hashable, Sendable, CustomStringConvertible {
    /// The number, in `unit`.
    public var value: Double
    /// The unit of the number.
    public var unit: PhysicalUnit

    public init(_ value: Double, _ unit: PhysicalUnit) {
        self.value = value
        self.unit = unit
    }

    /// Reads a number and a unit; a number alone has the unit 1. Nil for anything else, and for what is not finite.
    public init?(_ text: String) {
        let number = text.prefix { $0.isASCIIDigit || "+-.eE".contains($0) }
        let symbol = text.dropFirst(number.count).drop { $0 == " " }
        guard let value = Double(number), value.isFinite,
            let unit = PhysicalUnit(symbol.isEmpty ? "1" : String(symbol))
        else { return nil }
        self.init(value, unit)
    }

    /// Returns the value in another unit; nil if that has another dimension.
    public func value(in unit: PhysicalUnit) -> Double? {
        self.unit.convert(value, to: unit)
    }

    public var description: String {
        unit == .one ? value.plainText : "\(value.plainText) \(unit)"
    }
}

extension Double {
    /// Returns the number as a person writes it: with at most `decimals` decimals, no trailing zeros, and no exponent
    /// up to 10^15.
    public func plainText(decimals: Int = 6) -> String {
        guard isFinite else { return "–" }
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (magnitude * scale).rounded()
        guard scaled < 1e15 else { return "\(self)" }
        let units = Int64(scaled)
        let fraction = units % Int64(scale)
        let isNegative = self < 0 && units != 0
        let sign = isNegative ? "-" : ""
        guard fraction != 0 else { return "\(sign)\(units / Int64(scale))" }
        var (digits, count) = (fraction, decimals)
        while digits % 10 == 0 { (digits, count) = (digits / 10, count - 1) }
        let text = String(digits)
        return "\(sign)\(units / Int64(scale))." + String(repeating: "0", count: count - text.utf8.count) + text
    }

    /// The number with at most six decimals.
    public var plainText: String { plainText() }
}
