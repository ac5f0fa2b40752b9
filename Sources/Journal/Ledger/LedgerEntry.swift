public import Facilities

/// An entry with the hash that chains it to all entries before it.
public struct LedgerEntry: Hashable, Sendable {
    /// The entry, with personal texts and corrected times.
    public var kept: KeptEntry
    /// The stored JSON, from which the hash is computed.
    public var body: String
    /// The texts whose hashes are in `body`, except those that were erased.
    public var personal: [PersonalText]
    /// The hash of the entry.
    public var hash: LedgerHash
}
