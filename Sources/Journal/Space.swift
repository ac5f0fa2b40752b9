import Facilities
import GRDB

/// What the content of a file takes of its budget, in pages. Pages that were freed do not count: SQLite fills them first.
enum Space {
    static func pages(of bytes: Int64, _ db: Database) throws -> Int64 {
        let size = try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
        return max(1, bytes / size)
    }

    static func used(_ db: Database) throws -> Int64 {
        let all = try Int64.fetchOne(try db.cachedStatement(sql: "PRAGMA page_count")) ?? 0
        let free = try Int64.fetchOne(try db.cachedStatement(sql: "PRAGMA freelist_count")) ?? 0
        return all - free
    }

    /// Ends a transaction that would fill more than the budget. SQLite's own limit, max_page_count, is not used: its error is
    /// also that of a full disk, for which nothing must be deleted, and it would refuse to delete, too.
    static func check(growthFrom before: Int64, upTo maximum: Int64, _ db: Database) throws {
        let used = try used(db)
        guard used > maximum, used > before else { return }
        throw JournalError.full("it has \(used) pages, and its budget is \(maximum)")
    }
}
