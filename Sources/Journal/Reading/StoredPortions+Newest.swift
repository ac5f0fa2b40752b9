import Facilities
import GRDB

extension StoredPortions {
    /// The number of sequences within which samples are searched, since the table `sample` has no index by series.
    private static var farthest: Int64 { 1_000_000 }

    /// Returns the newest items of a series up to a sequence, the newest first.
    func newest(_ series: ItemSeries, upTo sequence: Int64, _ limit: Int, _ db: Database) throws -> Found {
        let facility = series.facility
        var unreadable = StoredRows.Unreadable()
        switch series.part {
        case .samples(let device):
            var series: Set<Int64> = []
            if let facility { series = Set(rows.series.ids(of: facility, device)) }
            let range = max(1, sequence - Self.farthest)...max(1, sequence)
            let found = try samples.newest(in: range, of: series, limit: limit, db)
            unreadable.found += found.damaged
            return (try found.samples.map { .sample(try rows.sample($0, &unreadable)) }, unreadable)
        case .means(let interval):
            let sql = """
                SELECT sequence, series, interval, start, data FROM aggregate
                WHERE sequence <= ? AND series IN (\(ids(facility))) AND interval = ?
                ORDER BY sequence DESC LIMIT ?
                """
            let found = try Row.fetchAll(db, sql: sql, arguments: [sequence, interval.rawValue, limit])
            return (try found.map { .aggregate(try rows.aggregate($0)) }, unreadable)
        case .entries:
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND sequence <= ? ORDER BY sequence DESC LIMIT ?
                """
            let found = try Row.fetchAll(db, sql: sql, arguments: [facility?.description ?? "", sequence, limit])
            return (try found.map { .entry(try rows.entry($0, db)) }, unreadable)
        }
    }

    /// Returns the ids of the readable series of a facility, as a list for SQL.
    private func ids(_ facility: Facility.Code?) -> String {
        guard let facility else { return "" }
        let ids = rows.series.ids(of: facility).sorted()
        return ids.map(String.init).joined(separator: ",")
    }
}
