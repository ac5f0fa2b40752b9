import GRDB

/// The tables `fold` and `block`. A fold contains all samples of a range of sequences, in one block for each series. Each sample is in
/// exactly one place: a row of `sample`, or a block. All rows of `sample` are behind the last fold.
enum Folds {
    static let migration = "folds"

    /// Creates the tables. The key of a block is the sequence of its first sample: the blocks of a fold are those that begin in its range.
    /// Time stamps are not corrected. The bytes are the last column, so that SQLite need not read them for the columns before.
    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE fold (
                    first INTEGER PRIMARY KEY, last INTEGER NOT NULL, count INTEGER NOT NULL,
                    earliest INTEGER NOT NULL, latest INTEGER NOT NULL
                ) STRICT;
                CREATE TABLE block (
                    first INTEGER PRIMARY KEY, last INTEGER NOT NULL, series INTEGER NOT NULL, count INTEGER NOT NULL,
                    earliest INTEGER NOT NULL, latest INTEGER NOT NULL, data BLOB NOT NULL
                ) STRICT;
                CREATE TRIGGER fold_is_behind_all_others BEFORE INSERT ON fold
                WHEN NEW.first <= (SELECT last FROM fold ORDER BY first DESC LIMIT 1)
                BEGIN SELECT RAISE(ABORT, 'a later range is folded already'); END;
                CREATE TRIGGER fold_is_not_changed BEFORE UPDATE ON fold
                BEGIN SELECT RAISE(ABORT, 'a fold is not changed'); END;
                CREATE TRIGGER block_is_not_changed BEFORE UPDATE ON block
                BEGIN SELECT RAISE(ABORT, 'a block is not changed'); END;
                CREATE TRIGGER sample_is_behind_all_folds BEFORE INSERT ON sample
                WHEN NEW.sequence <= (SELECT last FROM fold ORDER BY first DESC LIMIT 1)
                BEGIN SELECT RAISE(ABORT, 'the sequence is in a range that is folded'); END;
                """)
    }

    /// Returns the last sequence that is folded; 0 where none is.
    static func end(_ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "SELECT last FROM fold ORDER BY first DESC LIMIT 1")
        return try min(Int64.fetchOne(statement) ?? 0, .max - 1)
    }

    /// Returns the oldest fold; nil where there is none.
    static func oldest(_ db: Database) throws -> Fold? { try after(0, db) }

    /// Returns the first fold that ends behind a sequence; nil where none does.
    static func after(_ sequence: Int64, _ db: Database) throws -> Fold? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT first, last, count, earliest, latest FROM fold
                WHERE first >= ifnull((SELECT max(first) FROM fold WHERE first <= ?1), 0) AND last > ?1
                ORDER BY first LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [sequence]).map(Fold.init)
    }

    /// Returns the last fold that begins before a sequence; nil where none does.
    static func before(_ sequence: Int64, _ db: Database) throws -> Fold? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT first, last, count, earliest, latest FROM fold WHERE first < ? ORDER BY first DESC LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [sequence]).map(Fold.init)
    }

    /// Returns the number of samples in folds behind a sequence at which a fold ends.
    static func count(behind sequence: Int64, _ db: Database) throws -> Int64 {
        try count("first > \(sequence)", db)
    }

    /// Returns the number of samples in some folds, at most 1e15 even where another program has put larger numbers into the table.
    private static func count(_ condition: String, _ db: Database) throws -> Int64 {
        let sql = "SELECT CAST(min(total(count), 1e15) AS INTEGER) FROM fold WHERE \(condition)"
        return try Int64.fetchOne(db, sql: sql) ?? 0
    }

    /// Returns the folds that do not match their blocks.
    static func unfitting(_ db: Database) throws -> [Fold] {
        let sql = """
            SELECT first, last, count, earliest, latest FROM fold
            WHERE (first, last, CAST(count AS REAL), earliest, latest) IS NOT (
                SELECT min(block.first), max(last), total(count), min(earliest), max(latest) FROM block
                WHERE block.first BETWEEN fold.first AND fold.last)
            ORDER BY first
            """
        return try Row.fetchAll(db, sql: sql).map(Fold.init)
    }

    /// Inserts a fold with its blocks.
    static func insert(_ fold: Fold, _ blocks: [Block], _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO fold (first, last, count, earliest, latest) VALUES (?, ?, ?, ?, ?)",
            arguments: [fold.first, fold.last, fold.count, fold.earliest, fold.latest])
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO block (first, last, series, count, earliest, latest, data) VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for block in blocks {
            try statement.execute(arguments: [
                block.first, block.last, block.series, block.count, block.earliest, block.latest, block.data,
            ])
        }
    }

    /// Deletes the folds up to a sequence at which one ends.
    ///
    /// - Returns: the number of their samples.
    static func delete(upTo end: Int64, _ db: Database) throws -> Int64 {
        let count = try count("first <= \(end)", db)
        try db.execute(sql: "DELETE FROM block WHERE first <= ?", arguments: [end])
        try db.execute(sql: "DELETE FROM fold WHERE first <= ?", arguments: [end])
        return count
    }
}
