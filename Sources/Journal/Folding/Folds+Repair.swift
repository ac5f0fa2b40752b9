import Facilities
import GRDB

extension Folds {
    /// Makes the last fold again, from its blocks, where its row reaches beyond everything that was ever given: by a flipped bit or
    /// somebody's hand, and the file would refuse every sample from then on. The same of those before, where they do, too.
    ///
    /// - Returns: a loss that nobody can count, of the range of what was made again; nil where nothing was.
    static func repairLast(_ db: Database) throws -> Loss? {
        // The other tables are read only where something is wrong: they may be damaged.
        guard let fold = try before(.max, db), try max(fold.first, fold.last) > Sequences.last(db) else { return nil }
        let given = try newest(db)
        var isWrong = false
        while let last = try before(.max, db), last.first > given || last.last > given {
            try db.execute(sql: "DELETE FROM fold WHERE first = ?", arguments: [last.first])
            isWrong = true
        }
        guard isWrong, let fold = try ofLooseBlocks(upTo: given, db) else { return nil }
        try insert(fold, [], db)
        return Loss(from: fold.first, to: fold.last, count: nil, reason: .damaged)
    }

    /// The newest sequence that is in the file, or that it says was given.
    private static func newest(_ db: Database) throws -> Int64 {
        let rows = try ["sample", "entry", "aggregate"].map { table in
            try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM \(table)") ?? 0
        }
        return try max(Sequences.last(db), rows.max() ?? 0)
    }

    /// The blocks behind the last fold as one; nil where there are none. Rows come behind it.
    private static func ofLooseBlocks(upTo given: Int64, _ db: Database) throws -> Fold? {
        let end = try end(db)
        let sql = "SELECT max(first) FROM block WHERE first > ? AND first <= ?"
        guard let newest = try Int64.fetchOne(db, sql: sql, arguments: [end, given]) else { return nil }
        let row = try Int64.fetchOne(
            db, sql: "SELECT min(sequence) FROM sample WHERE sequence > ?", arguments: [newest])
        return try Row.fetchOne(
            db,
            sql: """
                SELECT min(first), max(iif(last BETWEEN first AND ?3, last, first)), sum(min(max(count, 0), \(Fold.mostSamples))),
                    min(earliest), max(latest)
                FROM block WHERE first > ?1 AND first <= ?2
                """, arguments: [end, newest, row.map { $0 - 1 } ?? given]
        ).map(Fold.init)
    }
}
