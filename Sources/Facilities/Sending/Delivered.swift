/// The samples of one device and day that an uplink's broker has accepted, or that `publish:` excludes. The number is
/// stored with the uplink's progress, which does not show which samples were dropped, refused or skipped on the way.
public struct Delivered: Hashable, Sendable {
    /// The name of the uplink.
    public var uplink: String
    /// The facility of the device.
    public var facility: Facility.Code
    /// The device at the facility.
    public var device: DeviceID
    /// The day on site.
    public var day: Day
    /// The number of samples.
    public var samples: Int

    public init(uplink: String, facility: Facility.Code, device: DeviceID, day: Day, samples: Int) {
        self.uplink = uplink
        self.facility = facility
        self.device = device
        self.day = day
        self.samples = samples
    }
}
