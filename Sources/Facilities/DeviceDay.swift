/// What one device gave on one day. The account of the day has it, and the rates of a month are summed from it.
///
/// A minute is counted when a value stands for it: the one in which the value came, and those of the device's period after
/// it. A time in which the gateway did not run is counted as one without values.
public struct DeviceDay: Codable, Hashable, Sendable {
    public var device: DeviceID
    /// Minutes of the day in which the device was there: 1440, but fewer on the days it was installed and removed.
    public var expected: Int
    /// Minutes of them with a value of any quantity, whatever it is worth.
    public var usable: Int
    /// Hours of the day in which the device was there from beginning to end.
    public var hours: Int
    /// Hours of them in which each quantity had a good value, or the end of the instrument's range, for at least
    /// `leastValidMinutes`.
    public var validHours: Int
    /// In how many of the others a quantity had not, by the quantity; nil where all were valid.
    public var short: [String: Int]?
    /// Samples that came, answered or not.
    public var samples: Int

    /// With so many valid minutes an hour is valid (HJ 75-2017, by a digest of it).
    public static let leastValidMinutes = 45
    /// With so many valid hours a day is valid (HJ 75-2017, by a digest of it).
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

    /// Whether the day is valid; nil for one of which too few hours are there to tell.
    public var isValid: Bool? {
        if validHours >= Self.leastValidHours { return true }
        return hours == 24 ? false : nil
    }

    /// The rates that are low, each in words: `dust-1在线率85%`.
    var low: [Text] {
        let rates = Rates([self])
        return [Rates.Kind.online, .validity].compactMap { kind in
            guard rates.isLow(kind), let percent = rates[kind]?.percent else { return nil }
            return Text(zh: "\(device)\(kind.title.zh)\(percent)%", en: "\(device) \(kind.title.en) \(percent) %")
        }
    }
}
