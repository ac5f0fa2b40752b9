import Facilities
import Foundation
import GRDB

/// The table `seal`: the hashes of the series in the range of each entry `seal`. Rows are deleted with the samples that they seal.
enum Seals {
    static let migration = "seals"

    /// The counter with the sequence behind which every sequence exists or is explained by a loss. Older versions did not guarantee that.
    private static let accounted = "accounted"

    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE seal (
                    entry INTEGER NOT NULL, series INTEGER NOT NULL, count INTEGER NOT NULL, hash BLOB NOT NULL,
                    PRIMARY KEY (entry, series)
                ) WITHOUT ROWID;
                CREATE TRIGGER seal_is_not_changed BEFORE UPDATE ON seal
                BEGIN SELECT RAISE(ABORT, 'a seal is not changed'); END;
                INSERT INTO counter (name, value) SELECT '\(accounted)', ifnull(max(value), 0)
                FROM counter WHERE name = 'sequence';
                """)
    }

    /// Returns the sequence behind which every sequence exists or is explained by a loss.
    static func accounted(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = '\(accounted)'") ?? 0
    }

    /// Stores the hashes of a seal. It stores nothing where samples of the range were deleted for space since they were read: the
    /// remaining samples cannot be compared with the hashes, and would seem altered.
    static func insert(_ seal: KeptSeal, _ db: Database) throws {
        guard try isWhole(seal.range, db) else { return }
        let statement = try db.cachedStatement(sql: "INSERT INTO seal (entry, series, count, hash) VALUES (?, ?, ?, ?)")
        for row in seal.range.series {
            try statement.execute(arguments: [seal.sequence, row.id, row.count, Data(row.hash)])
        }
    }

    /// Returns whether all samples of a range still exist. The oldest are deleted first, so that the first one shows it.
    private static func isWhole(_ range: SealedRange, _ db: Database) throws -> Bool {
        try StoredSamples.first(in: range.first...range.first, db) != nil
    }

    /// Returns the hashes of the seal of an entry, in order of series.
    static func rows(of entry: Int64, _ db: Database) throws -> [SealedSeries] {
        let statement = try db.cachedStatement(
            sql: "SELECT series, count, hash FROM seal WHERE entry = ? ORDER BY series")
        return try Row.fetchAll(statement, arguments: [entry]).map { row in
            SealedSeries(id: row[0], count: row[1], hash: [UInt8](row[2] as Data))
        }
    }

    /// Returns the seal in the body of an entry; nil for any other entry.
    static func seal(of body: String) -> Seal? {
        guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(body.utf8)), case .seal(let seal) = entry
        else { return nil }
        return seal
    }

    /// Returns the newest seal and the sequence of its entry; nil where there is none.
    static func last(_ db: Database) throws -> (entry: Int64, seal: Seal)? {
        let sql = """
            SELECT sequence, body FROM entry WHERE facility = '' AND instr(body, '"event":"seal"')
            ORDER BY sequence DESC
            """
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            if let seal = seal(of: row[1]) { return (row[0], seal) }
        }
        return nil
    }

    // MARK: Deleting

    /// Returns the sequence at which a deletion of the oldest samples must end so that it splits no sealed range: the end of the last
    /// range that lies before `end`, or else the end of the first range.
    static func endOfDeletion(upTo end: Int64, from first: Int64, _ db: Database) throws -> Int64 {
        var found: Int64?
        for entry in try Int64.fetchAll(db, sql: "SELECT DISTINCT entry FROM seal ORDER BY entry") {
            guard let seal = try seal(entry, db), seal.to >= first else { continue }
            if seal.to > end {
                if let found { return found }
                return seal.from <= end ? seal.to : end
            }
            found = seal.to
        }
        // Behind the last seal there is no range that could be split.
        return end
    }

    /// Deletes the hashes of seals whose samples were deleted.
    static func delete(upTo end: Int64, _ db: Database) throws {
        let entries = try Int64.fetchAll(db, sql: "SELECT DISTINCT entry FROM seal ORDER BY entry")
        for entry in entries {
            guard let seal = try seal(entry, db) else { continue }
            guard seal.to <= end else { return }
            try db.execute(sql: "DELETE FROM seal WHERE entry = ?", arguments: [entry])
        }
    }

    private static func seal(_ entry: Int64, _ db: Database) throws -> Seal? {
        try String.fetchOne(db, sql: "SELECT body FROM entry WHERE sequence = ?", arguments: [entry]).flatMap(seal)
    }
}
