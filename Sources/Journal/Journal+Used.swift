public import Facilities
import GRDB

extension Journal {
    /// Returns how many bytes of the file its content takes: pages that were freed do not count.
    public func usedBytes() throws(JournalError) -> Int64 {
        try read { db in try Space.used(db) * Space.pageBytes(db) }
    }

    /// Returns how many bytes the content grows by in a day, at the rate of the last day (or since the oldest sample, if that is
    /// later): as many samples as came in it, each with the bytes that one takes in this file, entries and means included. Sequences
    /// are not counted, since a power cut or a copy skips many. Nil where the last day has less than an hour of samples, which
    /// shows no rate.
    public func growthADay(until now: Timestamp) throws(JournalError) -> Double? {
        guard let day = try sequences(in: (now - .days(1))..<Range<Timestamp>.always.upperBound),
            let (start, count, all) = try samples(since: day.lowerBound),
            now - .days(2) < start, start <= now - .hours(1)
        else { return nil }
        return Double(try usedBytes()) * Double(count) / Double(all) / (now - start).inDays
    }

    /// Whether readings were deleted from it because its budget was used up.
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

    /// Returns how many samples are rows. They are counted once: from then on commits and folds say how many there are.
    private func rowCount(_ db: Database) throws -> Int64 {
        let known = state.rows
        if let count = known.count { return count }
        let count = try Int64.fetchOne(db, sql: "SELECT count(*) FROM sample") ?? 0
        if isWritable { state.note(rows: count, at: known.changes) }
        return count
    }

    /// Returns the time of the first sample from the beginning of a fold on, or of a row where there is no fold, how many there are
    /// since then, and how many the file has.
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
