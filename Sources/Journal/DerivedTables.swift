import Facilities
import Foundation
import GRDB

/// Tables that can be made again from the others: what the rules remember, how far uplinks and means have got, and how much
/// was delivered. Damage in one of them is no reason to quarantine samples and ledger.
enum DerivedTables {
    private static let names = ["rule_state", "uplink", "aggregate_mark", "delivered"]

    /// Checks the whole file, and replaces derived tables by empty ones where that makes the rest whole.
    ///
    /// - Returns: the tables that are empty now.
    /// - Throws: `corrupt` if the damage is not only theirs; then nothing is changed.
    static func repair(_ db: Database) throws -> [String] {
        guard let finding = try damage(db) else { return [] }
        let bad = try names.filter { try !isWhole($0, db) }
        // Two tables that share a page may both look whole.
        for candidates in [bad, names] where !candidates.isEmpty {
            var isRepaired = false
            try db.inTransaction(.immediate) {
                try replace(candidates, db)
                isRepaired = try damage(db) == nil
                return isRepaired ? .commit : .rollback
            }
            if isRepaired { return candidates }
            try db.execute(sql: "PRAGMA writable_schema = RESET")
        }
        throw JournalError.corrupt(finding)
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

    /// Takes tables out of the schema and makes them again, without touching their pages: those may be another table's.
    private static func replace(_ tables: [String], _ db: Database) throws {
        var statements: [String] = []
        for table in tables {
            let sql = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY rowid"
            statements += try String.fetchAll(db, sql: sql, arguments: [table])
        }
        try db.execute(sql: "PRAGMA writable_schema = ON")
        for table in tables {
            try db.execute(sql: "DELETE FROM sqlite_schema WHERE tbl_name = ?", arguments: [table])
        }
        try db.execute(sql: "PRAGMA writable_schema = RESET")
        for statement in statements { try db.execute(sql: statement) }
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
        let position = try Int64.fetchOne(
            db, sql: "SELECT sequence FROM sample WHERE sequence <= ? AND time < ? ORDER BY sequence DESC LIMIT 1",
            arguments: [last, (before - .minutes(10)).milliseconds])
        let mark = AggregateMark(before: before, sequence: last, position: position ?? 0)
        let text = String(decoding: try JSONEncoder().encode(mark), as: UTF8.self)
        try db.execute(sql: "INSERT INTO aggregate_mark (id, mark) VALUES (1, ?)", arguments: [text])
    }
}
