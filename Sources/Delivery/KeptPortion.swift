public import Facilities

/// A portion of the journal: the answer to a request.
public struct KeptPortion: Sendable {
    /// The items in order of sequence. Those that were deleted from the journal are missing.
    public var items: [Item]
    /// The sequence up to which everything that was requested is in `items`.
    public var end: Int64
    /// The sequence of the newest `clock` entry by which the times of the items are given; nil where there is none.
    public var clock: Int64?
    /// The samples whose values cannot be read: they are missing in `items`, or have no readings there. Where the portion ends before
    /// `upTo`, some of them may lie behind its end.
    public var unreadable: [UnreadableSamples] = []

    /// Creates a portion without unreadable samples.
    public init(_ items: [Item], end: Int64, clock: Int64? = nil) {
        (self.items, self.end, self.clock) = (items, end, clock)
    }
}
