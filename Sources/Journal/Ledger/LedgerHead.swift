/// The length of the ledger and the hash of its last entry. With a head that was noted earlier, a person can check later whether the
/// ledger is still the same.
public struct LedgerHead: Hashable, Sendable {
    /// The number of entries that were ever written.
    public var count: Int64
    /// The sequence of the last entry; 0 while there is none.
    public var sequence: Int64
    /// The hash of the last entry.
    public var hash: LedgerHash
}
