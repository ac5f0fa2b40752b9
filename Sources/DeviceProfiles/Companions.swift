/// The other registers of a device that determine the value of a point. They are in the point's table and are read in
/// its request, so that a number is never combined with a scale of another time.
struct Companions: Hashable, Sendable {
    /// The numbers that are added to the point's own.
    var plus: [Term] = []
    /// The registers that each contain a factor of the number.
    var scales: [ScaleRegister] = []
    /// A bit that is 1 for a negative number.
    var sign: RegisterField?
    /// The differences between models, which a register identifies.
    var variants: Variants?

    static let none = Companions()

    var fields: [RegisterField] {
        plus.map(\.field) + scales.map(\.field) + [sign, variants?.field].compactMap { $0 } + (variants?.fields ?? [])
    }

    /// Returns the value of the number in the point's own registers; nil if one of the companions has an invalid
    /// content.
    func value(_ own: Double, _ window: RegisterWindow) -> Double? {
        var value = own
        for term in plus {
            guard let more = term.value(window) else { return nil }
            value = Decimals.sum(value, more)
        }
        for scale in scales {
            guard let factor = scale.factor(window.code(scale.field)) else { return nil }
            value = Decimals.product(value, factor)
        }
        if let sign, window.code(sign) == .bits(1) { return -value }
        return value
    }

    /// One number that is added.
    struct Term: Hashable, Sendable {
        var field: RegisterField
        var linear: Linear
        var notAvailable: CodeSet

        fileprivate func value(_ window: RegisterWindow) -> Double? {
            let code = window.code(field)
            guard !notAvailable.contains(code, field.format) else { return nil }
            return field.format.number(code).map(linear.value)
        }
    }
}

/// A register that contains a factor: a power of ten, or a code that stands for a factor.
struct ScaleRegister: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
        /// Ten to the power of sign · number + offset.
        case power(sign: Int, offset: Int)
        case table(StateTable)
    }

    var field: RegisterField
    var meaning: Meaning
    /// The valid numbers; nil if all are.
    var range: ClosedRange<Double>?
    /// The usual content of the register in a device of the profile.
    var usual: Code

    /// The valid exponents. A register that gives any other does not hold a scale.
    static let powers = -10...10

    /// Returns the factor that a code stands for; nil if it is not a valid scale.
    func factor(_ code: Code) -> Double? {
        if case .table(let table) = meaning { return table.value(code, field.format) }
        guard case .power(let sign, let offset) = meaning, let number = field.format.number(code),
            range?.contains(number) ?? true, let whole = Int(exactly: number),
            Self.powers.contains(sign * whole + offset)
        else { return nil }
        return Decimals.power(sign * whole + offset)
    }

    /// Returns the code of the valid scale nearest to a factor of 1; nil if the format holds none.
    static func code(_ field: RegisterField, _ meaning: Meaning, _ range: ClosedRange<Double>?) -> Code? {
        switch meaning {
        case .table(let table): return table.codes.keys.min() ?? table.ranges.first?.range.first(field.format)
        case .power(let sign, let offset):
            let numbers = powers.sorted { $0.magnitude < $1.magnitude }.map { Double(sign * ($0 - offset)) }
            return numbers.lazy.filter { range?.contains($0) ?? true }.compactMap { field.format.code($0) }.first
        }
    }
}

/// The differences between models, where a register identifies the model.
struct Variants: Hashable, Sendable {
    /// The properties of one model; nil for those that it shares with the profile.
    struct Model: Hashable, Sendable {
        var field: RegisterField?
        var scaling: Scaling?
        var range: ClosedRange<Double>?
    }

    var field: RegisterField
    var models: [Code: Model]
    /// The code of the model in the samples; if they have none, any of the models.
    var usual: Code

    /// The registers that only some models have.
    var fields: [RegisterField] {
        models.sorted { $0.key < $1.key }.compactMap(\.value.field)
    }
}
