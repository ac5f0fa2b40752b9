import Facilities
import GRDB

/// Losses that are in no entry of the ledger yet. They stand in the file from the transaction on in which something was
/// deleted, so that a crash before the entry is committed hides none.
enum Losses {
    static let migration = "losses"

    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE loss (
                    id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, count INTEGER,
                    reason TEXT NOT NULL
                )
                """)
    }

    /// Does nothing for one that is there: a crash may leave the note from which it comes.
    static func add(_ loss: Loss, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO loss (first, last, count, reason) SELECT ?1, ?2, ?3, ?4
                WHERE NOT EXISTS (SELECT 1 FROM loss WHERE (first, last, reason) = (?1, ?2, ?4) AND count IS ?3)
                """, arguments: [loss.from, loss.to, loss.count, loss.reason.rawValue])
    }

    /// Forgets what an entry covers: all of its reason within its range.
    static func enter(_ loss: Loss, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM loss WHERE reason = ? AND first >= ? AND last <= ?",
            arguments: [loss.reason.rawValue, loss.from, loss.to])
    }

    /// All of them, in the order in which they happened. What was deleted in several steps is one loss.
    static func pending(_ db: Database) throws -> [Loss] {
        var losses: [Loss] = []
        for row in try Row.fetchAll(db, sql: "SELECT first, last, count, reason FROM loss ORDER BY id") {
            guard let reason = Loss.Reason(rawValue: row[3]) else { continue }
            let loss = Loss(from: row[0], to: row[1], count: row[2], reason: reason)
            if let index = losses.firstIndex(where: { $0.reason == .full }), reason == .full {
                losses[index] = loss.joined(behind: losses[index])
            } else {
                losses.append(loss)
            }
        }
        return losses
    }
}
