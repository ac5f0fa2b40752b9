/// One quantity in a sample.
public struct Reading: Hashable, Sendable {
    public var quantity: Quantity
    /// Nil if and only if the quality is bad. Always finite.
    public var value: Double?
    public var unit: PhysicalUnit
    public var quality: Quality
    /// Whether the value is the one measured or the end of the instrument's range.
    public var bound: Bound
    /// What the instrument said, where a calibration corrected it; nil where none is in force.
    public var raw: Double?

    /// A value that can be used. One that is not finite becomes `bad(notAvailable)`.
    public init(
        _ quantity: Quantity, _ value: Double, _ unit: PhysicalUnit, quality: Quality = .good, bound: Bound = .exact,
        raw: Double? = nil
    ) {
        self.quantity = quantity
        self.unit = unit
        self.value = value.isFinite && !quality.isBad ? value : nil
        self.quality = value.isFinite ? quality : .bad(.notAvailable)
        self.bound = self.value == nil ? .exact : bound
        self.raw = self.value == nil ? nil : raw
    }

    /// A reading without a value.
    public init(_ quantity: Quantity, _ unit: PhysicalUnit, bad reason: Quality.Reason) {
        self.quantity = quantity
        self.unit = unit
        value = nil
        quality = .bad(reason)
        bound = .exact
        raw = nil
    }

    /// The same reading with what else is known of its worth. A bad one keeps no value.
    public func marked(_ other: Quality) -> Reading {
        let quality = quality.combined(with: other)
        guard let value, !quality.isBad else { return Reading(self.quantity, unit, quality) }
        return Reading(self.quantity, value, unit, quality: quality, bound: bound, raw: raw)
    }

    private init(_ quantity: Quantity, _ unit: PhysicalUnit, _ bad: Quality) {
        (self.quantity, self.unit, quality) = (quantity, unit, bad)
        (value, bound, raw) = (nil, .exact, nil)
    }
}

/// What one device answered at one time.
public struct Sample: Hashable, Sendable {
    public var device: DeviceID
    /// When the answer arrived.
    public var time: Timestamp
    public var readings: [Reading]

    public init(device: DeviceID, time: Timestamp, readings: [Reading]) {
        self.device = device
        self.time = time
        self.readings = readings
    }

    /// The value of a quantity if it is good; nil if this sample has none such.
    public func value(of quantity: Quantity) -> Double? {
        readings.first { $0.quantity == quantity && $0.quality == .good }?.value
    }

    /// Whether the device measures a quantity, whatever came of it.
    public func measures(_ quantity: Quantity) -> Bool {
        readings.contains { $0.quantity == quantity }
    }
}

/// The name of a device entry at a facility: as the configuration has it, or else its bus and unit: `line-1/3`.
public struct DeviceID: Hashable, Sendable, Codable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) {
        self.description = description
    }

    public init(bus: String, unit: UInt8) {
        description = "\(bus)/\(unit)"
    }

    /// Reads the form of 0.1.0 too, which had the profile before the bus: `novus-np785@line-1/3`.
    init(modernising text: String) {
        description = text.firstIndex(of: "@").map { String(text[text.index(after: $0)...]) } ?? text
    }

    public init(from decoder: any Decoder) throws {
        self.init(modernising: try String(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
