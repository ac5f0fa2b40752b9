public import Facilities

/// The minutes of one day in which at least one channel of a device had a usable value, and the reasons of the
/// gaps.
public struct DeviceMinutes: Hashable, Sendable {
    /// The device entry of the configuration.
    public var device: DeviceID
    /// The minutes and gaps of the day.
    public var day: Completeness.OfDay

    public init(_ device: DeviceID, _ day: Completeness.OfDay) { (self.device, self.day) = (device, day) }
}
