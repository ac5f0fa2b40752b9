public import Facilities

/// The newest reading of one channel.
public struct CurrentReading: Hashable, Sendable {
    /// The device entry of the configuration that returned it.
    public var device: DeviceID
    /// The place that the device measures, from the configuration; empty if none is set.
    public var place: String
    /// The time of the sample.
    public var time: Timestamp
    /// The value with its unit, quality and bound.
    public var reading: Reading

    public init(device: DeviceID, place: String, time: Timestamp, reading: Reading) {
        (self.device, self.place, self.time, self.reading) = (device, place, time, reading)
    }
}
