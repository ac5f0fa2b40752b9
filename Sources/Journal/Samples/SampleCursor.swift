import GRDB

/// A cursor over samples in order of sequence: first those of folds, one fold at a time, then those in rows.
final class SampleCursor {
    /// The blocks so far that could not be decoded, so that their samples are missing.
    private(set) var damaged: [DamagedBlock] = []

    private let reader: StoredSamples
    private let series: Set<Int64>?
    private let db: Database
    private let end: Int64
    private let folded: Int64
    /// The first sequence that was not read yet.
    private var start: Int64
    private var hasFolds = true
    private var samples: [StoredSample] = []
    private var place = 0
    private var rows: RowCursor?

    init(_ reader: StoredSamples, _ range: ClosedRange<Int64>, _ series: Set<Int64>?, _ db: Database) throws {
        (self.reader, self.series, self.db) = (reader, series, db)
        (start, end) = (max(range.lowerBound, 1), range.upperBound)
        folded = try Folds.end(db)
    }

    /// Returns the next sample; nil after the last.
    func next() throws -> StoredSample? {
        while true {
            if place < samples.count {
                defer { place += 1 }
                return samples[place]
            }
            guard hasFolds else { return try nextRow() }
            try readFold()
        }
    }

    private func readFold() throws {
        (samples, place) = ([], 0)
        // Each fold must end behind the one before, even where another program has altered the table.
        guard start <= end, let fold = try Folds.after(start - 1, db), fold.first <= end, fold.last >= start else {
            hasFolds = false
            return
        }
        let found = try reader.samples(of: fold, in: start...end, of: series, db)
        samples = found.samples
        damaged += found.damaged
        hasFolds = fold.last < end
        if hasFolds { start = fold.last + 1 }
    }

    private func nextRow() throws -> StoredSample? {
        if rows == nil {
            let sql = """
                SELECT sequence, series, time, data FROM sample
                WHERE sequence > ? AND sequence <= ? \(StoredSamples.isOf(series)) ORDER BY sequence
                """
            rows = try Row.fetchCursor(db, sql: sql, arguments: [max(start - 1, folded), end])
        }
        return try rows?.next().map(StoredSample.init)
    }
}

extension StoredSamples {
    /// Returns a cursor over the samples of a range of sequences.
    ///
    /// - Parameter series: the series whose samples are read; nil for all.
    func cursor(in range: ClosedRange<Int64>, of series: Set<Int64>? = nil, _ db: Database) throws -> SampleCursor {
        try SampleCursor(self, range, series, db)
    }
}
