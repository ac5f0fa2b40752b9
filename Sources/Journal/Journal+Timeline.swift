public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Returns the times that people gave in records since a sequence.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func timesGiven(since sequence: Int64) throws(JournalError) -> Set<Timestamp> {
        try read { db in
            let sql = """
                SELECT time, body FROM entry WHERE sequence >= ? AND instr(body, '"event":"record"') > 0
                """
            var times: Set<Timestamp> = []
            for row in try Row.fetchAll(db, sql: sql, arguments: [sequence]) {
                let entry = try? JSONDecoder().decode(Entry.self, from: Data((row[1] as String).utf8))
                guard case .record(let record)? = entry, record.isGiven(Timestamp(milliseconds: row[0])) else {
                    continue
                }
                times.insert(record.at)
            }
            return times
        }
    }

    /// The corrections of its time stamps.
    public var timeline: Timeline { state.timeline }

    /// The decoding of rows with the present corrections of times.
    var rows: StoredRows { StoredRows(series: series, timeline: timeline) }

    /// Returns the quarters of an hour since a time, by their corrected times, that have minutes which a change of the clock has corrected.
    ///
    /// - Parameter sequence: the sequence of the change.
    /// - Throws: the reason why the journal cannot be read.
    public func quarters(correctedBy sequence: Int64, since time: Timestamp) throws(JournalError) -> [Kept<Aggregate>] {
        let first = timeline.firstSequence(ofStartAt: sequence)
        return try read { [rows] db in
            let sql = """
                SELECT max(sequence), series, interval, min(start), x'' FROM aggregate
                WHERE sequence BETWEEN ? AND ? AND interval = ? AND series IN (SELECT id FROM series)
                GROUP BY series, start / 900000
                """
            let interval = Aggregate.Interval.minute.rawValue
            let found = try Row.fetchAll(db, sql: sql, arguments: [max(first, 1), sequence, interval])
            let quarters = try found.map(rows.aggregate)
            return quarters.filter { $0.content.start >= time }
        }
    }
}
