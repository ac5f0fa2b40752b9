/// What other registers of the device say of a point's number. They are in the point's table, and are read in its request,
/// so that a number is never taken with the scale of another time.
struct Companions: Hashable, Sendable {
    /// Numbers that are added to the point's own.
    var plus: [Term] = []
    /// By each of which the number is multiplied.
    var scales: [ScaleRegister] = []
    /// A bit that is 1 for a number below zero.
    var sign: RegisterField?
    /// What differs by the model, which a register tells.
    var variants: Variants?

    static let none = Companions()

    var fields: [RegisterField] {
        plus.map(\.field) + scales.map(\.field) + [sign, variants?.field].compactMap { $0 } + (variants?.fields ?? [])
    }

    /// The value that they make of the number in the point's own registers; nil where one of them holds nonsense.
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

/// A register by which a number is multiplied: by a power of ten, or by what its code stands for.
struct ScaleRegister: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
        /// Ten to the power of sign · number + offset.
        case power(sign: Int, offset: Int)
        case table(StateTable)
    }

    var field: RegisterField
    var meaning: Meaning
    /// The numbers that make sense; nil for any.
    var range: ClosedRange<Double>?
    /// What a device of the profile usually has there.
    var usual: Code

    /// Beyond these powers a register holds no scale.
    static let powers = -10...10

    /// Nil for what is no scale.
    func factor(_ code: Code) -> Double? {
        if case .table(let table) = meaning { return table.value(code, field.format) }
        guard case .power(let sign, let offset) = meaning, let number = field.format.number(code),
            range?.contains(number) ?? true, let whole = Int(exactly: number),
            Self.powers.contains(sign * whole + offset)
        else { return nil }
        return Decimals.power(sign * whole + offset)
    }

    /// A code that is a scale: the one nearest to a factor of 1.
    static func code(_ field: RegisterField, _ meaning: Meaning, _ range: ClosedRange<Double>?) -> Code? {
        switch meaning {
        case .table(let table): return table.codes.keys.min() ?? table.ranges.first?.range.first(field.format)
        case .power(let sign, let offset):
            let numbers = powers.sorted { $0.magnitude < $1.magnitude }.map { Double(sign * ($0 - offset)) }
            return numbers.lazy.filter { range?.contains($0) ?? true }.compactMap { field.format.code($0) }.first
        }
    }
}

/// What differs from model to model, where a register tells the model.
struct Variants: Hashable, Sendable {
    /// What one model has of its own; nil for what is the profile's.
    struct Model: Hashable, Sendable {
        var field: RegisterField?
        var scaling: Scaling?
        var range: ClosedRange<Double>?
    }

    var field: RegisterField
    var models: [Code: Model]
    /// The model of the samples, or any.
    var usual: Code

    /// The registers that only some models have.
    var fields: [RegisterField] {
        models.sorted { $0.key < $1.key }.compactMap(\.value.field)
    }
}
