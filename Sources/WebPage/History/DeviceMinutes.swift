public import Facilities

/// What a device gave on one day: in how many minutes one of its channels had a value that can be used, and why none had in the others.
public struct DeviceMinutes: Hashable, Sendable {
    public var device: DeviceID
    public var day: Completeness.OfDay

    public init(_ device: DeviceID, _ day: Completeness.OfDay) { (self.device, self.day) = (device, day) }
}
