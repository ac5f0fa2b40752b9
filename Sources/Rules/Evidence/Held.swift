public import Facilities

/// A finding, and a period in which it was in force.
public struct Held: Hashable, Sendable {
    public var finding: Finding
    /// The begin of the period.
    public var from: Timestamp
    /// The end of the period.
    public var until: Timestamp

    public init(_ finding: Finding, from: Timestamp, until: Timestamp) {
        self.finding = finding
        self.from = from
        self.until = until
    }
}
