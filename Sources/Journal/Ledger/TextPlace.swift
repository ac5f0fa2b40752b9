/// The place of a personal text in the ledger.
public struct TextPlace: Hashable, Sendable {
    /// The sequence of the entry.
    public var sequence: Int64
    /// The path of the text in the entry, such as `record.by`.
    public var field: String

    /// Creates a place.
    public init(sequence: Int64, field: String) {
        (self.sequence, self.field) = (sequence, field)
    }
}
