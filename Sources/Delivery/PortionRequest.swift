public import Facilities

/// A stretch of what is kept, as a feed asks for it.
public struct PortionRequest: Hashable, Sendable {
    /// The items come behind this sequence.
    public var after: Int64
    /// The newest sequence that is wanted.
    public var upTo: Int64
    /// The number of items at most.
    public var limit: Int
    /// The only stream that is wanted; nil for all. Readings of no facility are those of every one.
    public var stream: ItemStream?
    /// What is older need not come; nil for no limit.
    public var since: Timestamp?
    /// By which an answer differs from that to the same question before.
    public var number: UInt64 = 0

    public init(after: Int64, upTo: Int64, limit: Int, stream: ItemStream? = nil, since: Timestamp? = nil) {
        (self.after, self.upTo, self.limit, self.stream, self.since) = (after, upTo, limit, stream, since)
    }
}
