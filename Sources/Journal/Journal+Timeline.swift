public import Facilities
import Foundation
import GRDB

extension Journal {
    /// The times that people gave in records since a sequence.
    public func timesGiven(since sequence: Int64) throws(JournalError) -> Set<Timestamp> {
        try read { db in
            let sql = """
                SELECT time, body FROM entry WHERE sequence >= ? AND instr(body, '"event":"record"') > 0
                """
            return try Row.fetchAll(db, sql: sql, arguments: [sequence]).reduce(into: []) { times, row in
                let entry = try? JSONDecoder().decode(Entry.self, from: Data((row[1] as String).utf8))
                guard case .record(let record)? = entry, record.isGiven(Timestamp(milliseconds: row[0])) else { return }
                times.insert(record.at)
            }
        }
    }

    /// What the stamps in it mean.
    public var timeline: Timeline { state.timeline }

    /// Reads rows by what is known now.
    var rows: StoredRows { StoredRows(series: series, timeline: timeline) }

    /// Quarters of an hour, by their corrected times, in which there are minutes that the clock's change of a sequence has corrected;
    /// those since a time.
    public func quarters(correctedBy sequence: Int64, since time: Timestamp) throws(JournalError) -> [Kept<Aggregate>] {
        let first = timeline.firstSequence(ofStartAt: sequence)
        return try read { [rows] db in
            let sql = """
                SELECT max(sequence), series, interval, min(start), x'' FROM aggregate
                WHERE sequence BETWEEN ? AND ? AND interval = ? AND series IN (SELECT id FROM series)
                GROUP BY series, start / 900000
                """
            let interval = Aggregate.Interval.minute.rawValue
            return try Row.fetchAll(db, sql: sql, arguments: [max(first, 1), sequence, interval]).map(rows.aggregate)
                .filter { $0.content.start >= time }
        }
    }
}
