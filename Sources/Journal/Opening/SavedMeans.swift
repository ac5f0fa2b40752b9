import GRDB

/// The rows of a damaged table of means that can still be read.
enum SavedMeans {
    /// Copies the rows, from both ends up to the damage, into a temporary table.
    static func save(_ db: Database) throws {
        try db.execute(sql: "DROP TABLE IF EXISTS temp.saved_mean")
        try db.execute(
            sql: """
                CREATE TEMP TABLE saved_mean (
                    sequence INTEGER PRIMARY KEY, series INTEGER, interval TEXT, start INTEGER, data BLOB
                )
                """)
        for order in ["ASC", "DESC"] { try copy(order, db) }
    }

    private static func copy(_ order: String, _ db: Database) throws {
        do {
            let rows = try Row.fetchCursor(
                db, sql: "SELECT sequence, series, interval, start, data FROM aggregate ORDER BY sequence \(order)")
            while let row = try rows.next() {
                let values = StatementArguments(row.databaseValues)
                try db.execute(sql: "INSERT OR IGNORE INTO saved_mean VALUES (?, ?, ?, ?, ?)", arguments: values)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return
        }
    }

    /// Copies them into the new table, except rows that do not have the form of a mean.
    static func restore(_ db: Database) throws {
        try forgetFolded(db)
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO aggregate SELECT * FROM saved_mean
                WHERE typeof(series) || typeof(interval) || typeof(start) || typeof(data) = 'integertextintegerblob'
                AND sequence > 0
                AND NOT EXISTS (SELECT 1 FROM sample WHERE sample.sequence = saved_mean.sequence)
                AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.sequence = saved_mean.sequence)
                """)
        try db.execute(sql: "DROP TABLE temp.saved_mean")
    }

    /// Removes the rows that have the sequence of a sample in a fold.
    private static func forgetFolded(_ db: Database) throws {
        let sql = "SELECT sequence FROM saved_mean WHERE sequence BETWEEN 1 AND ?"
        let means = try Set(Int64.fetchAll(db, sql: sql, arguments: [Folds.end(db)]))
        guard let first = means.min(), let last = means.max() else { return }
        let samples = try StoredSamples(SealedSource.Table(db)).cursor(in: first...last, db)
        while let sample = try samples.next() {
            guard means.contains(sample.sequence) else { continue }
            try db.execute(sql: "DELETE FROM saved_mean WHERE sequence = ?", arguments: [sample.sequence])
        }
    }
}
