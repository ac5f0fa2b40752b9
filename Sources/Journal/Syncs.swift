import GRDB

/// What makes a commit safe again after a sync that failed.
enum Syncs {
    /// Moves all of the -wal into the database file, syncs that, and lets the -wal begin again.
    ///
    /// After a failed fsync Linux takes the pages for written that are not: a later fsync succeeds and leaves a hole, and
    /// SQLite reads a -wal only up to its first hole. A -wal that begins again has none.
    ///
    /// - Throws: `locked` while somebody reads an older state of the file; an error of SQLite if the disk fails again.
    static func startLogAgain(_ db: Database) throws {
        try db.execute(sql: "PRAGMA synchronous = FULL")
        guard let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(RESTART)"), row[0] as Int == 0 else {
            throw JournalError.locked("a program that reads it holds up the checkpoint after a failed sync")
        }
    }
}
