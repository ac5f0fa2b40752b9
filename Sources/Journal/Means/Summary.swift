public import Facilities

/// An aggregate that is put together from finer ones when it is committed, under a sequence that is its own already.
public struct Summary: Hashable, Sendable {
    public var sequence: Int64
    public var facility: Facility.Code
    public var device: DeviceID
    public var interval: Aggregate.Interval
    public var start: Timestamp

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
