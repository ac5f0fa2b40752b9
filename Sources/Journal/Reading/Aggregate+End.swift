public import Facilities

extension Aggregate {
    func overlaps(_ other: Aggregate) -> Bool { start < other.end && other.start < end }

    /// When the interval ended.
    public var end: Timestamp { start.moved(by: .minutes(interval.minutes)) }
}
