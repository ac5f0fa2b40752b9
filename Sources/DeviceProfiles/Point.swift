public import Facilities

/// One quantity in the registers of a device.
public struct Point: Hashable, Sendable {
    /// As the profile names it.
    public let name: String
    /// As the readings name it: the same, unless the configuration gives it another meaning.
    public private(set) var quantity: Quantity
    /// The unit of the readings: the quantity's own if it is a known one, otherwise the profile's.
    public private(set) var unit: PhysicalUnit
    public let register: RegisterAddress
    /// How often it is read.
    public internal(set) var every: Duration
    /// Unchanged for this long, the sensor is thought stuck; nil for what may stand still for ever.
    public let stuckAfter: Duration?

    let format: RegisterFormat
    let scaling: Scaling
    let notAvailable: CodeSet
    /// Registers that say more of the number.
    var companions = Companions.none
    /// The names of the parameters by which its value is multiplied.
    let times: [String]
    private let profileUnit: PhysicalUnit
    let profileRange: ClosedRange<Double>?
    private let profileMaxRate: Double?
    /// From the profile's unit to the reading's.
    private var conversion = 1.0
    /// The product of its parameters.
    private var multiplier = 1.0
    /// Whether other points are qualified by it.
    var isStatus = false

    /// How many registers are read for it, from the first that it needs to the last.
    public var count: Int { addresses.count }

    /// What the instrument can measure, in the reading's unit; nil for anything.
    public var range: ClosedRange<Double>? {
        profileRange.map { converted($0.lowerBound)...converted($0.upperBound) }
    }

    /// Whether it is measured on a scale. The others are states: bits, codes of a table, a 0 or 1, and the words by which
    /// a device tells its own state. Nothing about them is more or less, so that they have no bounds.
    public var isMeasured: Bool {
        if isStatus || scaling.isOfCodes || format.width == 1 { return false }
        return !(profileUnit == .one && profileRange == 0...1)
    }

    /// What the thing measured can change by, in the reading's unit per second; nil for anything.
    public var maxRate: Double? { profileMaxRate.map { $0 * factor } }

    var factor: Double { conversion * multiplier }

    /// A value of the profile's unit in the reading's.
    func converted(_ value: Double) -> Double { Decimals.product(value, factor) }

    /// Its own registers.
    var field: RegisterField { RegisterField(register: register, format: format) }

    /// All that it needs, its own first.
    var fields: [RegisterField] { [field] + companions.fields }

    /// From the first register that it needs to the last.
    var addresses: Range<Int> {
        let own = field.addresses
        return companions.fields.reduce(own) {
            min($0.lowerBound, $1.addresses.lowerBound)..<max($0.upperBound, $1.addresses.upperBound)
        }
    }

    /// Whether a register belongs to it.
    public func uses(_ table: RegisterTable, _ address: Int) -> Bool {
        register.table == table && fields.contains { $0.addresses.contains(address) }
    }
}

extension Point {
    /// Everything as a profile states it, in the profile's unit. Nil if that unit is not one of the quantity.
    init?(
        _ name: String, _ register: RegisterAddress, _ format: RegisterFormat, _ scaling: Scaling, unit: PhysicalUnit,
        range: ClosedRange<Double>?, notAvailable: CodeSet, times: [String], every: Duration, stuckAfter: Duration?,
        maxRate: Double?
    ) {
        self.name = name
        self.register = register
        self.format = format
        self.scaling = scaling
        self.notAvailable = notAvailable
        self.times = times
        self.every = every
        self.stuckAfter = stuckAfter
        self.unit = unit
        quantity = Quantity(rawValue: name)
        profileUnit = unit
        profileRange = range
        profileMaxRate = maxRate
        guard adopt(quantity) else { return nil }
    }

    /// The same registers as a reading of another quantity; nil if the unit does not fit it.
    func measuring(_ quantity: Quantity) -> Point? {
        var point = self
        return point.adopt(quantity) ? point : nil
    }

    /// The same registers with its parameters as they are set.
    func multiplied(by parameters: [Parameter]) -> Point {
        var point = self
        point.multiplier = parameters.filter { times.contains($0.name) }.reduce(1) { $0 * $1.value }
        return point
    }

    /// The same registers, as one by which the device tells its own state.
    func asStatus(_ isStatus: Bool) -> Point {
        var point = self
        point.isStatus = isStatus
        return point
    }

    private mutating func adopt(_ quantity: Quantity) -> Bool {
        let unit = quantity.unit ?? profileUnit
        guard let conversion = profileUnit.convert(1, to: unit) else { return false }
        (self.quantity, self.unit, self.conversion) = (quantity, unit, conversion)
        return true
    }
}
