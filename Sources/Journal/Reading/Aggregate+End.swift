public import Facilities

extension Aggregate {
    /// Returns whether the intervals of two aggregates overlap.
    func overlaps(_ other: Aggregate) -> Bool { start < other.end && other.start < end }

    /// The end of the interval.
    public var end: Timestamp { start.moved(by: .minutes(interval.minutes)) }
}
