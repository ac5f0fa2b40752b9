import Facilities
import Foundation
import GRDB

/// The table of aggregates. What corrects one is a row of its own with a newer sequence: the newest counts, and no sequence
/// is ever taken back.
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

    /// Minutes first, then what is put together from them, from the finest to the coarsest.
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
        // Always in the same order: another one would be another series.
        var kept = kept
        kept.content.columns.sort { ($0.quantity.rawValue, $0.unit.symbol) < ($1.quantity.rawValue, $1.unit.symbol) }
        try statement.execute(arguments: [
            kept.sequence, try series.id(of: kept, db), kept.content.interval.rawValue,
            kept.content.start.milliseconds, Data(AggregateBlob.encode(kept.content.columns)),
        ])
    }

    /// The newest aggregate of every interval of a time, in order of time.
    private static func newest(
        of facility: Facility.Code, _ device: DeviceID, _ interval: Aggregate.Interval, in time: Range<Timestamp>,
        _ series: SeriesTable, _ timeline: Timeline, _ db: Database
    ) throws -> [Kept<Aggregate>] {
        try newest(series.ids(of: facility, device), interval, in: time, series, timeline, db)
    }

    /// Where the clock was set, they are found at their corrected times. Longer means of such a stretch begin at odd times, until those
    /// of the true intervals are put together from its minutes: these count then.
    static func newest(
        _ ids: [Int64], _ interval: Aggregate.Interval, in time: Range<Timestamp>, _ series: SeriesTable,
        _ timeline: Timeline, _ db: Database
    ) throws -> [Kept<Aggregate>] {
        struct Place: Hashable {
            var device: DeviceID
            var start: Timestamp
        }
        var newest: [Place: Kept<Aggregate>] = [:]
        let statement = try db.cachedStatement(
            sql: """
                SELECT sequence, series, interval, start, data FROM aggregate
                WHERE series = ? AND interval = ? AND start >= ? AND start < ? AND sequence BETWEEN ? AND ?
                ORDER BY sequence
                """)
        let rows = StoredRows(series: series, timeline: timeline)
        var moved: [Kept<Aggregate>] = []
        for stretch in timeline.stretchesByShift {
            let (from, to) = (time.lowerBound - stretch.by, time.upperBound - stretch.by)
            for id in ids {
                let found = try Row.fetchAll(
                    statement,
                    arguments: [
                        id, interval.rawValue, from.milliseconds, to.milliseconds, stretch.sequences.lowerBound,
                        stretch.sequences.upperBound,
                    ])
                for row in found {
                    let kept = try rows.aggregate(row)
                    // What a clock that was ahead gave is of no later time than the next start of the machine.
                    guard time.contains(kept.content.start) else { continue }
                    if stretch.by != .zero, interval != .minute {
                        moved.append(kept)
                        continue
                    }
                    let place = Place(device: kept.content.device, start: kept.content.start)
                    if newest[place].map({ $0.sequence < kept.sequence }) ?? true { newest[place] = kept }
                }
            }
        }
        let whole = Dictionary(grouping: newest.values, by: \.content.device)
        for kept in moved {
            let others = whole[kept.content.device] ?? []
            guard !others.contains(where: { $0.content.overlaps(kept.content) }) else { continue }
            newest[Place(device: kept.content.device, start: kept.content.start)] = kept
        }
        return newest.values.sorted {
            ($0.content.start, $0.content.device.description) < ($1.content.start, $1.content.device.description)
        }
    }
}
