/// A correction of the times that one clock gave before it was set.
///
/// Decoders take it under `CodingUserInfoKey.clockShift`, and every `Timestamp`, `Day` and numbered minute that they read is
/// corrected: the stored form of a value is also the list of all its times.
public struct ClockShift: Hashable, Sendable {
    /// The first stamp of that clock. Earlier times are another clock's.
    public var from: Timestamp
    public var by: Duration
    /// Times that people gave in records. They are not the clock's.
    public var given: Set<Timestamp> = []

    public init(from: Timestamp, by: Duration) {
        (self.from, self.by) = (from, by)
    }

    public func corrected(_ time: Timestamp) -> Timestamp {
        time < from || given.contains(time) ? time : time.moved(by: by)
    }

    /// Days move by whole days: which part of one is meant nobody knows.
    func corrected(_ day: Day) -> Day {
        let noon = day.start(utcOffset: 0) + .hours(12)
        guard noon + .hours(12) > from, !given.contains(where: { $0.day(utcOffset: Self.utcOffset) == day }) else {
            return day
        }
        return (noon + by).day(utcOffset: 0)
    }

    /// Of the days that people mean, in seconds.
    private static let utcOffset = 8 * 3600

    /// - Parameter minute: its number since 1970.
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
