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

    /// Returns whether it has every quantity of another sample, whatever the qualities.
    public func measuresAll(of other: Sample) -> Bool {
        // A device's samples are mostly alike, so that the same position is tried first.
        for (place, reading) in other.readings.enumerated() {
            if place < readings.count, readings[place].quantity == reading.quantity { continue }
            guard measures(reading.quantity) else { return false }
        }
        return true
    }

    /// Whether the device measures a quantity, whatever its quality.
    public func measures(_ quantity: Quantity) -> Bool {
        readings.contains { $0.quantity == quantity }
    }
}
