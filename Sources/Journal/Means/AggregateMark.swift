public import Facilities

/// How far the samples have gone into aggregates: where a restart goes on.
public struct AggregateMark: Codable, Hashable, Sendable {
    /// Every minute that began before is closed.
    public var before: Timestamp
    /// The newest sequence when they were closed.
    public var sequence: Int64
    /// Samples up to this sequence are in aggregates, all of them.
    public var position: Int64

    public init(before: Timestamp, sequence: Int64, position: Int64) {
        self.before = before
        self.sequence = sequence
        self.position = position
    }
}
