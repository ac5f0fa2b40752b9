import Facilities

/// What a point is: its registers, their meaning, and what it has from the configuration.
struct PointFacts: Hashable, Sendable {
    let name: String
    private(set) var quantity: Quantity
    private(set) var unit: PhysicalUnit
    let register: RegisterAddress
    var every: Duration
    let stuckAfter: Duration?
    let format: RegisterFormat
    let scaling: Scaling
    let notAvailable: CodeSet
    /// The other registers that determine the value.
    var companions = Companions.none {
        didSet {
            addresses = Self.addresses(field, companions)
            dependsOnModel = companions.variants != nil
        }
    }
    /// Whether a register names the model, which determines the meaning of the others.
    private(set) var dependsOnModel = false
    /// The addresses from the first register that the point needs to the last.
    private(set) var addresses: Range<Int>
    /// The names of the parameters that are factors of the value.
    let times: [String]
    let profileUnit: PhysicalUnit
    let profileRange: ClosedRange<Double>?
    let profileMaxRate: Double?
    /// The factor from the profile's unit to the unit of the reading.
    private(set) var conversion = 1.0
    /// The product of the point's parameters.
    var multiplier = 1.0
    /// Whether the point qualifies other points.
    var isStatus = false

    /// Creates the facts of a point as a profile states it, in the profile's unit; nil if that unit does not fit the
    /// quantity.
    init?(
        _ name: String, _ register: RegisterAddress, _ format: RegisterFormat, _ scaling: Scaling, unit: PhysicalUnit,
        range: ClosedRange<Double>?, notAvailable: CodeSet, times: [String], every: Duration, stuckAfter: Duration?,
        maxRate: Double?
    ) {
        guard let quantity = Quantity(rawValue: name) else { return nil }
        self.name = name
        self.register = register
        self.format = format
        self.scaling = scaling
        self.notAvailable = notAvailable
        self.times = times
        self.every = every
        addresses = Self.addresses(RegisterField(register: register, format: format), .none)
        self.stuckAfter = stuckAfter
        self.unit = unit
        self.quantity = quantity
        profileUnit = unit
        profileRange = range
        profileMaxRate = maxRate
        guard adopt(quantity) else { return nil }
    }

    /// The point's own registers.
    var field: RegisterField { RegisterField(register: register, format: format) }

    /// Gives the readings another quantity. Returns false if the unit does not fit it.
    mutating func adopt(_ quantity: Quantity) -> Bool {
        let unit = quantity.unit ?? profileUnit
        guard let conversion = profileUnit.convert(1, to: unit) else { return false }
        (self.quantity, self.unit, self.conversion) = (quantity, unit, conversion)
        return true
    }

    private static func addresses(_ field: RegisterField, _ companions: Companions) -> Range<Int> {
        companions.fields.reduce(field.addresses) {
            min($0.lowerBound, $1.addresses.lowerBound)..<max($0.upperBound, $1.addresses.upperBound)
        }
    }
}
