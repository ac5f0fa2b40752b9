/// How long the ledger is, and the hash of its last entry: who has noted an older one can tell later whether it is still
/// the same ledger.
public struct LedgerHead: Hashable, Sendable {
    /// Entries that were ever written.
    public var count: Int64
    /// Of the last one; 0 while there is none.
    public var sequence: Int64
    public var hash: LedgerHash
}
