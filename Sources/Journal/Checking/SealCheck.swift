import Facilities
import GRDB

/// A walk along the seals that compares each with the samples of its range.
struct SealCheck {
    private(set) var faults: [LedgerFault] = []
    private let losses: LossesTold
    private let sources: SealedSource.Table
    private let timeline: Timeline
    private var seals: Int64 = 0
    private var sealed: Int64 = 0
    private var deleted: Int64 = 0
    private var cut: [SealedHour] = []
    /// The last sequence that is sealed, and the time of its sample.
    private var end: Int64 = 0
    private var until: Timestamp?
    private var unsealed: Int64 = 0
    private var unsealedSince: Timestamp?

    init(_ losses: LossesTold, _ sources: SealedSource.Table, _ timeline: Timeline) {
        (self.losses, self.sources, self.timeline) = (losses, sources, timeline)
    }

    func report(in check: inout JournalCheck) {
        (check.seals, check.sealed, check.sealedUntil) = (seals, sealed, until)
        (check.deleted, check.cut) = (deleted, cut)
        (check.unsealed, check.unsealedSince) = (unsealed, unsealedSince)
    }

    mutating func run(_ seals: [LedgerSayings.EnteredSeal], _ db: Database, _ checking: Checking) throws {
        for entered in seals { try take(entered, db, checking) }
        try lookForStrays(Set(seals.map(\.entry)), db)
        try countUnsealed(db)
    }

    private mutating func countUnsealed(_ db: Database) throws {
        unsealed = try Int64.fetchOne(db, sql: "SELECT count(*) FROM sample WHERE sequence > ?", arguments: [end]) ?? 0
        unsealed += try Folds.count(behind: end, db)
        guard let first = try StoredSamples(sources).cursor(in: end + 1...(.max), db).next() else { return }
        unsealedSince = timeline.corrected(first.time, at: first.sequence)
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
        let first = try StoredSamples.first(in: seal.from...seal.to, db)
        let hour = SealedHour(seal, first: first, timeline)
        (end, until) = (seal.to, hour.end)
        try compare(SealComparison(entered, hour, sources, checking), first: first, db)
    }

    /// - Parameter first: the sequence of the first sample of its range that is there; nil where none is.
    private mutating func compare(_ comparison: SealComparison, first: Int64?, _ db: Database) throws {
        let range = comparison.range
        let digest = try comparison.digest(db)
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
