public import Facilities

/// What a commit means for uplinks.
public struct Committed: Sendable {
    /// Samples and entries in order of sequence. Nil where only the journal has them as they are now: it puts means together, takes erased
    /// texts out, and corrects times.
    public var items: [Item]?
    /// From the oldest sequence to the newest; nil for none.
    public var sequences: ClosedRange<Int64>?
    /// The sequence of the newest `clock` entry in it; nil for none.
    public var clock: Int64?
    /// Whether the status of a facility may be another one than before.
    public var isJudged: Bool

    public init(items: [Item]?, sequences: ClosedRange<Int64>?, clock: Int64?, isJudged: Bool) {
        (self.items, self.sequences, self.clock, self.isJudged) = (items, sequences, clock, isJudged)
    }
}
