public import Facilities

/// What a check of a whole journal found.
public struct JournalCheck: Hashable, Sendable {
    public var head: LedgerHead
    /// What is wrong: with entries and texts, with sequences, with seals, with what else the file says of itself.
    public var faults: [LedgerFault] = []
    /// Seals whose samples are there, and how many these are.
    public var seals: Int64 = 0
    public var sealed: Int64 = 0
    /// The time of the last sample that is sealed, as entries correct it; nil where none is.
    public var sealedUntil: Timestamp?
    /// Seals whose samples were deleted for space: an entry `loss` covers each.
    public var deleted: Int64 = 0
    /// Seals of which samples were deleted for space before they were stored: what is left of their hours cannot be checked.
    public var cut: [SealedHour] = []
    /// Photographs that entries name and that are there as they were taken.
    public var photographs = 0
    /// Samples behind the last seal: nothing shows whether they are as they were.
    public var unsealed: Int64 = 0
    /// The time of the first of them, as entries correct it; nil where there is none.
    public var unsealedSince: Timestamp?
    /// Samples of which a newer version has written the series, so that this one cannot compare them with their seals.
    public var newer: [SeriesName: Int64] = [:]
    /// The blocks that cannot be decoded.
    var damaged: [DamagedBlock] = []
}
