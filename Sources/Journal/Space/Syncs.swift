import Facilities
import Foundation
import GRDB
import GRDBSQLite
import Glibc
import SystemErrors

/// Syncs and checkpoints of the -wal.
enum Syncs {
    /// Writes the whole -wal over itself, byte for byte, and syncs it.
    ///
    /// After a failed fsync Linux marks pages as written that are not on the disk. A later fsync succeeds and leaves a hole, and SQLite
    /// reads a -wal only up to its first hole: a power cut would lose every commit behind it. The pages are still in memory; when they are
    /// written again, they are synced like any other. A checkpoint is no solution: a power cut during it would leave half of it in the
    /// database file, and a -wal that cannot complete it.
    ///
    /// SQLite holds no lock on a -wal, so that closing this descriptor releases none of its locks. It must not be called while another
    /// thread writes to the file.
    ///
    /// - Throws: `failing` or `diskFull` if it cannot be written either.
    static func writeLogAgain(_ database: String) throws(JournalError) {
        let name = database + "-wal"
        let file = open(name, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        // Without a -wal there is nothing to write.
        guard file >= 0 else { return }
        defer { close(file) }
        var block = [UInt8](repeating: 0, count: 256 << 10)
        var offset: off_t = 0
        while true {
            let count = pread(file, &block, block.count, offset)
            if count == 0 { break }
            guard count > 0, pwrite(file, block, count, offset) == count else { throw failure(name) }
            offset += off_t(count)
        }
        guard fsync(file) == 0 else { throw failure(name) }
    }

    private static func failure(_ name: String) -> JournalError {
        let code = errno
        let cause = Text(systemError: code)
        let reason = JournalReason(Text(zh: "\(name)：\(cause.zh)", en: "\(name): \(cause.en)"))
        return code == ENOSPC ? .diskFull(reason) : .failing(reason)
    }

    /// The size of a -wal, in bytes, from which it is moved into the database file: that of the 1,000 frames of SQLite's default.
    static let logBytes = 4 << 20

    /// Returns the bytes of database pages that the writer has written to the -wal since the last call.
    static func logged(_ db: Database, pageBytes: Int) -> Int {
        var (pages, most): (Int32, Int32) = (0, 0)
        sqlite3_db_status(db.sqliteConnection, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &most, 1)
        return Int(pages) * pageBytes
    }

    /// Moves the part of the -wal that no reader needs into the database file. Once all of it was moved, the -wal begins again.
    ///
    /// - Returns: whether all of it was moved.
    /// - Throws: an error of SQLite if the disk fails.
    static func moveLogPassively(_ db: Database) throws -> Bool {
        guard let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)") else { return false }
        return row[1] as Int == row[2] as Int
    }

    /// Moves all of the -wal into the database file and truncates it, without waiting for readers.
    ///
    /// - Returns: whether it is empty; false while a program reads an older state of the file.
    static func truncateLog(_ db: Database) throws -> Bool {
        let patience = try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
        try db.execute(sql: "PRAGMA busy_timeout = 0")
        defer { try? db.execute(sql: "PRAGMA busy_timeout = \(patience)") }
        guard let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") else { return false }
        return row[0] as Int == 0
    }

    /// Moves all of the -wal into the database file, and syncs that.
    ///
    /// - Throws: `locked` while a program reads an older state of the file; an error of SQLite if the disk fails.
    static func moveLogIntoFile(_ level: SyncLevel, _ db: Database) throws {
        try level.set(.full, db)
        guard let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(RESTART)"), row[0] as Int == 0 else {
            throw JournalError.locked("a program that reads it holds up the checkpoint")
        }
    }
}
