/// What names one entry or several.
public enum EntryID: Hashable, Sendable {
    /// As `mashang export ledger` has it.
    case sequence(Int64)
    /// The id that its sender gave it.
    case entry(String)
    /// The number of a complaint: its records.
    case complaint(String)
}
