/// The conversion between the number in the registers and the value in the profile's unit.
enum Scaling: Hashable, Sendable {
    case linear(Linear)
    /// The current of an analog input, in mA after the linear conversion, that stands for a value.
    case milliamps(Linear, CurrentLoop)
    /// A table of the values that codes stand for.
    case states(StateTable)

    /// Returns the number or code in the registers; nil if they hold no number.
    func raw(_ code: Code, _ format: RegisterFormat) -> Raw? {
        if case .states = self { return .code(code, format) }
        return format.number(code).map(Raw.number)
    }

    enum Raw {
        case number(Double)
        case code(Code, RegisterFormat)
    }

    /// Returns the value; nil for a code that is not in the table, and for a current that a working loop never has.
    func value(_ raw: Raw) -> Double? {
        switch (self, raw) {
        case (.linear(let linear), .number(let number)): linear.value(number)
        case (.milliamps(let linear, let loop), .number(let number)): loop.value(linear.value(number))
        case (.states(let states), .code(let code, let format)): states.value(code, format)
        default: nil
        }
    }

    func code(_ value: Double, _ format: RegisterFormat) -> Code? {
        switch self {
        case .linear(let linear): format.code(linear.number(value))
        case .milliamps(let linear, let loop): format.code(linear.number(loop.current(value)))
        case .states(let states): states.code(value, format)
        }
    }
}

extension Scaling {
    /// Whether the registers hold codes rather than numbers.
    var isOfCodes: Bool {
        if case .states = self { true } else { false }
    }

    /// Returns all values that a format's numbers can have; nil if they are unbounded, or if the scaling is a table.
    func values(of format: RegisterFormat) -> ClosedRange<Double>? {
        guard case .linear(let linear) = self, let numbers = format.numbers else { return nil }
        let ends = [numbers.lowerBound, numbers.upperBound].map(linear.value).sorted()
        return ends[0]...ends[1]
    }
}

/// The linear conversion number · scale + offset.
struct Linear: Hashable, Sendable {
    private let factor: Double
    private let divisor: Double
    private let offset: Double
    /// The number of decimal places that scale and offset add to those of a number; nil if they are not decimals.
    private let places: Int?

    /// Creates a conversion. A scale such as 0.1 divides by 10 instead: 353 becomes 35.3 and not 35.300000000000004.
    init(scale: Double = 1, offset: Double = 0) {
        let inverse = (1 / scale).rounded()
        let divides = scale.magnitude < 1 && 1 / inverse == scale
        (factor, divisor) = divides ? (1, inverse) : (scale, 1)
        self.offset = offset
        if let ofScale = Decimals.places(scale), let ofOffset = Decimals.places(offset) {
            places = max(ofScale, ofOffset)
        } else {
            places = nil
        }
    }

    /// Returns the value of a number, as a person would calculate it: 353 · 0.1 − 40 is −4.7.
    func value(_ number: Double) -> Double {
        if self == Self.identity { return number }
        let value = number * factor / divisor + offset
        guard let places, let own = Decimals.places(number) else { return value }
        return Decimals.rounded(value, to: own + places)
    }

    func number(_ value: Double) -> Double { (value - offset) * divisor / factor }

    /// The change of the value for one step of the number.
    var step: Double { factor / divisor }

    private static let identity = Linear()
}

/// A current in mA that stands for a value: 4–20 mA for −100–100 Pa.
struct CurrentLoop: Hashable, Sendable {
    var from: ClosedRange<Double>
    var start: Double
    var end: Double

    /// Returns the value; nil if the loop is broken or shorted: NAMUR NE 43 reserves 3.6 mA and below, and 21 mA and
    /// above, for failures.
    func value(_ current: Double) -> Double? {
        guard current < 21, from.lowerBound < 4 || current > 3.6 else { return nil }
        return start + (current - from.lowerBound) * (end - start) / width
    }

    func current(_ value: Double) -> Double {
        from.lowerBound + (value - start) * width / (end - start)
    }

    private var width: Double { from.upperBound - from.lowerBound }
}
