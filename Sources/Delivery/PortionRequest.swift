public import Facilities

/// A request for a portion of the journal.
public struct PortionRequest: Hashable, Sendable {
    /// The sequence behind which the items begin.
    public var after: Int64
    /// The newest sequence that is requested.
    public var upTo: Int64
    /// The largest number of items.
    public var limit: Int
    /// The only stream that is requested; nil for all. Readings without a facility are those of every facility.
    public var stream: ItemStream?
    /// The time before which items may be omitted; nil for no limit.
    public var since: Timestamp?
    /// A number that tells this request from an earlier one for the same portion.
    public var number: UInt64 = 0

    /// Creates a request with the number 0.
    public init(after: Int64, upTo: Int64, limit: Int, stream: ItemStream? = nil, since: Timestamp? = nil) {
        (self.after, self.upTo, self.limit, self.stream, self.since) = (after, upTo, limit, stream, since)
    }
}
