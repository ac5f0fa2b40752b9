import Facilities
import Foundation
import GRDB

/// Tables and indexes that can be made again from the others: what the rules remember, how far uplinks and means have got, and
/// how much was delivered. Damage in one of them is no reason to quarantine samples and ledger.
enum DerivedTables {
    private static let names = ["rule_state", "uplink", "aggregate_mark", "delivered", "quarantine", "retained"]
    /// Its samples may be gone: what can be read of it is kept, and the rest is a loss.
    static let means = "aggregate"
    private static let indexes = ["entry_of_facility", "aggregate_of_series"]

    /// Checks the whole file, and makes derived tables and indexes again where that makes the rest whole.
    ///
    /// - Returns: what was made again.
    /// - Throws: `corrupt` if the damage is not only theirs; then nothing is changed.
    static func repair(_ db: Database) throws -> [String] {
        guard let finding = try damage(db) else { return [] }
        let bad = try names.filter { try !isWhole($0, db) }
        // The least first. Two tables that share a page may both look whole.
        let attempts = [bad, bad + indexes, names + indexes, bad + indexes + [means], names + indexes + [means]]
        for attempt in attempts where !attempt.isEmpty {
            if try makeAgain(attempt, db) { return attempt }
        }
        throw JournalError.corrupt(JournalReason(finding))
    }

    /// - Returns: whether the file is whole now; if not, it is as it was.
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

    /// What is wrong with the file; nil if nothing is. A page that belongs to nothing is no damage: `replace` leaves some.
    private static func damage(_ db: Database) throws -> String? {
        let found: [String]
        do {
            found = try String.fetchAll(db, sql: "PRAGMA quick_check(100000)")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // A table whose root is an index's page ends the check.
            found = [error.message ?? "the check cannot read it"]
        }
        return found.flatMap { $0.split(separator: "\n") }.first { line in
            line != "ok" && !line.hasPrefix("*** in database") && !line.hasSuffix("never used")
        }.map(String.init)
    }

    private static func isWhole(_ table: String, _ db: Database) throws -> Bool {
        (try? String.fetchAll(db, sql: "PRAGMA quick_check(\(table))")) == ["ok"]
    }

    /// Takes tables and indexes out of the schema and makes them again, without touching their pages: those may be another
    /// table's.
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
        // Tables before their indexes and triggers.
        let tables = statements.filter { $0.hasPrefix("CREATE TABLE") }
        for statement in tables + statements.filter({ !tables.contains($0) }) { try db.execute(sql: statement) }
    }

    // MARK: Rows that cannot be read

    /// Removes rows of derived tables that cannot be read, and makes again what has to be there.
    ///
    /// - Returns: the tables in which something was removed.
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

    /// How far the samples have gone into means, by the newest means that are kept: without it all samples would go into
    /// their means a second time.
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
        // Samples of open minutes are newer than one of ten minutes before, in the order in which they came.
        let position = try StoredSamples.last(upTo: last, before: before - .minutes(10), db)
        let mark = AggregateMark(before: before, sequence: last, position: position ?? 0)
        let text = String(decoding: try JSONEncoder().encode(mark), as: UTF8.self)
        try db.execute(sql: "INSERT INTO aggregate_mark (id, mark) VALUES (1, ?)", arguments: [text])
    }
}
