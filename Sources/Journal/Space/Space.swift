import Facilities
import GRDB

/// The space that the content of a file takes of its budget, in database pages. Freed pages do not count, since SQLite uses them first.
enum Space {
    /// A budget in database pages.
    struct Pages {
        /// The pages that the file may have.
        var file: Int64
        /// The pages of these that content may fill.
        var content: Int64
        /// The size of a page in bytes.
        var bytes: Int64
    }

    /// Returns the budget of a number of bytes.
    static func pages(of bytes: Int64, _ db: Database) throws -> Pages {
        let size = try pageBytes(db)
        return Pages(
            file: max(1, bytes / size), content: max(1, JournalBudget(bytes: bytes).content / size), bytes: size)
    }

    /// Returns the size of a database page in bytes.
    static func pageBytes(_ db: Database) throws -> Int64 { try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 4096 }

    /// Returns the number of database pages of the file.
    static func pageCount(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(try db.cachedStatement(sql: "PRAGMA page_count")) ?? 0
    }

    /// Returns the number of database pages that are not free.
    static func used(_ db: Database) throws -> Int64 {
        let free = try Int64.fetchOne(try db.cachedStatement(sql: "PRAGMA freelist_count")) ?? 0
        return try pageCount(db) - free
    }

    /// Checks that a transaction does not grow the content past the budget. SQLite's own limit, max_page_count, is not used: its error is
    /// the same as that of a full disk, for which nothing must be deleted, and it would also refuse deletions.
    ///
    /// - Throws: `full` if the content is larger than the budget and than before.
    static func check(growthFrom before: Int64, upTo maximum: Int64, _ db: Database) throws {
        let used = try used(db)
        guard used > maximum, used > before else { return }
        throw JournalError.full("it has \(used) pages, and its budget is \(maximum)")
    }

    // MARK: Freeing

    /// The bytes of samples that one transaction deletes. The -wal takes about as much, and the same again for the means.
    private static let slice: Int64 = 6 << 20
    /// The number of one-minute means that one transaction deletes: each may be in a database page of its own, and its key in another.
    private static let means = 500

    /// Calls a function that deletes samples, blocks or means, without overwriting the freed database pages with zeros, which would write
    /// each of them to the -wal. Debian's SQLite overwrites them by default; these rows never contain personal texts.
    static func freeing<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
        let before = try Int.fetchOne(db, sql: "PRAGMA secure_delete") ?? 0
        try db.execute(sql: "PRAGMA secure_delete = FAST")
        defer { try? db.execute(sql: "PRAGMA secure_delete = \(before)") }
        return try body()
    }

    /// Deletes the oldest samples or means in one transaction.
    ///
    /// - Returns: what was deleted; nil where there was nothing.
    static func dropOldest(_ db: Database) throws -> Loss? {
        var loss: Loss?
        try freeing(db) {
            try db.inTransaction(.immediate) {
                loss = try deleteOldest(db)
                return .commit
            }
        }
        return loss
    }

    private static func deleteOldest(_ db: Database) throws -> Loss? {
        guard let first = try StoredSamples.first(db), let last = try StoredSamples.last(db) else { return nil }
        // While there are means that are too old, no sample is deleted.
        if let means = try dropMinutes(behind: first, db) {
            try Losses.add(means, db)
            return means
        }
        // Folds are deleted first: the oldest one, with the rest of its sealed range.
        let oldest = try Folds.oldest(db)?.last
        let slice = try oldest ?? endOfSlice(upTo: first + (last - first) / 10, db)
        let end = try Seals.endOfDeletion(upTo: slice, from: first, db)
        let folded = try Folds.delete(upTo: end, db)
        try db.execute(sql: "DELETE FROM sample WHERE sequence <= ?", arguments: [end])
        let loss = Loss(from: first, to: end, count: folded + Int64(db.changesCount), reason: .full)
        try Seals.delete(upTo: end, db)
        try Losses.add(loss, db)
        return loss
    }

    /// Deletes the oldest one-minute means that are more than ten times as old as the samples, up to the limit of a transaction. A mean
    /// that is older than all samples by its sequence and newer by its time was stamped by a wrong clock, and is deleted as well.
    ///
    /// - Parameter first: the sequence of the oldest sample.
    /// - Returns: what was deleted; nil where there was nothing.
    private static func dropMinutes(behind first: Int64, _ db: Database) throws -> Loss? {
        guard let (oldest, newest) = try StoredSamples.times(db), oldest < newest else { return nil }
        let horizon = newest.moved(by: (newest - oldest) * -10)
        let sql = "SELECT sequence, start FROM aggregate WHERE interval = '1min' AND sequence < ? ORDER BY sequence"
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [first])
        var sequences: [Int64] = []
        while sequences.count < means, let row = try rows.next() {
            let start = Timestamp(milliseconds: row[1])
            guard start < horizon || start > newest else { break }
            sequences.append(row[0])
        }
        guard let from = sequences.first, let to = sequences.last else { return nil }
        try db.execute(
            sql: "DELETE FROM aggregate WHERE interval = '1min' AND sequence BETWEEN ? AND ?", arguments: [from, to])
        return Loss(from: from, to: to, count: Int64(sequences.count), reason: .full)
    }

    /// Returns the sequence of the last sample of a slice that begins with the oldest sample.
    private static func endOfSlice(upTo end: Int64, _ db: Database) throws -> Int64 {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT sequence, length(data) FROM sample WHERE sequence <= ? ORDER BY sequence", arguments: [end]
        )
        var (bytes, last) = (Int64(0), end)
        while let row = try rows.next() {
            // 20 bytes for the key, the series and the time.
            bytes += (row[1] as Int64) + 20
            last = row[0]
            if bytes >= slice { return last }
        }
        return end
    }
}
