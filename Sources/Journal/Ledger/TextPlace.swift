/// A text of a person in the ledger, by where it stands.
public struct TextPlace: Hashable, Sendable {
    /// The sequence of the entry.
    public var sequence: Int64
    /// The field: `record.by`.
    public var field: String

    public init(sequence: Int64, field: String) {
        (self.sequence, self.field) = (sequence, field)
    }
}
