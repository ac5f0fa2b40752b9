import Facilities
import Foundation
import GRDB

/// The sequence numbers that identify samples, entries and means for receivers: none is assigned twice.
enum Sequences {
    static let migration = "sequences"

    /// The largest number of sequences that a run may have assigned to data in memory without storing them.
    static let margin: Int64 = 1_000_000

    private static let tables = ["sample", "entry", "aggregate"]

    /// Creates triggers with which the file itself refuses a sequence below 1 and one that is in another table.
    static func migrate(_ db: Database) throws {
        for table in tables { try db.execute(sql: trigger(of: table)) }
    }

    private static func trigger(of table: String) -> String {
        let others = tables.filter { $0 != table }
        let conditions = others.map { "EXISTS (SELECT 1 FROM \($0) WHERE sequence = NEW.sequence)" }
        return """
            CREATE TRIGGER \(table)_has_a_sequence_of_its_own BEFORE INSERT ON \(table)
            WHEN NEW.sequence < 1 OR \(conditions.joined(separator: " OR "))
            BEGIN SELECT RAISE(ABORT, 'the sequence is given already, or is below 1'); END
            """
    }

    /// Returns the newest sequence that was ever assigned; 0 in a new file.
    static func last(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'sequence'") ?? 0
    }

    /// Stores the sequence behind which a new file begins, so that a new uplink waits for nothing before it.
    static func note(begin sequence: Int64, _ db: Database) throws {
        try db.execute(sql: "INSERT OR REPLACE INTO counter (name, value) VALUES ('begin', ?)", arguments: [sequence])
    }

    /// Returns the sequence behind which the file began; nil where it began with 1.
    static func begin(_ db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'begin'")
    }

    /// Continues sequences behind `next`. No uplink waits for the skipped ones.
    static func skip(to next: Int64, _ db: Database) throws {
        let last = try last(db)
        guard next > last else { return }
        try db.execute(
            sql: "INSERT OR REPLACE INTO counter (name, value) VALUES ('sequence', ?)", arguments: [next])
        for row in try Row.fetchAll(db, sql: "SELECT name, progress FROM uplink") {
            var progress = try JSONDecoder().decode(UplinkProgress.self, from: Data((row[1] as String).utf8))
            progress.connected(last: last)
            progress.acknowledgedLive(upTo: next)
            let text = String(decoding: try JSONEncoder().encode(progress), as: UTF8.self)
            try db.execute(sql: "UPDATE uplink SET progress = ? WHERE name = ?", arguments: [text, row[0] as String])
        }
    }
}
