public import Facilities

/// The result of a check of a whole journal.
public struct JournalCheck: Hashable, Sendable {
    /// The head of the ledger when it was read.
    public var head: LedgerHead
    /// The faults: first of entries and texts, then of sequences, of seals, and of other tables.
    public var faults: [LedgerFault] = []
    /// The number of seals whose samples exist.
    public var seals: Int64 = 0
    /// The number of the samples of these seals.
    public var sealed: Int64 = 0
    /// The corrected time of the last sealed sample; nil where none is sealed.
    public var sealedUntil: Timestamp?
    /// The number of seals whose samples were deleted for space. An entry `loss` covers each.
    public var deleted: Int64 = 0
    /// The hours of which samples were deleted for space before their seals were stored, so that the rest cannot be checked.
    public var cut: [SealedHour] = []
    /// The number of photographs that entries name and that are unchanged.
    public var photographs = 0
    /// The number of samples behind the last seal, whose changes cannot be noticed.
    public var unsealed: Int64 = 0
    /// The corrected time of the first of them; nil where there is none.
    public var unsealedSince: Timestamp?
    /// The numbers of samples whose series a newer version has written, so that this one cannot compare them with their seals.
    public var newer: [SeriesName: Int64] = [:]
    /// The blocks that cannot be decoded.
    var damaged: [DamagedBlock] = []
}
