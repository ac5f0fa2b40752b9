import Facilities
import Foundation
import GRDB

extension Schema {
    /// Checks that no newer version has written a file, without changing it.
    ///
    /// - Parameter makesNothing: whether no file may be made beside it either. Then a -wal counts only with its -shm, which a
    ///   program that runs has: reading it would make one.
    /// - Throws: `newer` if one has; `refused` if it is a database of another program.
    static func refuseNewer(path: String, makesNothing: Bool = false) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        // After a crash the -wal contains commits that count. Where there is none, reading would create one, unless SQLite assumes that no
        // program writes at the same time.
        let isThere = { FileManager.default.fileExists(atPath: path + $0) }
        let hasLog = isThere("-wal") && (isThere("-shm") || !makesNothing)
        let name = hasLog ? path : URL(filePath: path).absoluteString + "?immutable=1"
        try DatabaseQueue(path: name, configuration: readingConfiguration).read { db in
            try refuseForeign(db, path)
            guard try migrator.hasBeenSuperseded(db) else { return }
            let found = try Int.fetchOne(db, sql: "SELECT count(*) FROM grdb_migrations") ?? 0
            throw JournalError.newer(NewerJournal(file: path, found: found, known: migrator.migrations.count))
        }
    }

    /// Checks that a database with tables is a journal, and not that of another program.
    private static func refuseForeign(_ db: Database, _ path: String) throws {
        let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        guard !tables.isEmpty, !tables.contains("grdb_migrations") else { return }
        throw JournalError.refused(
            JournalReason(
                Text(
                    zh: "\(path) 是别的程序的数据库，未作改动；请写另一个文件",
                    en: "\(path) is a database of another program, and was not touched; name another file")))
    }
}
