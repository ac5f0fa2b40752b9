public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Returns entries within a time, public or not, in order, at most `limit` of them.
    ///
    /// - Parameters:
    ///   - facility: the facility of the entries; nil for entries of the whole gateway.
    ///   - sequence: the sequence after which the entries begin.
    ///   - isNewestFirst: whether the newest entries are returned, the newest first.
    ///   - text: a text that the stored JSON of each wanted entry contains; nil for all. Entries without it are not decoded, which would take
    ///     a hundred times as long as the search.
    ///   - isMeant: returns whether an entry is wanted.
    /// - Throws: the reason why the journal cannot be read.
    public func entries(
        of facility: Facility.Code?, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64,
        limit: Int, isNewestFirst: Bool = false, having text: String? = nil,
        where isMeant: (KeptEntry) -> Bool = { _ in true }
    ) throws(JournalError) -> [KeptEntry] {
        try entries(
            ofAny: [facility], kinds, in: time, after: sequence, limit: limit, isNewestFirst: isNewestFirst,
            having: text, where: isMeant)
    }

    /// Returns entries of several facilities, like `entries(of:_:in:after:limit:isNewestFirst:having:where:)`.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func entries(
        ofAny facilities: [Facility.Code?], _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64,
        limit: Int, isNewestFirst: Bool = false, having text: String? = nil,
        where isMeant: (KeptEntry) -> Bool = { _ in true }
    ) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let codes = facilities.map { $0?.description ?? "" }
            let places = codes.map { _ in "?" }.joined(separator: ",")
            // The index has the entries of one facility in order. For several, SQLite would read the whole table in order instead.
            let order = codes.count == 1 ? "sequence" : "+sequence"
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility IN (\(places)) AND sequence > ?
                AND (\(rows.isSince(time.lowerBound))) AND (\(rows.isBefore(time.upperBound)))
                \(Self.isOf(kinds)) AND instr(body, ?) ORDER BY \(order) \(isNewestFirst ? "DESC" : "")
                """
            let arguments = StatementArguments(codes) + [sequence, text ?? ""]
            let found = try Row.fetchCursor(db, sql: sql, arguments: arguments)
            var entries: [KeptEntry] = []
            while entries.count < limit, let row = try found.next() {
                let entry = try rows.entry(row, db)
                if time.contains(entry.time), kinds.contains(entry.content.kind), isMeant(entry) {
                    entries.append(entry)
                }
            }
            return entries
        }
    }

    /// Returns the SQL condition that is true for all entries of some kinds, and for some others. Unknown entries may have any word.
    private static func isOf(_ kinds: Set<Entry.Kind>) -> String {
        guard !kinds.contains(.unknown) else { return "" }
        guard !kinds.isEmpty else { return "AND (0)" }
        let conditions = kinds.map { "instr(body, '\"event\":\"\($0.rawValue)\"')" }
        return "AND (\(conditions.sorted().joined(separator: " OR ")))"
    }

    /// Returns the entry of the newest seal; nil where nothing is sealed.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func lastSeal() throws(JournalError) -> KeptEntry? {
        try read { [rows] db in
            guard let last = try Seals.last(db) else { return nil }
            let sql = "SELECT sequence, facility, time, body FROM entry WHERE sequence = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [last.entry]).map { try rows.entry($0, db) }
        }
    }

    /// Returns the newest time of an entry or a mean before a sequence; nil where there is none.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func lastTime(before sequence: Int64) throws(JournalError) -> Timestamp? {
        try read { [timeline] db in
            var last: Timestamp?
            for (table, column) in [("entry", "time"), ("aggregate", "start")] {
                let sql = "SELECT sequence, \(column) FROM \(table) WHERE sequence < ? ORDER BY sequence DESC LIMIT 1"
                guard let row = try Row.fetchOne(db, sql: sql, arguments: [sequence]) else { continue }
                let time = timeline.corrected(Timestamp(milliseconds: row[1]), at: row[0])
                last = max(last ?? time, time)
            }
            return last
        }
    }

    /// Returns the time at which the first mean of each device of a facility begins.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func beginnings(of facility: Facility.Code) throws(JournalError) -> [DeviceID: Timestamp] {
        try read { [series, timeline] db in
            let sql = """
                SELECT sequence, start FROM aggregate WHERE series = ? AND interval = ? ORDER BY start LIMIT 1
                """
            var first: [DeviceID: Timestamp] = [:]
            for id in series.ids(of: facility) {
                for interval in [Aggregate.Interval.minute, .day] {
                    let row = try Row.fetchOne(db, sql: sql, arguments: [id, interval.rawValue])
                    guard let row, let device = series[id]?.device else { continue }
                    let start = timeline.corrected(Timestamp(milliseconds: row[1]), at: row[0])
                    first[device] = min(first[device] ?? start, start)
                }
            }
            return first
        }
    }

    /// Returns the minutes within a time in which each channel of a device had a good value, in no order. A minute whose mean was corrected
    /// may be in it twice.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func minutes(
        of facility: Facility.Code, _ device: DeviceID, in time: Range<Timestamp>
    ) throws(JournalError) -> [Quantity: [Timestamp]] {
        try read { [series, timeline] db in
            var minutes: [Quantity: [Timestamp]] = [:]
            for stretch in timeline.stretchesByShift {
                for id in series.ids(of: facility, device) {
                    guard let columns = series[id]?.columns else { continue }
                    let found = try Self.minutes(of: id, columns, in: time, stretch, timeline, db)
                    for (column, times) in zip(columns, found) {
                        minutes[column.quantity, default: []] += times
                    }
                }
            }
            return minutes
        }
    }

    /// Returns the minutes with a good value of each column of a series.
    private static func minutes(
        of series: Int64, _ columns: [Column], in time: Range<Timestamp>,
        _ stretch: (sequences: ClosedRange<Int64>, by: Duration), _ timeline: Timeline, _ db: Database
    ) throws -> [[Timestamp]] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT sequence, start, data FROM aggregate
                WHERE series = ? AND interval = '1min' AND start >= ? AND start < ? AND sequence BETWEEN ? AND ?
                """)
        let (from, to) = (time.lowerBound - stretch.by, time.upperBound - stretch.by)
        let rows = try Row.fetchCursor(
            statement,
            arguments: [
                series, from.milliseconds, to.milliseconds, stretch.sequences.lowerBound, stretch.sequences.upperBound,
            ])
        let counts = AggregateBlob.Minutes(columns)
        var found: [[Timestamp]] = columns.map { _ in [] }
        while let row = try rows.next() {
            let start = timeline.corrected(Timestamp(milliseconds: row[1]), at: row[0])
            guard time.contains(start) else { continue }
            try row.withUnsafeData(atIndex: 2) { data in
                let good = data.map(counts.good) ?? []
                for place in good.indices where good[place] { found[place].append(start) }
            }
        }
        return found
    }
}
