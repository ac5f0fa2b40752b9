import Foundation
import GRDB
import Journal
import TestSupport
import Testing

/// Writes the journal of this program, and what is in it, under the release that `MASHANG_WRITE_GOLDEN` names.
struct WriteGoldenJournal {
    private static let release = ProcessInfo.processInfo.environment["MASHANG_WRITE_GOLDEN"]

    @Test(.enabled(if: release != nil)) func theJournalIsWritten() async throws {
        let release = try #require(Self.release)
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal.open(path: path, now: now)
        try await GoldenJournal.fill(journal)
        let versions = GoldenJournalTests.versions
        let sql = try await DatabaseQueue(path: path).read(Self.sql)
        try Data(sql.utf8).write(to: versions.appending(path: "\(release).sql"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let contents = try encoder.encode(JournalContents(journal, of: GoldenJournal.facilities))
        try (contents + Data("\n".utf8)).write(to: versions.appending(path: "\(release).json"))
    }

    /// Tables with their rows first: triggers would refuse some of them.
    @Sendable private static func sql(_ db: Database) throws -> String {
        let tables = try Row.fetchAll(
            db,
            sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid")
        let others = try String.fetchAll(
            db, sql: "SELECT sql FROM sqlite_schema WHERE type != 'table' AND sql IS NOT NULL ORDER BY rowid")
        let lines = try tables.flatMap { table in try [table[1] as String] + rows(of: table[0], db) }
        return (lines + others).map { $0 + ";\n" }.joined()
    }

    private static func rows(of table: String, _ db: Database) throws -> [String] {
        let columns = try db.columns(in: table).map { "quote(\($0.name))" }.joined(separator: " || ',' || ")
        return try String.fetchAll(db, sql: "SELECT \(columns) FROM \(table)").map { values in
            "INSERT INTO \(table) VALUES(\(values))"
        }
    }
}
