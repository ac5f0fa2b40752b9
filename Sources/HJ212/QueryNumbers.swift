/// Gives each packet its `QN`: 17 digits of local time to the millisecond, no two of which are equal.
public struct QueryNumbers: Hashable, Sendable {
    /// The last one that was given; nil before the first. Store it across restarts, so that no number is given twice.
    public private(set) var last: BeijingTime?

    /// A clock that was set back by more than this is believed: numbers far in the future would be refused by a platform. 1 h, in ms.
    private static let longestLead: Int64 = 3_600_000

    public init(after last: BeijingTime? = nil) {
        self.last = last
    }

    /// Returns the current time, or the millisecond after the last number where that is later: two packets in one millisecond need two.
    public mutating func next(at now: BeijingTime) -> String {
        var number = now
        if let last, last >= now, last.milliseconds - now.milliseconds <= Self.longestLead {
            number = BeijingTime(milliseconds: last.milliseconds + 1)
        }
        last = number
        return number.toTheMillisecond
    }
}
