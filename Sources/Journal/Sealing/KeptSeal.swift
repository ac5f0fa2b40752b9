/// The series of a sealed range, and the sequence of its entry.
public struct KeptSeal: Hashable, Sendable {
    public var sequence: Int64
    public var range: SealedRange

    public init(sequence: Int64, _ range: SealedRange) {
        (self.sequence, self.range) = (sequence, range)
    }
}
