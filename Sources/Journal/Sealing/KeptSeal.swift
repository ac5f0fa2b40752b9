/// A sealed range with the sequence of its entry.
public struct KeptSeal: Hashable, Sendable {
    /// The sequence of the entry `seal`.
    public var sequence: Int64
    /// The sealed range.
    public var range: SealedRange

    /// Creates the seal of an entry.
    public init(sequence: Int64, _ range: SealedRange) {
        (self.sequence, self.range) = (sequence, range)
    }
}
