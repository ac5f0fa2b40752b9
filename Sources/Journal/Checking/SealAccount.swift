import Facilities

/// What a check found of seals, as far as it has come.
struct SealAccount {
    var seals: Int64 = 0
    var sealed: Int64 = 0
    var deleted: Int64 = 0
    var cut: [SealedHour] = []
    /// The last sequence that is sealed, and the time of its sample.
    var end: Int64 = 0
    var until: Timestamp?
    var unsealed: Int64 = 0
    var unsealedSince: Timestamp?

    func report(in check: inout JournalCheck) {
        (check.seals, check.sealed, check.sealedUntil) = (seals, sealed, until)
        (check.deleted, check.cut) = (deleted, cut)
        (check.unsealed, check.unsealedSince) = (unsealed, unsealedSince)
    }
}
