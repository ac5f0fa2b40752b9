/// The identification of one entry, or of several.
public enum EntryID: Hashable, Sendable {
    /// The sequence of an entry, as `mashang export ledger` writes it.
    case sequence(Int64)
    /// The id that the sender of a command gave to its entries.
    case entry(String)
    /// The number of a complaint, which identifies all its records.
    case complaint(String)
}
