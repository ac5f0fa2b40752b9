import GRDB

extension Journal {
    /// The bytes of the file's pages that are in use. They count against the budget; pages that were freed do not.
    public func usedBytes() throws(JournalError) -> Int64 {
        try read { db in try Space.used(db) * (Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 4096) }
    }
}
