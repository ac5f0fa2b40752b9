import Facilities
import Foundation
import GRDB

/// The only reader of samples: it returns them in order of sequence, whether they are in rows or in blocks.
struct StoredSamples: Sendable {
    /// Returns the columns of a series; none where this version of the program cannot read them.
    let columns: @Sendable (Int64) -> [Column]
    /// The cache of decoded blocks; nil for a reader that needs each block once.
    var cache: BlockCache?

    init(_ sources: SealedSource.Table, cache: BlockCache? = nil) {
        columns = { sources[$0].columns }
        self.cache = cache
    }

    init(_ series: SeriesTable, cache: BlockCache? = nil) {
        columns = { series[$0]?.columns ?? [] }
        self.cache = cache
    }

    /// Returns the newest samples of a range, the newest first, and the blocks in it that cannot be decoded.
    func newest(
        in range: ClosedRange<Int64>, of series: Set<Int64>? = nil, limit: Int, _ db: Database
    ) throws -> (samples: [StoredSample], damaged: [DamagedBlock]) {
        let end = try Folds.end(db)
        var (found, damaged) = ([StoredSample](), [DamagedBlock]())
        if range.upperBound > end {
            let sql = """
                SELECT sequence, series, time, data FROM sample WHERE sequence BETWEEN ? AND ? \(Self.isOf(series))
                ORDER BY sequence DESC LIMIT ?
                """
            let arguments: StatementArguments = [max(range.lowerBound, end + 1), range.upperBound, limit]
            found = try Row.fetchAll(db, sql: sql, arguments: arguments).map(StoredSample.init)
        }
        var before = range.upperBound == .max ? Int64.max : range.upperBound + 1
        while found.count < limit, let fold = try Folds.before(before, db), fold.last >= range.lowerBound {
            let part = try samples(of: fold, in: range, of: series, db)
            found += part.samples.reversed().prefix(limit - found.count)
            damaged += part.damaged
            before = fold.first
        }
        return (found, damaged)
    }

    /// Returns the samples of a fold that are in a range, in order, and the blocks that cannot be decoded.
    func samples(
        of fold: Fold, in range: ClosedRange<Int64>, of series: Set<Int64>?, _ db: Database
    ) throws -> (samples: [StoredSample], damaged: [DamagedBlock]) {
        let sql = """
            SELECT first, last, series, count, earliest, latest FROM block
            WHERE first BETWEEN ? AND ? \(Self.isOf(series))
            """
        let rows = try Row.fetchAll(db, sql: sql, arguments: [fold.first, fold.last])
        var (samples, damaged) = ([StoredSample](), [DamagedBlock]())
        for row in rows {
            let (first, last, id): (Int64, Int64, Int64) = (row[0], row[1], row[2])
            guard first <= range.upperBound, last >= range.lowerBound else { continue }
            if let block = try block(row, db) {
                for sample in block where range.contains(sample.sequence) {
                    samples.append(StoredSample(sample, of: id))
                }
            } else {
                damaged.append(DamagedBlock(row))
            }
        }
        samples.sort { $0.sequence < $1.sequence }
        return (samples, damaged)
    }

    /// Returns the samples of a block; nil where its bytes cannot be decoded or do not match its row.
    ///
    /// - Parameter row: first, last, series, count, earliest and latest.
    private func block(_ row: Row, _ db: Database) throws -> [FoldedSample]? {
        let first: Int64 = row[0]
        if let known = cache?[first] { return known }
        let statement = try db.cachedStatement(sql: "SELECT data FROM block WHERE first = ?")
        let data = try Row.fetchOne(statement, arguments: [first]).flatMap { Data.fromDatabaseValue($0[0]) }
        guard let data, let samples = try? FoldBlock.decode([UInt8](data), columns: columns(row[2])),
            samples.fit(row)
        else { return nil }
        cache?.keep(samples, under: first)
        return samples
    }

    /// Returns the SQL condition for some series, to be appended to another condition; empty for all series.
    static func isOf(_ series: Set<Int64>?) -> String {
        guard let series else { return "" }
        let ids = series.sorted().map(String.init)
        return "AND series IN (\(ids.joined(separator: ",")))"
    }
}

extension [FoldedSample] {
    /// Returns whether the samples match the row of their block. Searches by time use the times in the row, so that samples with other
    /// times would not be found.
    ///
    /// - Parameter row: first, last, series, count, earliest and latest.
    fileprivate func fit(_ row: Row) -> Bool {
        let times = lazy.map(\.milliseconds)
        return first?.sequence == row[0] && last?.sequence == row[1] && Int64(count) == row[3]
            && times.min() == row[4] && times.max() == row[5]
            && zip(self, dropFirst()).allSatisfy { $0.sequence < $1.sequence }
    }
}

extension StoredSamples {
    /// Returns the sequence of the oldest sample; nil where there is none.
    static func first(_ db: Database) throws -> Int64? {
        try Folds.oldest(db)?.first ?? Int64.fetchOne(db, sql: "SELECT min(sequence) FROM sample")
    }

    /// Returns the sequence of the newest sample; nil where there is none.
    static func last(_ db: Database) throws -> Int64? {
        if let last = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM sample") { return last }
        let end = try Folds.end(db)
        return end > 0 ? end : nil
    }

    /// Returns the time stamps of the oldest and of the newest fold or row, not corrected. Sequences are no measure of time, since many are
    /// skipped after a power cut and in a copy. Nil where there is no sample, or where a time stamp is outside the range of times.
    static func times(_ db: Database) throws -> (oldest: Timestamp, newest: Timestamp)? {
        let sql = "SELECT time FROM sample ORDER BY sequence"
        let oldest = try Folds.oldest(db)?.earliest ?? Int64.fetchOne(db, sql: sql + " LIMIT 1")
        let newest = try Int64.fetchOne(db, sql: sql + " DESC LIMIT 1") ?? Folds.before(.max, db)?.latest
        guard let oldest, let newest else { return nil }
        let times = (oldest: Timestamp(milliseconds: oldest), newest: Timestamp(milliseconds: newest))
        let always = Range<Timestamp>.always
        guard always.contains(times.oldest), always.contains(times.newest) else { return nil }
        return times
    }

    /// Returns the sequence of the newest sample up to a sequence with a time stamp before a time; nil where there is none.
    static func last(upTo sequence: Int64, before time: Timestamp, _ db: Database) throws -> Int64? {
        let sql = "SELECT sequence FROM sample WHERE sequence <= ? AND time < ? ORDER BY sequence DESC LIMIT 1"
        if let row = try Int64.fetchOne(db, sql: sql, arguments: [sequence, time.milliseconds]) { return row }
        let reader = StoredSamples(try SealedSource.Table(db))
        var before = sequence < .max ? sequence + 1 : sequence
        while let fold = try Folds.before(before, db) {
            before = fold.first
            guard fold.earliest < time.milliseconds else { continue }
            let samples = try reader.samples(of: fold, in: fold.range, of: nil, db).samples
            if let last = samples.last(where: { $0.sequence <= sequence && $0.time < time }) { return last.sequence }
        }
        return nil
    }

    /// Returns the sequence of the first sample in a range that splits no fold; nil where there is none.
    static func first(in range: ClosedRange<Int64>, _ db: Database) throws -> Int64? {
        let folded = try Int64.fetchOne(
            db, sql: "SELECT min(first) FROM fold WHERE first BETWEEN ? AND ?",
            arguments: [range.lowerBound, range.upperBound])
        if let folded { return folded }
        let sql = "SELECT min(sequence) FROM sample WHERE sequence BETWEEN ? AND ?"
        return try Int64.fetchOne(db, sql: sql, arguments: [range.lowerBound, range.upperBound])
    }
}
