/// A sample or an aggregate as it is stored in the journal. A sequence of the gateway is never used twice, so that
/// gateway and sequence show a receiver what it already has and what it misses.
public struct Kept<Content: Hashable & Sendable>: Hashable, Sendable {
    /// The sequence of the gateway.
    public var sequence: Int64
    /// The facility that it was measured at.
    public var facility: Facility.Code
    /// The time of the sample, or the end of the interval.
    public var time: Timestamp
    /// The sample or the aggregate itself.
    public var content: Content

    public init(sequence: Int64, facility: Facility.Code, time: Timestamp, _ content: Content) {
        self.sequence = sequence
        self.facility = facility
        self.time = time
        self.content = content
    }
}
