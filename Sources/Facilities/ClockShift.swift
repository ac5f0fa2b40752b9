/// A correction of the stamps that one clock gave before it was set.
///
/// Coders take it under `CodingUserInfoKey.clockShift`, and every `Timestamp` that they read or write is corrected: the stored
/// form of a value is also the list of all its times.
public struct ClockShift: Hashable, Sendable {
    /// The first stamp of that clock. Earlier times are another clock's, or were given by people.
    public var from: Timestamp
    public var by: Duration

    public init(from: Timestamp, by: Duration) {
        (self.from, self.by) = (from, by)
    }

    public func corrected(_ time: Timestamp) -> Timestamp {
        time < from ? time : time + by
    }
}

extension Decoder {
    /// Returns the number of a minute since 1970 as the clock's correction has it, where there is one.
    public func correctedMinute(_ minute: Int64) -> Int64 {
        guard let shift = userInfo[.clockShift] as? ClockShift else { return minute }
        return shift.corrected(Timestamp(milliseconds: minute * 60_000)).milliseconds.floorDivided(by: 60_000)
    }
}

extension CodingUserInfoKey {
    /// The key of a `ClockShift`.
    public static let clockShift = CodingUserInfoKey(rawValue: "mashang.clockShift")!
}
