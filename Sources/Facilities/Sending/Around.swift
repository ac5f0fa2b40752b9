/// A stretch of time around a finding, in which more samples are sent than usual.
public struct Around: Codable, Hashable, Sendable {
    /// The facility of the finding.
    public var facility: Facility.Code
    /// The finding that the stretch is around.
    public var finding: Finding.Identity
    /// The time at which it begins.
    public var from: Timestamp
    /// The time at which it ends.
    public private(set) var to: Timestamp
    /// The sequence up to which its samples were sent; 0 before the first.
    public internal(set) var after: Int64 = 0

    /// The time before a finding and after its end that belongs to the stretch.
    static let margin = Duration.minutes(5)
    /// The longest stretch.
    static let longest = Duration.minutes(60)

    /// Creates the stretch around a finding that holds since a time.
    public init(_ facility: Facility.Code, _ finding: Finding.Identity, since: Timestamp) {
        (self.facility, self.finding) = (facility, finding)
        from = since - Self.margin
        to = from + Self.longest
    }

    /// Ends the stretch after the finding was cleared.
    mutating func cleared(at time: Timestamp) { to = max(from, min(to, time + Self.margin)) }

    /// The identity of a stretch.
    public struct ID: Hashable, Sendable {
        var facility: Facility.Code
        var finding: Finding.Identity
        var from: Timestamp
    }

    public var id: ID { ID(facility: facility, finding: finding, from: from) }
}
