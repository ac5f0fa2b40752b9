public import Facilities

/// A mean that the commit computes from finer ones, with a sequence that is assigned before.
public struct Summary: Hashable, Sendable {
    /// The sequence of the mean.
    public var sequence: Int64
    /// The facility of the device.
    public var facility: Facility.Code
    /// The device whose means are merged.
    public var device: DeviceID
    /// The interval of the mean, longer than a minute.
    public var interval: Aggregate.Interval
    /// The beginning of the interval.
    public var start: Timestamp

    /// Creates the request for a mean.
    public init(
        sequence: Int64, facility: Facility.Code, device: DeviceID, interval: Aggregate.Interval, start: Timestamp
    ) {
        self.sequence = sequence
        self.facility = facility
        self.device = device
        self.interval = interval
        self.start = start
    }
}
