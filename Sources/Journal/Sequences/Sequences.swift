import Facilities
import Foundation
import GRDB

/// The numbers by which receivers know samples, entries and means: none is given twice.
enum Sequences {
    static let migration = "sequences"

    /// What a program gives out at most between two starts without knowing it: of data that waited in memory.
    static let margin: Int64 = 1_000_000

    private static let tables = ["sample", "entry", "aggregate"]

    /// The file itself refuses a sequence that is in another table, and one below 1.
    static func migrate(_ db: Database) throws {
        for table in tables { try db.execute(sql: trigger(of: table)) }
    }

    private static func trigger(of table: String) -> String {
        let others = tables.filter { $0 != table }.map { "EXISTS (SELECT 1 FROM \($0) WHERE sequence = NEW.sequence)" }
        return """
            CREATE TRIGGER \(table)_has_a_sequence_of_its_own BEFORE INSERT ON \(table)
            WHEN NEW.sequence < 1 OR \(others.joined(separator: " OR "))
            BEGIN SELECT RAISE(ABORT, 'the sequence is given already, or is below 1'); END
            """
    }

    /// The newest that was ever given; 0 in a new file.
    static func last(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'sequence'") ?? 0
    }

    /// Notes behind which sequence a new file begins: an uplink that is new to it waits for nothing before.
    static func note(begin sequence: Int64, _ db: Database) throws {
        try db.execute(sql: "INSERT OR REPLACE INTO counter (name, value) VALUES ('begin', ?)", arguments: [sequence])
    }

    /// Nil where the file began with 1.
    static func begin(_ db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'begin'")
    }

    /// Lets the next sequence come behind `next`. Nothing between waits for a broker.
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
