/// The answer of one device at one time.
public struct Sample: Hashable, Sendable {
    /// The device at its facility.
    public var device: DeviceID
    /// The time at which the answer arrived.
    public var time: Timestamp
    /// The readings, in the order of the profile.
    public var readings: [Reading]

    public init(device: DeviceID, time: Timestamp, readings: [Reading]) {
        self.device = device
        self.time = time
        self.readings = readings
    }

    /// Returns the value of a quantity if it is good; nil otherwise.
    public func value(of quantity: Quantity) -> Double? {
        readings.first { $0.quantity == quantity && $0.quality == .good }?.value
    }

    /// Whether the device measures a quantity, whatever its quality.
    public func measures(_ quantity: Quantity) -> Bool {
        readings.contains { $0.quantity == quantity }
    }
}
