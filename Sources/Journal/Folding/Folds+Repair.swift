import Facilities
import GRDB

extension Folds {
    /// Rebuilds the last folds from their blocks, where their rows reach beyond all sequences that were ever assigned, because of a flipped
    /// bit or an alteration. Otherwise the file would refuse all new samples.
    ///
    /// - Returns: a loss without a count for the range of the rebuilt fold; nil where nothing was rebuilt.
    static func repairLast(_ db: Database) throws -> Loss? {
        // The other tables are read only if something is wrong, since they may be damaged.
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

    /// Returns the newest sequence that is in the file, or that was assigned by its counter.
    private static func newest(_ db: Database) throws -> Int64 {
        let rows = try ["sample", "entry", "aggregate"].map { table in
            try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM \(table)") ?? 0
        }
        return try max(Sequences.last(db), rows.max() ?? 0)
    }

    /// Returns a fold of the blocks behind the last fold; nil where there are none. It ends before the first row behind them.
    private static func ofLooseBlocks(upTo given: Int64, _ db: Database) throws -> Fold? {
        let end = try end(db)
        let sql = "SELECT max(first) FROM block WHERE first > ? AND first <= ?"
        guard let newest = try Int64.fetchOne(db, sql: sql, arguments: [end, given]) else { return nil }
        let row = try Int64.fetchOne(
            db, sql: "SELECT min(sequence) FROM sample WHERE sequence > ?", arguments: [newest])
        let fold = try Row.fetchOne(
            db,
            sql: """
                SELECT min(first), max(iif(last BETWEEN first AND ?3, last, first)), sum(min(max(count, 0), \(Fold.mostSamples))),
                    min(earliest), max(latest)
                FROM block WHERE first > ?1 AND first <= ?2
                """, arguments: [end, newest, row.map { $0 - 1 } ?? given])
        return fold.map(Fold.init)
    }
}
