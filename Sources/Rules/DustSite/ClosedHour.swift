import Facilities

/// An hour of one channel that is over.
struct ClosedHour {
    var start: Timestamp
    /// The minutes with a valid value, 0 to 60.
    var minutes: Int
    /// Whether the channel was there from the hour's begin: the hour of the first sample does not count against anybody.
    var isWhole: Bool

    /// The minutes with a valid value, in per cent of the hour.
    var share: Double { Self.share(ofMinutes: minutes) }

    /// Returns minutes as a share of an hour, in per cent.
    static func share(ofMinutes minutes: Int) -> Double { Double(minutes) / 60 * 100 }
}
