public import Facilities
import GRDB

extension Journal {
    /// Returns the size of the content in bytes, without freed database pages.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func usedBytes() throws(JournalError) -> Int64 {
        try read { db in try Space.used(db) * Space.pageBytes(db) }
    }

    /// Returns the growth of the content in bytes a day, at the rate of the last day, or since the oldest sample if that is later: the number
    /// of its samples, times the bytes that a sample takes in this file with its share of entries and means. Sequences are no measure, since
    /// a power cut or a copy skips many. Nil where the last day has less than an hour of samples, too little for a rate.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func growthADay(until now: Timestamp) throws(JournalError) -> Double? {
        guard let day = try sequences(in: (now - .days(1))..<Range<Timestamp>.always.upperBound),
            let (start, count, all) = try samples(since: day.lowerBound),
            now - .days(2) < start, start <= now - .hours(1)
        else { return nil }
        return Double(try usedBytes()) * Double(count) / Double(all) / (now - start).inDays
    }

    /// Returns whether samples were deleted because the budget was used up.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func hasDropped() throws(JournalError) -> Bool {
        if state.hasDropped { return true }
        let isFound = try read { db in
            let sql = """
                SELECT EXISTS (SELECT 1 FROM loss WHERE reason = 'full') OR EXISTS (
                    SELECT 1 FROM entry WHERE facility = '' AND instr(body, '"event":"loss"') AND instr(body, '"reason":"full"'))
                """
            return try Bool.fetchOne(db, sql: sql) ?? false
        }
        if isFound { state.noteDropped() }
        return isFound
    }

    /// Returns the number of samples in rows. They are counted once; commits and folds update the number.
    private func rowCount(_ db: Database) throws -> Int64 {
        let known = state.rows
        if let count = known.count { return count }
        let count = try Int64.fetchOne(db, sql: "SELECT count(*) FROM sample") ?? 0
        if isWritable { state.note(rows: count, at: known.changes) }
        return count
    }

    /// Returns the time of the first sample of a fold, or of a row where there is no fold; the number of samples since then; and the number
    /// of all samples. Nil where there is no sample.
    ///
    /// - Parameter sequence: a sequence of that fold or row.
    private func samples(
        since sequence: Int64
    ) throws(JournalError) -> (start: Timestamp, count: Int64, all: Int64)? {
        try read { [timeline] db in
            let rows = try rowCount(db)
            let all = try Folds.count(behind: 0, db) + rows
            if let fold = try Folds.after(sequence - 1, db) {
                let start = timeline.corrected(Timestamp(milliseconds: fold.earliest), at: fold.first)
                return (start, try Folds.count(behind: fold.first - 1, db) + rows, all)
            }
            let sql = "SELECT sequence, time FROM sample WHERE sequence >= ? ORDER BY sequence LIMIT 1"
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [sequence]) else { return nil }
            let behind = "SELECT count(*) FROM sample WHERE sequence >= ?"
            let count = try Int64.fetchOne(db, sql: behind, arguments: [sequence]) ?? 0
            return (timeline.corrected(Timestamp(milliseconds: row[1]), at: row[0]), count, all)
        }
    }
}
