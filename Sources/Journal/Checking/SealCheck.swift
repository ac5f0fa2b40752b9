import Facilities
import GRDB

/// A walk along the seals that compares each with the samples of its range.
struct SealCheck {
    private(set) var faults: [LedgerFault] = []
    private let losses: LossesTold
    private let sources: SealedSource.Table
    private var seals: Int64 = 0
    private var sealed: Int64 = 0
    private var deleted: Int64 = 0
    private var cut: [SealedHour] = []
    /// The last sequence that is sealed, and the time of its sample.
    private var end: Int64 = 0
    private var until: Timestamp?
    private var unsealed: Int64 = 0
    private var unsealedSince: Timestamp?

    init(_ losses: LossesTold, _ sources: SealedSource.Table) {
        (self.losses, self.sources) = (losses, sources)
    }

    func report(in check: inout JournalCheck) {
        (check.seals, check.sealed, check.sealedUntil) = (seals, sealed, until)
        (check.deleted, check.cut) = (deleted, cut)
        (check.unsealed, check.unsealedSince) = (unsealed, unsealedSince)
    }

    mutating func run(_ seals: [LedgerSayings.EnteredSeal], _ db: Database, _ checking: Checking) throws {
        for entered in seals { try take(entered, db, checking) }
        try lookForStrays(Set(seals.map(\.entry)), db)
        let sql = "SELECT count(*), min(time) FROM sample WHERE sequence > ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [end]), row.integer(0) > 0 else { return }
        (unsealed, unsealedSince) = (row.integer(0), Timestamp(milliseconds: row.integer(1)))
    }

    private mutating func take(
        _ entered: LedgerSayings.EnteredSeal, _ db: Database, _ checking: Checking
    ) throws {
        try checking.pause()
        let seal = entered.seal
        // Each range begins behind the one before.
        guard seal.from > end, seal.to >= seal.from, seal.to < .max else {
            return faults.append(.sealMoved(entry: entered.entry))
        }
        if seal.from > end + 1 { faults.append(.sealMissing(end + 1...seal.from - 1)) }
        (end, until) = (seal.to, seal.end)
        try compare(SealComparison(entered, sources, checking), db)
    }

    private mutating func compare(_ comparison: SealComparison, _ db: Database) throws {
        let range = comparison.range
        let digest = try comparison.digest(db)
        let first = try Int64.fetchOne(
            db, sql: "SELECT min(sequence) FROM sample WHERE sequence BETWEEN ? AND ?",
            arguments: [range.lowerBound, range.upperBound])
        // Nothing is stored of a seal whose samples were deleted, before or after it was made.
        if digest.count < comparison.seal.count, try Seals.rows(of: comparison.entry, db).isEmpty {
            if first == nil, losses.deletes(all: range) {
                deleted += 1
                return
            }
            if let first, losses.deletes(beginningOf: range, before: first) { return cut.append(comparison.hour) }
        }
        faults += try comparison.faults(digest, db)
        guard first != nil else { return }
        (seals, sealed) = (seals + 1, sealed + digest.count)
    }

    /// Rows of the table that belong to no seal of the ledger.
    private mutating func lookForStrays(_ entries: Set<Int64>, _ db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT DISTINCT entry FROM seal ORDER BY entry")
        where !entries.contains(row.integer(0)) {
            faults.append(.sealWithoutEntry(sequence: row.integer(0)))
        }
    }
}
