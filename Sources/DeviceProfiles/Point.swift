public import Facilities

/// One quantity in the registers of a device.
public struct Point: Hashable, Sendable {
    /// The name in the profile.
    public let name: String
    /// The quantity of the readings: that of the same name, unless the configuration gives the point another meaning.
    public private(set) var quantity: Quantity
    /// The unit of the readings: the quantity's own if the quantity is a known one, otherwise the profile's.
    public private(set) var unit: PhysicalUnit
    /// The point's own first register.
    public let register: RegisterAddress
    /// The period at which the point is read.
    public internal(set) var every: Duration
    /// The time after which an unchanged value means that the sensor is stuck; nil if the value may stay the same for
    /// ever.
    public let stuckAfter: Duration?

    let format: RegisterFormat
    let scaling: Scaling
    let notAvailable: CodeSet
    /// The other registers that determine the value.
    var companions = Companions.none {
        didSet { addresses = Self.addresses(field, companions) }
    }
    /// The addresses from the first register that the point needs to the last.
    private(set) var addresses: Range<Int>
    /// The names of the parameters that are factors of the value.
    let times: [String]
    private let profileUnit: PhysicalUnit
    let profileRange: ClosedRange<Double>?
    private let profileMaxRate: Double?
    /// The factor from the profile's unit to the unit of the reading.
    private var conversion = 1.0
    /// The product of the point's parameters.
    private var multiplier = 1.0
    /// Whether the point qualifies other points.
    var isStatus = false

    /// The number of registers to read, from the first that the point needs to the last.
    public var count: Int { addresses.count }

    /// The range that the instrument can measure, in the unit of the reading; nil for any value.
    public var range: ClosedRange<Double>? {
        profileRange.map { converted($0.lowerBound)...converted($0.upperBound) }
    }

    /// Whether the value is measured on a scale. The other points are states: bits, codes of a table, a 0 or 1, and the
    /// words in which a device reports its own state. They have no order, and therefore no bounds.
    public var isMeasured: Bool {
        if isStatus || scaling.isOfCodes || format.width == 1 { return false }
        return !(profileUnit == .one && profileRange == 0...1)
    }

    /// The fastest possible change of the measured quantity, in the unit of the reading per second; nil for any.
    public var maxRate: Double? { profileMaxRate.map { $0 * factor } }

    var factor: Double { conversion * multiplier }

    /// Converts a value from the profile's unit to the unit of the reading.
    func converted(_ value: Double) -> Double { Decimals.product(value, factor) }

    /// The point's own registers.
    var field: RegisterField { RegisterField(register: register, format: format) }

    /// All registers that the point needs, its own first.
    var fields: [RegisterField] { [field] + companions.fields }

    private static func addresses(_ field: RegisterField, _ companions: Companions) -> Range<Int> {
        companions.fields.reduce(field.addresses) {
            min($0.lowerBound, $1.addresses.lowerBound)..<max($0.upperBound, $1.addresses.upperBound)
        }
    }

    /// Returns whether a register belongs to the point.
    public func uses(_ table: RegisterTable, _ address: Int) -> Bool {
        register.table == table && fields.contains { $0.addresses.contains(address) }
    }
}

extension Point {
    /// Creates a point as a profile states it, in the profile's unit; nil if that unit does not fit the quantity.
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

    /// Returns the same registers as a reading of another quantity; nil if the unit does not fit it.
    func measuring(_ quantity: Quantity) -> Point? {
        var point = self
        return point.adopt(quantity) ? point : nil
    }

    /// Returns the same registers with the set values of the point's parameters.
    func multiplied(by parameters: [Parameter]) -> Point {
        var point = self
        point.multiplier = parameters.filter { times.contains($0.name) }.reduce(1) { $0 * $1.value }
        return point
    }

    /// Returns the same registers as a point that does, or does not, report the device's own state.
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
