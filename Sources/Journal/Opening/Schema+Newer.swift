import Foundation
import GRDB

extension Schema {
    /// Fails for a file that a newer program has written, and touches nothing of it.
    ///
    /// - Parameter makesNothing: whether no file may be made beside it either. Then a -wal counts only with its -shm, which a
    ///   program that runs has: reading it would make one.
    static func refuseNewer(path: String, makesNothing: Bool = false) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        // What a program that did not end in order left in its -wal counts. Where there is none, reading would make one,
        // unless SQLite is told that nobody writes meanwhile.
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

    /// A database that has tables and was never a journal is somebody else's.
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
