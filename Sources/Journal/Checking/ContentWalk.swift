import Facilities
import GRDB

/// The check of all sequences up to the newest one at the time when the ledger was read. Each step reads a sealed range, or a part of what
/// is not sealed. Each sample is decoded once, for its seal and for its sequence.
struct ContentWalk {
    /// The faults of seals and their samples.
    private(set) var faults: [LedgerFault] = []
    private let statements: LedgerStatements
    private let sources: SealedSource.Table
    private let reader: StoredSamples
    /// The newest sequence that was assigned.
    private let given: Int64
    private var account = SealAccount()
    private var nextSeal = 0
    private var stretch: StretchWalk
    private var newer: [SeriesName: Int64] = [:]
    private var damaged: [DamagedBlock] = []
    private var known: Set<DamagedBlock> = []
    /// The faults of sequences that were found without reading everything.
    private var sequenceFaults: [LedgerFault]

    init(_ statements: LedgerStatements, _ db: Database) throws {
        let (sources, given) = (try SealedSource.Table(db), try Sequences.last(db))
        let start = try Seals.accounted(db)
        (self.statements, self.sources, self.given) = (statements, sources, given)
        reader = StoredSamples(sources, cache: BlockCache())
        // Another program may have put any number into the counter.
        stretch = StretchWalk(behind: min(start, .max - 1))
        sequenceFaults = try SequenceTraces.faults(db, given: max(given, start))
    }

    /// The part of the journal that was checked: 0 to 1.
    var progress: Double {
        guard given > 0 else { return 1 }
        return min(1, Double(stretch.position) / Double(given))
    }

    /// Reads the next part.
    ///
    /// - Returns: whether there may be more to read.
    mutating func next(_ db: Database, _ checking: Checking) throws -> Bool {
        try checking.pause()
        while nextSeal < statements.seals.count {
            let entered = statements.seals[nextSeal]
            let seal = entered.seal
            // Each sealed range must begin behind the one before.
            guard seal.from > account.end, seal.to >= seal.from, seal.to < .max else {
                faults.append(.sealMoved(entry: entered.entry))
                nextSeal += 1
                continue
            }
            if stretch.position < seal.from - 1, try walk(to: seal.from - 1, db, checking) { return true }
            if seal.from > account.end + 1 { faults.append(.sealMissing(account.end + 1...seal.from - 1)) }
            try compare(entered, db, checking)
            nextSeal += 1
            return true
        }
        guard stretch.position < given else { return false }
        return try walk(to: given, db, checking)
    }

    /// Reads a part of what is in no sealed range.
    ///
    /// - Returns: whether the end was not reached.
    private mutating func walk(to end: Int64, _ db: Database, _ checking: Checking) throws -> Bool {
        let samples = try reader.cursor(in: stretch.position + 1...end, db)
        var counts: [Int64: Int64] = [:]
        let isDone = try stretch.walk(to: end, samples, db, checking, most: StretchWalk.slice) { sample in
            counts[sample.series, default: 0] += 1
        }
        for (series, count) in counts { note(count, of: series) }
        take(samples.damaged)
        return !isDone
    }

    private mutating func compare(
        _ entered: LedgerStatements.EnteredSeal, _ db: Database, _ checking: Checking
    ) throws {
        let range = entered.seal.from...entered.seal.to
        let first = try StoredSamples.first(in: range, db)
        let hour = SealedHour(entered.seal, first: first, statements.timeline)
        (account.end, account.until) = (range.upperBound, hour.end)
        var digest = SealDigest()
        let (samples, sources) = (try reader.cursor(in: range, db), sources)
        _ = try stretch.walk(to: range.upperBound, samples, db, checking, most: .max) { sample in
            let source = sources[sample.series]
            digest.take(sample, source, source.form)
        }
        for series in digest.series { note(series.count, of: series.id) }
        take(samples.damaged)
        if try isExplained(entered, digest, first, hour, db) { return }
        let comparison = SealComparison(entered, hour, reader, sources)
        faults += try comparison.faults(digest, samples.damaged, db)
        guard first != nil else { return }
        (account.seals, account.sealed) = (account.seals + 1, account.sealed + digest.count)
    }

    /// Returns whether samples are missing because they were deleted for space.
    ///
    /// - Parameter first: the sequence of the first sample of the range that exists; nil where none does.
    private mutating func isExplained(
        _ entered: LedgerStatements.EnteredSeal, _ digest: SealDigest, _ first: Int64?, _ hour: SealedHour,
        _ db: Database
    ) throws -> Bool {
        let range = entered.seal.from...entered.seal.to
        // A seal whose samples were deleted, before or after it was made, has no rows.
        guard digest.count < entered.seal.count, try Seals.rows(of: entered.entry, db).isEmpty else { return false }
        let losses = try losses(db)
        if first == nil, losses.deletes(all: range) {
            account.deleted += 1
            return true
        }
        if let first, losses.deletes(beginningOf: range, before: first) {
            account.cut.append(hour)
            return true
        }
        return false
    }

    /// Returns the present losses, with those of samples that were deleted since the ledger was read.
    private func losses(_ db: Database) throws -> ReportedLosses {
        var since = LedgerStatements()
        for row in try GatewayEntries.rows(of: .loss, after: statements.last, db) { since.take(LedgerRow(row)) }
        return ReportedLosses(statements.losses + since.losses + (try Losses.pending(db)))
    }

    /// Counts the samples of a series that only a newer version knows.
    private mutating func note(_ count: Int64, of series: Int64) {
        let source = sources[series]
        if source.isNewer { newer[SeriesName(source), default: 0] += count }
    }

    private mutating func take(_ found: [DamagedBlock]) {
        for block in found where known.insert(block).inserted {
            damaged.append(block)
            note(block.count, of: block.series)
        }
    }

    /// Compares the missing sequences with the present losses, and counts the samples that are not sealed.
    ///
    /// - Returns: the faults of sequences.
    mutating func finish(_ db: Database, _ checking: Checking) throws -> [LedgerFault] {
        try checking.pause()
        stretch.end(at: given)
        let entries = Set(statements.seals.map(\.entry))
        for row in try Row.fetchAll(
            db, sql: "SELECT DISTINCT entry FROM seal WHERE entry <= ? ORDER BY entry", arguments: [statements.last])
        where !entries.contains(row.integer(0)) {
            faults.append(.sealWithoutEntry(sequence: row.integer(0)))
        }
        try countUnsealed(db)
        let check = SequenceCheck(stretch.holes, try losses(db), damaged, sources)
        return sequenceFaults + stretch.faults + check.faults
    }

    private mutating func countUnsealed(_ db: Database) throws {
        let end = account.end
        let rows = try Int64.fetchOne(db, sql: "SELECT count(*) FROM sample WHERE sequence > ?", arguments: [end])
        account.unsealed = try (rows ?? 0) + Folds.count(behind: end, db)
        guard let first = try reader.cursor(in: end + 1...(.max), db).next() else { return }
        account.unsealedSince = statements.timeline.corrected(first.time, at: first.sequence)
    }

    /// Copies the results into a check.
    func report(in check: inout JournalCheck) {
        account.report(in: &check)
        check.newer = newer
        check.damaged = damaged.filter { !sources[$0.series].isNewer }
    }
}
