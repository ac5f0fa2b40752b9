public import Facilities

/// The facts of a commit to the journal that an uplink needs.
public struct Committed: Sendable {
    /// The samples and entries of the commit in order of sequence. Nil where they must be read from the journal, because the commit
    /// computed means, erased texts or corrected times.
    public var items: [Item]?
    /// The range from the oldest sequence of the commit to the newest; nil where it has none.
    public var sequences: ClosedRange<Int64>?
    /// The sequence of the newest `clock` entry in it; nil where it has none.
    public var clock: Int64?
    /// Whether the status of a facility may have changed.
    public var isJudged: Bool
    /// Every minute that began before has its means now; nil where no minute ended with it.
    public var closed: Timestamp?

    /// Creates the description of one commit.
    public init(
        items: [Item]?, sequences: ClosedRange<Int64>?, clock: Int64?, isJudged: Bool, closed: Timestamp? = nil
    ) {
        (self.items, self.sequences, self.clock) = (items, sequences, clock)
        (self.isJudged, self.closed) = (isJudged, closed)
    }
}
