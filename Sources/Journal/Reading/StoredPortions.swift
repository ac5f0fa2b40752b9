import Delivery
import Facilities
import GRDB

/// A reader of portions: the items of all tables in order of sequence.
struct StoredPortions: Sendable {
    typealias Found = (items: [Item], unreadable: StoredRows.Unreadable)

    let rows: StoredRows
    let samples: StoredSamples

    init(_ rows: StoredRows, _ blocks: BlockCache) {
        self.rows = rows
        samples = StoredSamples(rows.series, cache: blocks)
    }

    /// Returns the items of a portion, at most as many as are requested.
    func items(_ request: PortionRequest, _ db: Database) throws -> Found {
        var unreadable = StoredRows.Unreadable()
        var items: [Item] = []
        if wants(.readings, request) || wants(.backfill, request) {
            items = try samples(request, &unreadable, db)
        }
        let samples = items.count
        if wants(.events, request) {
            for row in try entries(request, db) { items.append(.entry(try rows.entry(row, db))) }
        }
        if wants(.means, request) {
            for row in try means(request, db) { items.append(.aggregate(try rows.aggregate(row))) }
        }
        if items.count == samples { return (items, unreadable) }
        items.sort { $0.sequence < $1.sequence }
        return (Array(items.prefix(request.limit)), unreadable)
    }

    private func wants(_ kind: ItemStream.Kind, _ request: PortionRequest) -> Bool {
        guard let stream = request.stream else { return true }
        return stream.kind == kind
    }

    /// Returns the SQL condition for the series that this version can read.
    private func readable(_ request: PortionRequest) -> String {
        let isOfFacility = request.stream == nil ? "" : " WHERE facility = ?4"
        let known = "series IN (SELECT id FROM series\(isOfFacility))"
        let unreadable = rows.series.unreadable.sorted()
        guard !unreadable.isEmpty else { return known }
        return known + " AND series NOT IN (\(unreadable.map(String.init).joined(separator: ",")))"
    }

    private func arguments(_ request: PortionRequest) -> StatementArguments {
        let arguments: StatementArguments = [request.after, request.upTo, request.limit]
        guard let stream = request.stream else { return arguments }
        return arguments + [stream.facility?.description ?? ""]
    }

    private func samples(
        _ request: PortionRequest, _ unreadable: inout StoredRows.Unreadable, _ db: Database
    ) throws -> [Item] {
        guard request.after < request.upTo else { return [] }
        let series = request.stream?.facility.map(rows.series.ids) ?? rows.series.ids
        let found = try samples.cursor(in: request.after + 1...request.upTo, of: Set(series), db)
        var items: [Item] = []
        while items.count < request.limit, let sample = try found.next() {
            items.append(.sample(try rows.sample(sample, &unreadable)))
        }
        unreadable.found += found.damaged
        return items
    }

    private func entries(_ request: PortionRequest, _ db: Database) throws -> [Row] {
        let isOfFacility = request.stream == nil ? "" : "AND facility = ?4"
        return try fetch(
            """
            SELECT sequence, facility, time, body FROM entry
            WHERE sequence > ?1 AND sequence <= ?2 \(isOfFacility) ORDER BY sequence LIMIT ?3
            """, request, db)
    }

    private func means(_ request: PortionRequest, _ db: Database) throws -> [Row] {
        let known = Aggregate.Interval.allCases.map { "'\($0.rawValue)'" }.joined(separator: ",")
        return try fetch(
            """
            SELECT sequence, series, interval, start, data FROM aggregate
            WHERE sequence > ?1 AND sequence <= ?2 AND \(readable(request)) AND interval IN (\(known))
            ORDER BY sequence LIMIT ?3
            """, request, db)
    }

    private func fetch(_ sql: String, _ request: PortionRequest, _ db: Database) throws -> [Row] {
        try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments(request))
    }
}
