/// A correction of the times that one clock gave before it was set.
///
/// Decoders take it under `CodingUserInfoKey.clockShift`, and every `Timestamp`, `Day` and numbered minute that they
/// read is corrected: the stored form of a value is also the list of all its times.
public struct ClockShift: Hashable, Sendable {
    /// The first stamp of that clock. Earlier times are another clock's.
    public var from: Timestamp
    /// The duration that is added to each time of the clock.
    public var by: Duration
    /// The times that people gave in records, which are not the clock's.
    public var given: Set<Timestamp> = []

    public init(from: Timestamp, by: Duration) {
        (self.from, self.by) = (from, by)
    }

    /// Returns a time as it should have been; another clock's time is unchanged.
    public func corrected(_ time: Timestamp) -> Timestamp {
        guard time >= from, !given.contains(time) else { return time }
        return time.moved(by: by)
    }

    /// Returns a day as it should have been. Days move by whole days, since the part of the day is unknown.
    func corrected(_ day: Day) -> Day {
        let noon = day.start(utcOffset: 0) + .hours(12)
        guard noon + .hours(12) > from, !given.contains(where: { $0.day(utcOffset: Self.utcOffset) == day }) else {
            return day
        }
        return (noon + by).day(utcOffset: 0)
    }

    /// The offset of the days that people mean, in seconds.
    private static let utcOffset = 8 * 3600

    /// Returns the number of a minute as it should have been.
    ///
    /// - Parameter minute: The number of the minute since 1970.
    func corrected(minute: Int64) -> Int64 {
        corrected(Timestamp(milliseconds: minute * 60_000)).milliseconds.floorDivided(by: 60_000)
    }
}

extension CodingUserInfoKey {
    /// The key of a `ClockShift`.
    public static let clockShift = CodingUserInfoKey(rawValue: "mashang.clockShift")!
}

extension Decoder {
    /// The correction of the times that are read; nil for none.
    var clockShift: ClockShift? { userInfo[.clockShift] as? ClockShift }

    /// Returns the number of a minute since 1970 as the clock's correction has it, where there is one.
    public func correctedMinute(_ minute: Int64) -> Int64 { clockShift?.corrected(minute: minute) ?? minute }
}
