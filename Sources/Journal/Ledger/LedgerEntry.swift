public import Facilities

/// An entry and what chains it to all before it.
public struct LedgerEntry: Hashable, Sendable {
    public var kept: KeptEntry
    /// The content as it is stored, and as the hash was taken of it.
    public var body: String
    /// The texts whose hashes stand in `body`, as far as they were not erased.
    public var personal: [PersonalText]
    public var hash: LedgerHash
}
