import Foundation
import GRDB

/// The table of chained entries. All functions must be called inside a transaction.
enum Ledger {
    static let migration = "ledger"

    /// Adds the chain to entries that older versions have written, and makes the table append-only.
    static func migrate(_ db: Database) throws {
        try db.execute(sql: "ALTER TABLE entry ADD COLUMN hash BLOB")
        var (hash, count) = (LedgerHash.start, Int64(0))
        for row in try Row.fetchAll(db, sql: "SELECT sequence, facility, time, body FROM entry ORDER BY sequence") {
            let entry = LedgerRow(sequence: row[0], facility: row[1], milliseconds: row[2], body: row[3])
            hash = hash.next(entry)
            count += 1
            try db.execute(
                sql: "UPDATE entry SET hash = ? WHERE sequence = ?", arguments: [Data(hash.bytes), entry.sequence]
            )
        }
        try db.execute(sql: "INSERT INTO counter (name, value) VALUES ('entries', ?)", arguments: [count])
        try db.execute(
            sql: """
                CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry
                BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
                CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
                BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
                """
        )
    }

    /// Returns the number of entries up to a sequence, and the hash of the last one of them.
    static func head(upTo sequence: Int64 = .max, _ db: Database) throws -> LedgerHead {
        let all = try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'entries'") ?? 0
        let later = try Int64.fetchOne(
            db, sql: "SELECT count(*) FROM entry WHERE sequence > ?", arguments: [sequence])
        let last = try Row.fetchOne(
            db, sql: "SELECT sequence, hash FROM entry WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1",
            arguments: [sequence])
        let count = all - (later ?? 0)
        guard let last else { return LedgerHead(count: count, sequence: 0, hash: .start) }
        return LedgerHead(count: count, sequence: last[0], hash: LedgerHash(bytes: [UInt8](last[1] as Data)))
    }

    /// Appends entries.
    static func append(_ rows: [LedgerRow], _ db: Database) throws {
        guard !rows.isEmpty else { return }
        let head = try head(db)
        var hash = head.hash
        for row in rows {
            hash = hash.next(row)
            try db.execute(
                sql: "INSERT INTO entry (sequence, facility, time, body, hash) VALUES (?, ?, ?, ?, ?)",
                arguments: [row.sequence, row.facility, row.milliseconds, row.body, Data(hash.bytes)]
            )
        }
        try db.execute(
            sql: "UPDATE counter SET value = ? WHERE name = 'entries'", arguments: [head.count + Int64(rows.count)]
        )
    }
}
