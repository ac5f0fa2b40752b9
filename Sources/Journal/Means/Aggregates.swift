import Facilities
import Foundation
import GRDB

/// The table of means. A correction is a new row with a newer sequence: the newest row of an interval counts, and no row is changed.
enum Aggregates {
    static let migration = "aggregates"

    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE aggregate (
                    sequence INTEGER PRIMARY KEY, series INTEGER NOT NULL, interval TEXT NOT NULL,
                    start INTEGER NOT NULL, data BLOB NOT NULL
                );
                CREATE INDEX aggregate_of_series ON aggregate (series, interval, start);
                CREATE TABLE aggregate_mark (id INTEGER PRIMARY KEY, mark TEXT NOT NULL);
                """
        )
    }

    /// Writes means: first the minutes, each merged with a stored one of the same minute, then the summaries, from the finest to the
    /// coarsest.
    static func write(
        minutes: [Kept<Aggregate>], _ summaries: [Summary], _ mark: AggregateMark?, _ series: SeriesTable,
        _ timeline: Timeline, _ db: Database
    ) throws {
        for minute in minutes {
            var minute = minute
            let known = try newest(
                of: minute.facility, minute.content.device, .minute, in: minute.content.start..<minute.content.end,
                series, timeline, db)
            if let known = known.first { minute.content.merge(known.content, sameInterval: true) }
            try insert(minute, series, db)
        }
        for interval in Aggregate.Interval.allCases {
            for summary in summaries where summary.interval == interval {
                try insert(try together(summary, series, timeline, db), series, db)
            }
        }
        guard let mark else { return }
        let text = String(decoding: try JSONEncoder().encode(mark), as: UTF8.self)
        try db.execute(sql: "INSERT OR REPLACE INTO aggregate_mark (id, mark) VALUES (1, ?)", arguments: [text])
    }

    private static func together(
        _ summary: Summary, _ series: SeriesTable, _ timeline: Timeline, _ db: Database
    ) throws -> Kept<Aggregate> {
        var whole = Aggregate(device: summary.device, interval: summary.interval, start: summary.start, columns: [])
        guard let finer = summary.interval.finer else { throw JournalError.refused("minutes are not put together") }
        let parts = try newest(
            of: summary.facility, summary.device, finer, in: whole.start..<whole.end, series, timeline, db)
        for part in parts { whole.merge(part.content, sameInterval: false) }
        return Kept(sequence: summary.sequence, facility: summary.facility, time: whole.end, whole)
    }

    private static func insert(_ kept: Kept<Aggregate>, _ series: SeriesTable, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO aggregate (sequence, series, interval, start, data) VALUES (?, ?, ?, ?, ?)")
        // The order must always be the same: another order would be another series.
        var kept = kept
        kept.content.columns.sort { ($0.quantity.rawValue, $0.unit.symbol) < ($1.quantity.rawValue, $1.unit.symbol) }
        try statement.execute(arguments: [
            kept.sequence, try series.id(of: kept, db), kept.content.interval.rawValue,
            kept.content.start.milliseconds, Data(AggregateBlob.encode(kept.content.columns)),
        ])
    }

    /// Returns the newest mean of each interval of a device within a time, in order of time.
    private static func newest(
        of facility: Facility.Code, _ device: DeviceID, _ interval: Aggregate.Interval, in time: Range<Timestamp>,
        _ series: SeriesTable, _ timeline: Timeline, _ db: Database
    ) throws -> [Kept<Aggregate>] {
        try newest(series.ids(of: facility, device), interval, in: time, series, timeline, db)
    }

    /// Returns the newest mean of each interval of some series within a time, in order of time. All times are the corrected ones.
    ///
    /// - Parameter ids: the ids of the series.
    static func newest(
        _ ids: [Int64], _ interval: Aggregate.Interval, in time: Range<Timestamp>, _ series: SeriesTable,
        _ timeline: Timeline, _ db: Database
    ) throws -> [Kept<Aggregate>] {
        var newest = NewestMeans()
        let rows = StoredRows(series: series, timeline: timeline)
        for stretch in timeline.stretchesByShift {
            let isMoved = stretch.by != .zero && interval != .minute
            for id in ids {
                for row in try stored(id, interval, in: time, stretch, db) {
                    let kept = try rows.aggregate(row)
                    // Times of a fast clock are corrected to the next start of the machine at most, and so may lie outside.
                    guard time.contains(kept.content.start) else { continue }
                    if isMoved { newest.takeMoved(kept) } else { newest.take(kept) }
                }
            }
        }
        return newest.all
    }

    private static func stored(
        _ id: Int64, _ interval: Aggregate.Interval, in time: Range<Timestamp>,
        _ stretch: (sequences: ClosedRange<Int64>, by: Duration), _ db: Database
    ) throws -> [Row] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT sequence, series, interval, start, data FROM aggregate
                WHERE series = ? AND interval = ? AND start >= ? AND start < ? AND sequence BETWEEN ? AND ?
                ORDER BY sequence
                """)
        let (from, to) = (time.lowerBound - stretch.by, time.upperBound - stretch.by)
        return try Row.fetchAll(
            statement,
            arguments: [
                id, interval.rawValue, from.milliseconds, to.milliseconds, stretch.sequences.lowerBound,
                stretch.sequences.upperBound,
            ])
    }
}
