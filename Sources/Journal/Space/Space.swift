import Facilities
import GRDB

/// What the content of a file takes of its budget, in pages. Pages that were freed do not count: SQLite fills them first.
enum Space {
    /// The pages of a budget: those of the file, and those of them that content may fill.
    struct Pages {
        var file: Int64
        var content: Int64
        /// The bytes of a page.
        var bytes: Int64
    }

    static func pages(of bytes: Int64, _ db: Database) throws -> Pages {
        let size = try pageBytes(db)
        return Pages(
            file: max(1, bytes / size), content: max(1, JournalBudget(bytes: bytes).content / size), bytes: size)
    }

    static func pageBytes(_ db: Database) throws -> Int64 { try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 4096 }

    static func pageCount(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(try db.cachedStatement(sql: "PRAGMA page_count")) ?? 0
    }

    static func used(_ db: Database) throws -> Int64 {
        let free = try Int64.fetchOne(try db.cachedStatement(sql: "PRAGMA freelist_count")) ?? 0
        return try pageCount(db) - free
    }

    /// Ends a transaction that would fill more than the budget. SQLite's own limit, max_page_count, is not used: its error is
    /// also that of a full disk, for which nothing must be deleted, and it would refuse to delete, too.
    static func check(growthFrom before: Int64, upTo maximum: Int64, _ db: Database) throws {
        let used = try used(db)
        guard used > maximum, used > before else { return }
        throw JournalError.full("it has \(used) pages, and its budget is \(maximum)")
    }

    // MARK: Freeing

    /// Bytes of samples in one transaction. Its -wal takes about as much, and once more for the means.
    private static let slice: Int64 = 6 << 20
    /// One-minute means in one transaction: each may be in a page of its own, and its key in another.
    private static let means = 500

    /// Deletes rows of samples, blocks or means without filling the pages that become free with zeros, which would write each of them
    /// to the -wal. Debian's SQLite does that by default; texts of people are never in such rows.
    static func freeing<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
        let before = try Int.fetchOne(db, sql: "PRAGMA secure_delete") ?? 0
        try db.execute(sql: "PRAGMA secure_delete = FAST")
        defer { try? db.execute(sql: "PRAGMA secure_delete = \(before)") }
        return try body()
    }

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
        // While there are means that reach back too far, no sample goes.
        if let means = try dropMinutes(behind: first, db) {
            try Losses.add(means, db)
            return means
        }
        // Blocks first, the oldest fold and the rest of its sealed range.
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

    /// Deletes the oldest one-minute means that reach back more than ten times as far as samples, as many as a transaction may. One that is
    /// older than all samples and of a later time has the time of a clock that was wrong, and goes as well.
    ///
    /// - Parameter first: the sequence of the oldest sample.
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

    /// The last sample of a slice, from the oldest on.
    private static func endOfSlice(upTo end: Int64, _ db: Database) throws -> Int64 {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT sequence, length(data) FROM sample WHERE sequence <= ? ORDER BY sequence", arguments: [end]
        )
        var (bytes, last) = (Int64(0), end)
        while let row = try rows.next() {
            // With its key, series and time.
            bytes += (row[1] as Int64) + 20
            last = row[0]
            if bytes >= slice { return last }
        }
        return end
    }
}
