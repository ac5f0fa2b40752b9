/// The values of one device on one day. The account of the day contains them, and the rates of a month are summed from
/// them.
///
/// A minute counts when a value covers it: the minute in which the value came, and those of the device's period after
/// it. Time in which the gateway did not run counts as time without values.
public struct DeviceDay: Codable, Hashable, Sendable {
    /// The device at its facility.
    public var device: DeviceID
    /// The minutes of the day in which the device was there: 1440, or fewer on the days it was installed and removed.
    public var expected: Int
    /// The minutes of these with a value of any quantity, whatever its quality.
    public var usable: Int
    /// The hours of the day in which the device was there from begin to end.
    public var hours: Int
    /// The hours of these in which each quantity had a good value, or the end of the instrument's range, for at least
    /// `leastValidMinutes`.
    public var validHours: Int
    /// The other hours in which a quantity had too few, by the quantity; nil where all were valid.
    public var short: [String: Int]?
    /// The samples that came, with or without an answer.
    public var samples: Int

    /// The valid minutes with which an hour is valid (HJ 75-2017, by a digest of it).
    public static let leastValidMinutes = 45
    /// The valid hours with which a day is valid (HJ 75-2017, by a digest of it).
    public static let leastValidHours = 18

    public init(
        _ device: DeviceID, expected: Int = 0, usable: Int = 0, hours: Int = 0, validHours: Int = 0,
        short: [String: Int]? = nil, samples: Int = 0
    ) {
        self.device = device
        (self.expected, self.usable) = (expected, usable)
        (self.hours, self.validHours) = (hours, validHours)
        (self.short, self.samples) = (short, samples)
    }

    /// Whether the day is valid; nil where too few hours are there to judge.
    public var isValid: Bool? {
        if validHours >= Self.leastValidHours { return true }
        return hours == 24 ? false : nil
    }
}
