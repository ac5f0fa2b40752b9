public import Facilities
import Foundation
import GRDB

/// Everything that the gateway keeps, in one SQLite file in WAL mode: samples, entries, what the rules remember, and
/// how far each uplink has got.
public final class Journal: Sendable {
    /// The name under which a damaged file was put aside when this journal was opened.
    public let setAside: String?

    private let pool: DatabasePool
    private let series = SeriesTable()

    /// Opens the file, or makes it. One that is damaged is put aside under a dated name and a new one begun.
    ///
    /// - Parameters:
    ///   - maximumBytes: what the file may grow to; past it `commit` throws `full`.
    ///   - now: names a damaged file.
    public static func open(
        path: String, maximumBytes: Int64 = 2 << 30, now: Timestamp
    ) throws(JournalError) -> Journal {
        do {
            return try Journal(path: path, maximumBytes: maximumBytes, setAside: nil)
        } catch .corrupt {
            let name = "\(path).corrupt-\(now.description.replacing(":", with: ""))"
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.moveItem(atPath: path + suffix, toPath: name + suffix)
            }
            let journal = try Journal(path: path, maximumBytes: maximumBytes, setAside: name)
            try journal.begin(after: now.milliseconds)
            return journal
        }
    }

    /// Opens a file that is there to read it, beside a gateway that may be writing to it.
    public static func reading(path: String) throws(JournalError) -> Journal {
        try Journal(reading: path)
    }

    private init(reading path: String) throws(JournalError) {
        setAside = nil
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .refused("\(path) is not there, or this user may not read it")
        }
        do {
            pool = try DatabasePool(path: path, configuration: Schema.readingConfiguration)
            let migrator = Schema.migrator
            guard try pool.read({ try migrator.hasCompletedMigrations($0) && !migrator.hasBeenSuperseded($0) }) else {
                throw JournalError.refused("it was written by another version of mashang")
            }
            try pool.read { try series.load($0) }
        } catch {
            throw JournalError(error)
        }
    }

    private init(path: String, maximumBytes: Int64, setAside: String?) throws(JournalError) {
        self.setAside = setAside
        do {
            // The journal holds people's names: only its owner reads it. SQLite gives -wal and -shm the same rights.
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            pool = try DatabasePool(path: path, configuration: Schema.configuration(maximumBytes: maximumBytes))
            let migrator = Schema.migrator
            guard try pool.read({ try !migrator.hasBeenSuperseded($0) }) else {
                throw JournalError.refused("it was written by a newer version of mashang; install that version again")
            }
            try migrator.migrate(pool)
            try pool.read { try series.load($0) }
        } catch {
            throw JournalError(error)
        }
    }

    /// Sequences go on behind any that the damaged file had given out, so that none is used twice: at less than a
    /// thousand a second on average they stay behind the clock's milliseconds.
    private func begin(after sequence: Int64) throws(JournalError) {
        do {
            try pool.write { db in
                try db.execute(sql: "INSERT INTO counter (name, value) VALUES ('sequence', ?)", arguments: [sequence])
            }
        } catch {
            throw JournalError(error)
        }
    }

    // MARK: Writing

    /// Keeps a batch in one transaction. When this returns, a `durable` batch survives a power cut, any other survives
    /// the end of the process.
    public func commit(_ batch: Batch) async throws(JournalError) {
        do {
            try await pool.writeWithoutTransaction { [series] db in
                // It cannot be changed inside a transaction.
                try db.execute(sql: "PRAGMA synchronous = \(batch.durable ? "FULL" : "NORMAL")")
                do {
                    try db.inTransaction(.immediate) {
                        try Self.write(batch, series, db)
                        return .commit
                    }
                } catch {
                    // A series that was written in it is gone again.
                    try series.load(db)
                    throw error
                }
            }
        } catch {
            throw JournalError(error)
        }
    }

    private static func write(_ batch: Batch, _ series: SeriesTable, _ db: Database) throws {
        let sample = try db.cachedStatement(
            sql: "INSERT INTO sample (sequence, series, time, data) VALUES (?, ?, ?, ?)")
        for row in batch.samples {
            let id = try series.id(of: row, db)
            let blob = Data(SampleBlob.encode(row.content.readings))
            try sample.execute(arguments: [row.sequence, id, row.time.milliseconds, blob])
        }
        try Ledger.append(batch.entries.map(Self.ledgerRow), db)
        try Aggregates.write(batch, series, db)
        for state in batch.ruleStates {
            try db.execute(
                sql: "INSERT OR REPLACE INTO rule_state (facility, sequence, state) VALUES (?, ?, ?)",
                arguments: [state.facility.description, state.sequence, state.state]
            )
        }
        for (name, progress) in batch.progress {
            let text = String(decoding: try JSONEncoder().encode(progress), as: UTF8.self)
            try db.execute(
                sql: "INSERT OR REPLACE INTO uplink (name, progress) VALUES (?, ?)", arguments: [name, text]
            )
        }
        if let last = batch.lastSequence {
            try db.execute(
                sql: "INSERT OR REPLACE INTO counter (name, value) VALUES ('sequence', ?)", arguments: [last]
            )
        }
    }

    private static func ledgerRow(_ kept: Kept<Entry>) throws -> LedgerRow {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = String(decoding: try encoder.encode(kept.content), as: UTF8.self)
        return LedgerRow(
            sequence: kept.sequence, facility: kept.facility.description, milliseconds: kept.time.milliseconds,
            body: body
        )
    }

    /// Makes room: drops the oldest tenth of the samples, and says which.
    public func dropOldestSamples() async throws(JournalError) -> (sequences: ClosedRange<Int64>, count: Int)? {
        do {
            return try await pool.write { db in
                guard let first = try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM sample"),
                    let last = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM sample")
                else { return nil }
                let end = first + (last - first) / 10
                try db.execute(sql: "DELETE FROM sample WHERE sequence <= ?", arguments: [end])
                return (first...end, db.changesCount)
            }
        } catch {
            throw JournalError(error)
        }
    }

    // MARK: Reading

    /// The newest sequence that was ever kept; 0 in a new journal. It does not go back when old samples are dropped.
    public func lastSequence() throws(JournalError) -> Int64 {
        try read { try Int64.fetchOne($0, sql: "SELECT value FROM counter WHERE name = 'sequence'") ?? 0 }
    }

    /// When the newest sample or entry was kept; nil in a new journal.
    public func lastTime() throws(JournalError) -> Timestamp? {
        try read { db in
            let times = try ["sample", "entry"].compactMap { table in
                try Int64.fetchOne(db, sql: "SELECT time FROM \(table) ORDER BY sequence DESC LIMIT 1")
            }
            return times.max().map(Timestamp.init(milliseconds:))
        }
    }

    /// How far an uplink's broker has acknowledged; nil when it never has.
    public func progress(of uplink: String) throws(JournalError) -> UplinkProgress? {
        try read { db in
            let sql = "SELECT progress FROM uplink WHERE name = ?"
            return try String.fetchOne(db, sql: sql, arguments: [uplink]).map {
                try JSONDecoder().decode(UplinkProgress.self, from: Data($0.utf8))
            }
        }
    }

    public func ruleState(of facility: Facility.Code) throws(JournalError) -> RuleState? {
        try read { db in
            let sql = "SELECT sequence, state FROM rule_state WHERE facility = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [facility.description]).map { row in
                RuleState(facility: facility, sequence: row[0], state: row[1])
            }
        }
    }

    /// How far the samples have gone into aggregates; nil in a new journal.
    public func aggregateMark() throws(JournalError) -> AggregateMark? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT mark FROM aggregate_mark").map {
                try JSONDecoder().decode(AggregateMark.self, from: Data($0.utf8))
            }
        }
    }

    /// The aggregates of a facility whose intervals begin in a time, in order of time: the newest of each.
    public func aggregates(
        of facility: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) throws(JournalError) -> [Kept<Aggregate>] {
        try read { [series] db in
            try Aggregates.newest(series.ids(of: facility), interval, in: time, series, db)
        }
    }

    /// Samples, entries and aggregates after a sequence, in order, at most `limit` of them.
    public func page(after sequence: Int64, upTo end: Int64 = .max, limit: Int) throws(JournalError) -> [Item] {
        try read { [series] db in
            let samples = try Row.fetchAll(
                try db.cachedStatement(
                    sql: """
                        SELECT sequence, series, time, data FROM sample
                        WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
                        """
                ),
                arguments: [sequence, end, limit]
            ).map { Item.sample(try Self.sample($0, series)) }
            let entries = try Row.fetchAll(
                try db.cachedStatement(
                    sql: """
                        SELECT sequence, facility, time, body FROM entry
                        WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
                        """
                ),
                arguments: [sequence, end, limit]
            ).map { Item.entry(try Self.entry($0)) }
            let aggregates = try Row.fetchAll(
                try db.cachedStatement(
                    sql: """
                        SELECT sequence, series, interval, start, data FROM aggregate
                        WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
                        """
                ),
                arguments: [sequence, end, limit]
            ).map { Item.aggregate(try Aggregates.decoded($0, series)) }
            guard !entries.isEmpty || !aggregates.isEmpty else { return samples }
            return Array((samples + entries + aggregates).sorted { $0.sequence < $1.sequence }.prefix(limit))
        }
    }

    public func ledgerHead() throws(JournalError) -> LedgerHead {
        try read(Ledger.head)
    }

    /// The ledger after a sequence, in order, at most `limit` entries.
    public func ledger(after sequence: Int64, limit: Int) throws(JournalError) -> [LedgerEntry] {
        try read { db in
            let sql = """
                SELECT sequence, facility, time, body, hash FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [sequence, limit]).map { row in
                LedgerEntry(kept: try Self.entry(row), body: row[3], hash: LedgerHash(bytes: [UInt8](row[4] as Data)))
            }
        }
    }

    /// Everything that is wrong with the chain of entries; nothing if nobody has touched them.
    ///
    /// - Parameter noted: a hash that was noted earlier, from the gateway's state or from an export.
    public func ledgerFaults(noted: LedgerHash? = nil) throws(JournalError) -> [LedgerFault] {
        try read { try Ledger.faults($0, noted: noted) }
    }

    /// What was entered and found at a facility, newest first.
    public func entries(of facility: Facility.Code, limit: Int) throws(JournalError) -> [Kept<Entry>] {
        try read { db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility = ? ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, limit]).map(Self.entry)
        }
    }

    /// What was entered and found at a facility since a time, newest first, at most 1000.
    public func entries(of facility: Facility.Code, since time: Timestamp) throws(JournalError) -> [Kept<Entry>] {
        try read { db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND time >= ? ORDER BY sequence DESC LIMIT 1000
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, time.milliseconds]).map(Self.entry)
        }
    }

    private static func sample(_ row: Row, _ series: SeriesTable) throws -> Kept<Sample> {
        guard let series = series[row[1]] else { throw JournalError.corrupt("a sample has no series") }
        let time = Timestamp(milliseconds: row[2])
        let readings = try SampleBlob.decode([UInt8](row[3] as Data), columns: series.columns)
        return Kept(
            sequence: row[0], facility: series.facility, time: time,
            Sample(device: series.device, time: time, readings: readings)
        )
    }

    private static func entry(_ row: Row) throws -> Kept<Entry> {
        guard let code = Facility.Code(row[1]) else { throw JournalError.corrupt("an entry has no code") }
        let entry = try JSONDecoder().decode(Entry.self, from: Data((row[3] as String).utf8))
        return Kept(sequence: row[0], facility: code, time: Timestamp(milliseconds: row[2]), entry)
    }

    private func read<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
        do {
            return try pool.read(body)
        } catch {
            throw JournalError(error)
        }
    }
}
