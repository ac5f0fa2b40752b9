public import Facilities

/// The progress of the computation of means, from which a restart continues.
public struct AggregateMark: Codable, Hashable, Sendable {
    /// The time before which every minute that has begun is closed.
    public var before: Timestamp
    /// The newest sequence when these minutes were closed.
    public var sequence: Int64
    /// The sequence up to which all samples are in means.
    public var position: Int64

    /// Creates a mark.
    public init(before: Timestamp, sequence: Int64, position: Int64) {
        self.before = before
        self.sequence = sequence
        self.position = position
    }
}
