import Foundation
import GRDB
import Journal
import TestSupport
import Testing

/// The tables of a new journal, beside what docs/design.md says of them.
struct JournalTablesTests {
    private let folder = try! TemporaryFolder()

    private static let design = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../docs/design.md")

    private func documented() throws -> [String] {
        let text = try String(contentsOf: Self.design, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "## The journal's tables").last)
        let table = try #require(section.components(separatedBy: "\n## ").first)
        return table.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("| `") else { return nil }
            return line.split(separator: "`")[1].description
        }
    }

    @Test func theDesignNamesEachTableOfAJournalAndNoOther() throws {
        let path = folder.path + "/journal.sqlite"
        _ = try Journal.open(path: path, now: now)
        let tables = try DatabaseQueue(path: path).read { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('grdb_migrations', 'sqlite_stat1')"
            )
        }
        #expect(try documented().sorted() == tables.sorted())
    }
}
