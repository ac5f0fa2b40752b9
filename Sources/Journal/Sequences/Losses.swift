import Facilities
import GRDB

/// The table of losses that are in no entry of the ledger yet. The transaction that deletes something also stores the loss, so that a
/// crash before its entry is committed hides none.
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

    /// Adds a loss, unless the same one is stored already: after a crash the note of a loss may be read twice.
    static func add(_ loss: Loss, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO loss (first, last, count, reason) SELECT ?1, ?2, ?3, ?4
                WHERE NOT EXISTS (SELECT 1 FROM loss WHERE (first, last, reason) = (?1, ?2, ?4) AND count IS ?3)
                """, arguments: [loss.from, loss.to, loss.count, loss.reason.rawValue])
    }

    /// Removes what an entry of the ledger reports: the oldest losses of its reason that its range touches, up to its count. Losses in the
    /// same range that occurred after it was counted stay.
    static func enter(_ loss: Loss, _ db: Database) throws {
        guard let count = loss.count else { return try enterUncounted(loss, db) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, count FROM loss WHERE reason = ? AND first <= ? AND last >= ? AND count IS NOT NULL ORDER BY id
                """, arguments: [loss.reason.rawValue, loss.to, loss.from])
        var rest = count
        for row in rows where rest > 0 {
            let (id, noted): (Int64, Int64) = (row[0], row[1])
            if noted <= rest {
                try db.execute(sql: "DELETE FROM loss WHERE id = ?", arguments: [id])
            } else {
                try db.execute(sql: "UPDATE loss SET count = count - ? WHERE id = ?", arguments: [rest, id])
            }
            rest -= min(noted, rest)
        }
    }

    /// Removes all losses of a reason within a range, because an entry without a count reports them all.
    private static func enterUncounted(_ loss: Loss, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM loss WHERE reason = ? AND first >= ? AND last <= ?",
            arguments: [loss.reason.rawValue, loss.from, loss.to])
    }

    /// Returns the stored losses in the order in which they occurred.
    static func pending(_ db: Database) throws -> [Loss] {
        var losses: [Loss] = []
        for row in try Row.fetchAll(db, sql: "SELECT first, last, count, reason FROM loss ORDER BY id") {
            guard let reason = Loss.Reason(rawValue: row[3]) else { continue }
            let loss = Loss(from: row[0], to: row[1], count: row[2], reason: reason)
            if let index = losses.firstIndex(where: { $0.isStep(before: loss) }) {
                losses[index] = loss.joined(behind: losses[index])
            } else {
                losses.append(loss)
            }
        }
        return losses
    }
}

extension Loss {
    /// The reasons for which a loss may grow in several steps.
    private static let stepwise: Set<Loss.Reason> = [.full, .memory]

    /// Returns whether this loss and a later one are steps of a single loss.
    fileprivate func isStep(before later: Loss) -> Bool {
        reason == later.reason && Self.stepwise.contains(reason) && count != nil && later.count != nil
    }
}
