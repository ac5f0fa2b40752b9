public import Facilities

/// One quantity in the registers of a device. It never changes. It is an object because it is large and a device has many:
/// each answer would copy them all.
public final class Point: Sendable {
    let facts: PointFacts

    init(_ facts: PointFacts) { self.facts = facts }

    /// The name in the profile.
    public var name: String { facts.name }
    /// The quantity of the readings: that of the same name, unless the configuration gives the point another meaning.
    public var quantity: Quantity { facts.quantity }
    /// The unit of the readings: the quantity's own if the quantity is a known one, otherwise the profile's.
    public var unit: PhysicalUnit { facts.unit }
    /// The point's own first register.
    public var register: RegisterAddress { facts.register }
    /// The period at which the point is read.
    public var every: Duration { facts.every }
    /// The time after which an unchanged value means that the sensor is stuck; nil if the value may stay the same for
    /// ever.
    public var stuckAfter: Duration? { facts.stuckAfter }
    /// The number of registers to read, from the first that the point needs to the last.
    public var count: Int { facts.addresses.count }

    var format: RegisterFormat { facts.format }
    var scaling: Scaling { facts.scaling }
    var notAvailable: CodeSet { facts.notAvailable }
    var companions: Companions { facts.companions }
    var addresses: Range<Int> { facts.addresses }
    var times: [String] { facts.times }
    var profileRange: ClosedRange<Double>? { facts.profileRange }

    /// The range that the instrument can measure, in the unit of the reading; nil for any value.
    public var range: ClosedRange<Double>? {
        profileRange.map { converted($0.lowerBound)...converted($0.upperBound) }
    }

    /// Whether the value is measured on a scale. The other points are states: bits, codes of a table, a 0 or 1, and the
    /// words in which a device reports its own state. They have no order, and therefore no bounds.
    public var isMeasured: Bool {
        if facts.isStatus || scaling.isOfCodes || format.width == 1 { return false }
        return !(facts.profileUnit == .one && profileRange == 0...1)
    }

    /// The fastest possible change of the measured quantity, in the unit of the reading per second; nil for any.
    public var maxRate: Double? { facts.profileMaxRate.map { $0 * factor } }

    var factor: Double { facts.conversion * facts.multiplier }

    /// Converts a value from the profile's unit to the unit of the reading.
    func converted(_ value: Double) -> Double { Decimals.product(value, factor) }

    /// The point's own registers.
    var field: RegisterField { facts.field }

    /// All registers that the point needs, its own first.
    var fields: [RegisterField] { [field] + companions.fields }

    /// Returns whether a register belongs to the point.
    public func uses(_ table: RegisterTable, _ address: Int) -> Bool {
        register.table == table && fields.contains { $0.addresses.contains(address) }
    }
}

extension Point: Hashable {
    public static func == (left: Point, right: Point) -> Bool { left === right || left.facts == right.facts }

    public func hash(into hasher: inout Hasher) { hasher.combine(facts) }
}

extension Point {
    /// Returns the same registers as a reading of another quantity; nil if the unit does not fit it.
    func measuring(_ quantity: Quantity) -> Point? {
        var facts = facts
        return facts.adopt(quantity) ? Point(facts) : nil
    }

    /// Returns the same registers with the set values of the point's parameters.
    func multiplied(by parameters: [Parameter]) -> Point {
        changed { facts in
            facts.multiplier = parameters.filter { times.contains($0.name) }.reduce(1) { $0 * $1.value }
        }
    }

    /// Returns the same registers as a point that does, or does not, report the device's own state.
    func asStatus(_ isStatus: Bool) -> Point { changed { $0.isStatus = isStatus } }

    /// Returns the same point, read at another period.
    func read(every: Duration) -> Point { changed { $0.every = every } }

    /// Returns the point with some facts changed; itself if they are the same.
    func changed(_ change: (inout PointFacts) -> Void) -> Point {
        var facts = facts
        change(&facts)
        return facts == self.facts ? self : Point(facts)
    }
}
