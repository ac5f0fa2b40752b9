public import Facilities
import Foundation
import GRDB

/// Everything that the gateway keeps, in one SQLite file in WAL mode: samples, entries, what the rules remember, and
/// how far each uplink has got.
public final class Journal: Sendable {
    /// The name under which a damaged file was put aside when this journal was opened.
    public let setAside: String?
    /// The sequences that were left out when it was opened, because it is a copy of another one.
    public let leftOut: ClosedRange<Int64>?

    let series = SeriesTable()
    private let pool: DatabasePool

    var path: String { pool.path }

    /// Opens the file, or makes it. One that is damaged is put aside under a dated name and a new one begun.
    ///
    /// - Parameters:
    ///   - maximumBytes: what the file may grow to; past it `commit` throws `full`.
    ///   - now: names a damaged file.
    public static func open(
        path: String, maximumBytes: Int64 = 2 << 30, now: Timestamp
    ) throws(JournalError) -> Journal {
        do {
            return try Journal(path: path, maximumBytes: maximumBytes, setAside: nil, now: now)
        } catch .corrupt {
            let name = "\(path).corrupt-\(now.description.replacing(":", with: ""))"
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.moveItem(atPath: path + suffix, toPath: name + suffix)
            }
            forgetDamage(path: path)
            let journal = try Journal(path: path, maximumBytes: maximumBytes, setAside: name, now: now)
            try journal.begin(after: now.milliseconds)
            return journal
        }
    }

    /// Opens a file that is there to read it, beside a gateway that may be writing to it.
    public static func reading(path: String) throws(JournalError) -> Journal {
        try Journal(reading: path)
    }

    private init(reading path: String) throws(JournalError) {
        (setAside, leftOut) = (nil, nil)
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .refused("\(path) is not there, or this user may not read it")
        }
        do {
            try Schema.refuseNewer(path: path)
            pool = try DatabasePool(path: path, configuration: Schema.readingConfiguration)
            guard try pool.read(Schema.migrator.hasCompletedMigrations) else {
                throw JournalError.refused("\(path) is of an older version of mashang; start the gateway first")
            }
            try pool.read { try series.load($0) }
        } catch {
            throw JournalError(error, file: path)
        }
    }

    private init(path: String, maximumBytes: Int64, setAside: String?, now: Timestamp) throws(JournalError) {
        self.setAside = setAside
        do {
            // The journal holds people's names: only its owner reads it. SQLite gives -wal and -shm the same rights.
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            try Schema.refuseNewer(path: path)
            try Self.lookThrough(path: path)
            pool = try DatabasePool(path: path, configuration: Schema.configuration(maximumBytes: maximumBytes))
            try Schema.migrator.migrate(pool)
            leftOut = try pool.write { try Copying.goOn($0, now: now) }
            try pool.read { try series.load($0) }
        } catch {
            throw JournalError(error, file: path)
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
    /// the end of the process. A file that turns out to be damaged is put aside by the next opening.
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
            let error = JournalError(error)
            if case .corrupt = error { noteDamage() }
            throw error
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
        for delivered in batch.delivered { try delivered.write(db) }
        if let last = batch.lastSequence {
            try db.execute(
                sql: "INSERT OR REPLACE INTO counter (name, value) VALUES ('sequence', ?)", arguments: [last]
            )
        }
    }

    private static func ledgerRow(_ kept: KeptEntry) throws -> LedgerRow {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = String(decoding: try encoder.encode(kept.content), as: UTF8.self)
        return LedgerRow(
            sequence: kept.sequence, facility: kept.facility?.description ?? "", milliseconds: kept.time.milliseconds,
            body: body
        )
    }

    /// Makes room: drops the oldest tenth of the samples, and says which. The one-minute means may reach back ten times as
    /// far as the samples that are left, or they would take all of the room in the end. Entries and longer means stay.
    public func dropOldest() async throws(JournalError) -> Loss? {
        do {
            return try await pool.write { db in
                // Least and greatest apart: asked for together, SQLite looks at every row.
                guard let first = try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM sample"),
                    let last = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM sample")
                else { return nil }
                let end = first + (last - first) / 10
                try db.execute(sql: "DELETE FROM sample WHERE sequence <= ?", arguments: [end])
                let count = db.changesCount
                try db.execute(
                    sql: "DELETE FROM aggregate WHERE interval = '1min' AND sequence < ?",
                    arguments: [last - 10 * (last - end)]
                )
                return Loss(from: first, to: end, count: Int64(count), reason: .full)
            }
        } catch {
            throw JournalError(error)
        }
    }

    func read<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
        do {
            return try pool.read(body)
        } catch {
            throw JournalError(error)
        }
    }
}
