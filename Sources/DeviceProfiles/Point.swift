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
    let notAvailable: [UInt64]
    /// The names of the parameters by which its value is multiplied.
    let times: [String]
    private let profileUnit: PhysicalUnit
    private let profileRange: ClosedRange<Double>?
    private let profileMaxRate: Double?
    /// From the profile's unit to the reading's.
    private var conversion = 1.0
    /// The product of its parameters.
    private var multiplier = 1.0
    /// Whether other points are qualified by it.
    var isStatus = false

    /// How many registers it takes.
    public var count: Int { format.count }

    /// Whether other points may have other bits of its registers.
    public var isPart: Bool { format.kind == .bit || format.kind == .bitfield }

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

    private var factor: Double { conversion * multiplier }

    /// A value of the profile's unit in the reading's.
    private func converted(_ value: Double) -> Double { Decimals.product(value, factor) }

    var addresses: Range<Int> { Int(register.address)..<Int(register.address) + count }
}

extension Point {
    /// Everything as a profile states it, in the profile's unit. Nil if that unit is not one of the quantity.
    init?(
        _ name: String, _ register: RegisterAddress, _ format: RegisterFormat, _ scaling: Scaling, unit: PhysicalUnit,
        range: ClosedRange<Double>?, notAvailable: [UInt64], times: [String], every: Duration, stuckAfter: Duration?,
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

    /// The reading of the point's own words. At an end of the range it is a bound of the true value; beyond the range it
    /// is that end, and in doubt, so that a rule can still see that a limit is passed.
    ///
    /// What is no value stays none: a broken loop, a code that the table lacks and the device's own mark for "no value" do
    /// not say on which side of the range the truth lies.
    ///
    /// - Parameter words: exactly as many as the point takes.
    func reading(_ words: ArraySlice<UInt16>) -> Reading {
        let pattern = format.pattern(words)
        guard !notAvailable.contains(pattern), let raw = scaling.raw(pattern, format) else {
            return Reading(quantity, unit, bad: .notAvailable)
        }
        guard let value = scaling.value(raw) else { return Reading(quantity, unit, bad: .outOfRange) }
        let exactness: Quality = scaling.isOfCodes || format.isExact(pattern) ? .good : .uncertain(.precision)
        guard let profileRange else { return Reading(quantity, converted(value), unit, quality: exactness) }
        guard isMeasured else {
            let isInside = profileRange.contains(value)
            return isInside
                ? Reading(quantity, converted(value), unit, quality: exactness)
                : Reading(quantity, unit, bad: .outOfRange)
        }
        return measured(value, in: profileRange).marked(exactness)
    }

    /// - Parameters:
    ///   - value: in the profile's unit.
    ///   - range: likewise.
    private func measured(_ value: Double, in range: ClosedRange<Double>) -> Reading {
        if format.isEqual(value, range.upperBound) { return bound(range.upperBound, .atLeast, .good) }
        if format.isEqual(value, range.lowerBound) { return bound(range.lowerBound, .atMost, .good) }
        if value > range.upperBound { return bound(range.upperBound, .atLeast, .uncertain(.outOfRange)) }
        if value < range.lowerBound { return bound(range.lowerBound, .atMost, .uncertain(.outOfRange)) }
        return Reading(quantity, converted(value), unit)
    }

    private func bound(_ end: Double, _ bound: Bound, _ quality: Quality) -> Reading {
        Reading(quantity, converted(end), unit, quality: quality, bound: bound)
    }

    /// The words that read as `value`, as near as the format comes to it; nil if none do.
    func words(_ value: Double) -> [UInt16]? {
        guard value.isFinite, let pattern = scaling.pattern(value / factor, format),
            !notAvailable.contains(pattern)
        else { return nil }
        return format.words(pattern)
    }
}
