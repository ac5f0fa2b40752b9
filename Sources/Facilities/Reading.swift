/// One quantity in a sample.
public struct Reading: Hashable, Sendable {
    public var quantity: Quantity
    /// Nil if and only if the quality is bad. Always finite.
    public var value: Double?
    public var unit: PhysicalUnit
    public var quality: Quality

    /// A value that can be used. One that is not finite becomes `bad(notAvailable)`.
    public init(_ quantity: Quantity, _ value: Double, _ unit: PhysicalUnit, quality: Quality = .good) {
        self.quantity = quantity
        self.unit = unit
        self.value = value.isFinite && !quality.isBad ? value : nil
        self.quality = value.isFinite ? quality : .bad(.notAvailable)
    }

    /// A reading without a value.
    public init(_ quantity: Quantity, _ unit: PhysicalUnit, bad reason: Quality.Reason) {
        self.quantity = quantity
        self.unit = unit
        value = nil
        quality = .bad(reason)
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

    /// The value of a quantity that may be judged by; nil if this sample has none, or one that is not good.
    ///
    /// What is in doubt (stuck, changed too fast, warming up, under maintenance, of an untrusted clock) counts as
    /// missing, and missing data have rules of their own.
    public func value(of quantity: Quantity) -> Double? {
        readings.first { $0.quantity == quantity && $0.quality == .good }?.value
    }

    /// Whether the device measures a quantity, whatever came of it.
    public func measures(_ quantity: Quantity) -> Bool {
        readings.contains { $0.quantity == quantity }
    }
}

/// One device on one bus: `novus-np785@line-1/3`, that is profile, bus and unit.
public struct DeviceID: Hashable, Sendable, Codable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) {
        self.description = description
    }

    public init(profile: String, bus: String, unit: UInt8) {
        description = "\(profile)@\(bus)/\(unit)"
    }

    public init(from decoder: any Decoder) throws {
        description = try String(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
