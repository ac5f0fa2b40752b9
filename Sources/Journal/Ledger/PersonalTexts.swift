import Facilities
import Foundation
import GRDB

/// The table `private` of personal texts. They are stored apart from the chain, so that each can be erased while the chain stays valid.
enum PersonalTexts {
    static func createTable(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE private (
                    sequence INTEGER NOT NULL, field TEXT NOT NULL, salt BLOB NOT NULL, text TEXT NOT NULL,
                    PRIMARY KEY (sequence, field)
                ) WITHOUT ROWID
                """)
    }

    static func insert(_ texts: [PersonalText], of sequence: Int64, _ db: Database) throws {
        for text in texts {
            try db.execute(
                sql: "INSERT INTO private (sequence, field, salt, text) VALUES (?, ?, ?, ?)",
                arguments: [sequence, text.field, Data(text.salt), text.text])
        }
    }

    /// Returns the texts of an entry, in order of field.
    static func read(of sequence: Int64, _ db: Database) throws -> [PersonalText] {
        let statement = try db.cachedStatement(
            sql: "SELECT field, salt, text FROM private WHERE sequence = ? ORDER BY field")
        return try Row.fetchAll(statement, arguments: [sequence]).map { row in
            PersonalText(field: row[0], salt: [UInt8](row[1] as Data), text: row[2])
        }
    }

    /// Returns the body of an entry with its texts.
    static func joined(_ body: String, of sequence: Int64, _ db: Database) throws -> String {
        guard StoredBody.mayHaveMarks(body) else { return body }
        return try StoredBody.puttingBack(try read(of: sequence, db), in: body)
    }

    // MARK: Erasing

    /// Deletes texts, and all copies of their bytes in the database pages of the table.
    static func erase(_ places: [TextPlace], _ db: Database) throws {
        for place in places {
            try db.execute(
                sql: "DELETE FROM private WHERE sequence = ? AND field = ?", arguments: [place.sequence, place.field])
        }
        try rewrite("private", db)
    }

    /// Writes a table again into other database pages, and fills the old ones with zeros. `secure_delete` overwrites only deleted rows and
    /// freed pages: after a page was split, bytes of rows that moved to another page can stay in its unused part.
    ///
    /// - Parameter fill: writes the rows, while the old rows are in the table `rewritten`; nil to copy them unchanged.
    static func rewrite(_ table: String, _ db: Database, fill: ((Database) throws -> Void)? = nil) throws {
        let schema = try String.fetchAll(
            db,
            sql: "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type != 'table', rowid",
            arguments: [table])
        try db.execute(sql: "CREATE TABLE rewritten AS SELECT * FROM \(table); DROP TABLE \(table); \(schema[0])")
        if let fill { try fill(db) } else { try db.execute(sql: "INSERT INTO \(table) SELECT * FROM rewritten") }
        try db.execute(sql: "DROP TABLE rewritten")
        for statement in schema.dropFirst() { try db.execute(sql: statement) }
    }

    /// Calls a function while SQLite overwrites deleted content with zeros.
    static func overwriting<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
        let before = try Int.fetchOne(db, sql: "PRAGMA secure_delete") ?? 0
        try db.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? db.execute(sql: "PRAGMA secure_delete = \(before)") }
        return try body()
    }
}
