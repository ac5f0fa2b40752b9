public import Facilities

/// What is kept of a stretch.
public struct KeptPortion: Sendable {
    /// In order of sequence.
    public var items: [Item]
    /// Everything that was asked for, up to this sequence, is in `items`.
    public var end: Int64
    /// The sequence of the newest `clock` entry by which the times of the items are given; nil where there is none.
    public var clock: Int64?
    /// Samples of it whose values nobody can read: they are missing in `items`, or have no readings there. Of a stretch that ends before
    /// `upTo` there may be some that lie behind its end.
    public var unreadable: [UnreadableSamples] = []

    public init(_ items: [Item], end: Int64, clock: Int64? = nil) {
        (self.items, self.end, self.clock) = (items, end, clock)
    }
}
