import Facilities
import Foundation
import GRDB

/// The repair of tables and indexes that can be made again from the others: the states of rules, the progress of uplinks and means, and the
/// numbers of delivered samples. Damage in one of them is no reason to quarantine samples and the ledger.
enum DerivedTables {
    private static let names = ["rule_state", "uplink", "aggregate_mark", "delivered", "quarantine", "retained"]
    /// The table of means. Their samples may be deleted already: the readable rows are kept, and the rest is a loss.
    static let means = "aggregate"
    private static let indexes = ["entry_of_facility", "aggregate_of_series"]

    /// Checks the whole file, and makes derived tables and indexes again if only these are damaged.
    ///
    /// - Returns: the names of the tables and indexes that were made again.
    /// - Throws: `corrupt` if other tables are damaged; then nothing is changed.
    static func repair(_ db: Database) throws -> [String] {
        guard let problem = try damage(db) else { return [] }
        let bad = try names.filter { try !isWhole($0, db) }
        // The smallest repair is tried first. Two tables that share a database page may both look whole.
        let attempts = [bad, bad + indexes, names + indexes, bad + indexes + [means], names + indexes + [means]]
        for attempt in attempts where !attempt.isEmpty {
            if try makeAgain(attempt, db) { return attempt }
        }
        throw JournalError.corrupt(JournalReason(problem))
    }

    /// Makes tables and indexes again.
    ///
    /// - Returns: whether the file is whole now; otherwise nothing was changed.
    private static func makeAgain(_ names: [String], _ db: Database) throws -> Bool {
        if names.contains(means) { try SavedMeans.save(db) }
        var isWhole = false
        do {
            try db.inTransaction(.immediate) {
                try replace(names, db)
                if names.contains(means) { try SavedMeans.restore(db) }
                isWhole = try damage(db) == nil
                return isWhole ? .commit : .rollback
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            isWhole = false
        }
        try db.execute(sql: "PRAGMA writable_schema = RESET")
        return isWhole
    }

    /// Returns the first problem of the file; nil where there is none. An unused database page is no damage, since `replace` leaves some.
    private static func damage(_ db: Database) throws -> String? {
        let found: [String]
        do {
            found = try String.fetchAll(db, sql: "PRAGMA quick_check(100000)")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // A table whose root is a database page of an index ends the check.
            found = [error.message ?? "the check cannot read it"]
        }
        let lines = found.flatMap { $0.split(separator: "\n") }
        let problem = lines.first { line in
            line != "ok" && !line.hasPrefix("*** in database") && !line.hasSuffix("never used")
        }
        return problem.map(String.init)
    }

    private static func isWhole(_ table: String, _ db: Database) throws -> Bool {
        (try? String.fetchAll(db, sql: "PRAGMA quick_check(\(table))")) == ["ok"]
    }

    /// Removes tables and indexes from the schema and creates them again, without changing their database pages, which may belong to another
    /// table.
    private static func replace(_ names: [String], _ db: Database) throws {
        var statements: [String] = []
        for name in names {
            let sql = "SELECT sql FROM sqlite_schema WHERE ? IN (name, tbl_name) AND sql IS NOT NULL ORDER BY rowid"
            let found = try String.fetchAll(db, sql: sql, arguments: [name])
            statements += found.filter { !statements.contains($0) }
        }
        try db.execute(sql: "PRAGMA writable_schema = ON")
        for name in names {
            try db.execute(sql: "DELETE FROM sqlite_schema WHERE ? IN (name, tbl_name)", arguments: [name])
        }
        try db.execute(sql: "PRAGMA writable_schema = RESET")
        // Tables must be created before their indexes and triggers.
        let tables = statements.filter { $0.hasPrefix("CREATE TABLE") }
        let others = statements.filter { !tables.contains($0) }
        for statement in tables + others { try db.execute(sql: statement) }
    }

    // MARK: Rows that cannot be read

    /// Removes rows of derived tables that cannot be read, and restores the mark of means.
    ///
    /// - Returns: the names of the tables in which rows were removed.
    static func removeUnreadable(_ db: Database) throws -> [String] {
        var changed: [String] = []
        if try removeRows(of: "uplink", "name", "progress", UplinkProgress.self, db) { changed.append("uplink") }
        if try removeRows(of: "aggregate_mark", "id", "mark", AggregateMark.self, db) {
            changed.append("aggregate_mark")
        }
        try db.execute(
            sql:
                "DELETE FROM rule_state WHERE typeof(facility) || typeof(sequence) || typeof(state) != 'textintegertext'"
        )
        if db.changesCount > 0 { changed.append("rule_state") }
        try restoreMark(db)
        return changed
    }

    private static func removeRows<Content: Decodable>(
        of table: String, _ key: String, _ column: String, _: Content.Type, _ db: Database
    ) throws -> Bool {
        let rows = try Row.fetchAll(db, sql: "SELECT \(key), CAST(\(column) AS TEXT) FROM \(table)")
        let unreadable = rows.filter { row in
            let text = row[1] as String? ?? ""
            return (try? JSONDecoder().decode(Content.self, from: Data(text.utf8))) == nil
        }
        for row in unreadable {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE \(key) IS ?", arguments: [row[0] as DatabaseValue])
        }
        return !unreadable.isEmpty
    }

    /// Restores a missing mark of means from the newest stored means. Without it all samples would be added to their means a second time.
    private static func restoreMark(_ db: Database) throws {
        guard try Int.fetchOne(db, sql: "SELECT count(*) FROM aggregate_mark") == 0,
            let last = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM aggregate"),
            let start = try Int64.fetchOne(
                db,
                sql: """
                    SELECT max(start) FROM
                    (SELECT start FROM aggregate WHERE interval = '1min' ORDER BY sequence DESC LIMIT 1000)
                    """)
        else { return }
        let before = Timestamp(milliseconds: start) + .minutes(1)
        // In order of sequence, all samples of minutes that are not closed come after any sample that is ten minutes older.
        let position = try StoredSamples.last(upTo: last, before: before - .minutes(10), db)
        let mark = AggregateMark(before: before, sequence: last, position: position ?? 0)
        let text = String(decoding: try JSONEncoder().encode(mark), as: UTF8.self)
        try db.execute(sql: "INSERT INTO aggregate_mark (id, mark) VALUES (1, ?)", arguments: [text])
    }
}
