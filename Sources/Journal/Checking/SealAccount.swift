import Facilities

/// The results of a running check about seals.
struct SealAccount {
    var seals: Int64 = 0
    var sealed: Int64 = 0
    var deleted: Int64 = 0
    var cut: [SealedHour] = []
    /// The last sequence that is sealed.
    var end: Int64 = 0
    /// The corrected time of the last sealed sample.
    var until: Timestamp?
    var unsealed: Int64 = 0
    var unsealedSince: Timestamp?

    /// Copies the results into a check.
    func report(in check: inout JournalCheck) {
        (check.seals, check.sealed, check.sealedUntil) = (seals, sealed, until)
        (check.deleted, check.cut) = (deleted, cut)
        (check.unsealed, check.unsealedSince) = (unsealed, unsealedSince)
    }
}
