/// Samples of one device and day that an uplink's broker has accepted, or that are not to be sent to it by `publish:`. The number is kept from page to page: how far an
/// uplink has got does not tell which samples were dropped, refused or skipped on the way.
public struct Delivered: Hashable, Sendable {
    public var uplink: String
    public var facility: Facility.Code
    public var device: DeviceID
    /// On site.
    public var day: Day
    public var samples: Int

    public init(uplink: String, facility: Facility.Code, device: DeviceID, day: Day, samples: Int) {
        self.uplink = uplink
        self.facility = facility
        self.device = device
        self.day = day
        self.samples = samples
    }
}
