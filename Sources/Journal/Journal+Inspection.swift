public import Facilities
import Foundation
import GRDB

extension Journal {
    /// What was entered and found in a time, in order, at most `limit` of it, whether or not everybody may see it.
    ///
    /// - Parameters:
    ///   - facility: whose entries; nil for those of the whole gateway.
    ///   - sequence: only what comes after it.
    ///   - isNewestFirst: whether the newest are read, and stand first.
    ///   - text: what stands in the stored JSON of each that is meant: others are not decoded, which takes a hundred times as long as to
    ///     look for it. Nil for all.
    ///   - isMeant: which of them are.
    public func entries(
        of facility: Facility.Code?, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64,
        limit: Int, isNewestFirst: Bool = false, having text: String? = nil,
        where isMeant: (KeptEntry) -> Bool = { _ in true }
    ) throws(JournalError) -> [KeptEntry] {
        try entries(
            ofAny: [facility], kinds, in: time, after: sequence, limit: limit, isNewestFirst: isNewestFirst,
            having: text, where: isMeant)
    }

    /// The same of several facilities together.
    public func entries(
        ofAny facilities: [Facility.Code?], _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64,
        limit: Int, isNewestFirst: Bool = false, having text: String? = nil,
        where isMeant: (KeptEntry) -> Bool = { _ in true }
    ) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let codes = facilities.map { $0?.description ?? "" }
            let places = codes.map { _ in "?" }.joined(separator: ",")
            // The index of facilities has one of them in order. With several, SQLite would read the whole table in order instead.
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

    /// The condition of SQL that holds for all entries of some kinds and for some others. What is unknown may have any word.
    private static func isOf(_ kinds: Set<Entry.Kind>) -> String {
        guard !kinds.contains(.unknown) else { return "" }
        let words = kinds.map { "instr(body, '\"event\":\"\($0.rawValue)\"')" }.sorted()
        return "AND (\(words.isEmpty ? "0" : words.joined(separator: " OR ")))"
    }

    /// The newest seal over samples, with its entry; nil where nothing is sealed.
    public func lastSeal() throws(JournalError) -> KeptEntry? {
        try read { [rows] db in
            guard let last = try Seals.last(db) else { return nil }
            let sql = "SELECT sequence, facility, time, body FROM entry WHERE sequence = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [last.entry]).map { try rows.entry($0, db) }
        }
    }

    /// The newest time of an entry or of means before a sequence; nil where there is none.
    public func lastTime(before sequence: Int64) throws(JournalError) -> Timestamp? {
        try read { [timeline] db in
            let sources = [("entry", "time"), ("aggregate", "start")]
            let times = try sources.compactMap { table, column in
                let sql = "SELECT sequence, \(column) FROM \(table) WHERE sequence < ? ORDER BY sequence DESC LIMIT 1"
                return try Row.fetchOne(db, sql: sql, arguments: [sequence]).map { row in
                    timeline.corrected(Timestamp(milliseconds: row[1]), at: row[0])
                }
            }
            return times.max()
        }
    }

    /// When the first means of each device of a facility began.
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

    /// The minutes of a time in which each channel of a device had a good value, in no order. One whose mean was corrected may stand in it
    /// twice.
    public func minutes(
        of facility: Facility.Code, _ device: DeviceID, in time: Range<Timestamp>
    ) throws(JournalError) -> [Quantity: [Timestamp]] {
        try read { [series, timeline] db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT sequence, start, data FROM aggregate
                    WHERE series = ? AND interval = '1min' AND start >= ? AND start < ? AND sequence BETWEEN ? AND ?
                    """)
            var minutes: [Quantity: [Timestamp]] = [:]
            for stretch in timeline.stretchesByShift {
                let (from, to) = (time.lowerBound - stretch.by, time.upperBound - stretch.by)
                for id in series.ids(of: facility, device) {
                    guard let columns = series[id]?.columns else { continue }
                    let counts = AggregateBlob.Minutes(columns)
                    var found: [[Timestamp]] = columns.map { _ in [] }
                    let rows = try Row.fetchCursor(
                        statement,
                        arguments: [
                            id, from.milliseconds, to.milliseconds, stretch.sequences.lowerBound,
                            stretch.sequences.upperBound,
                        ])
                    while let row = try rows.next() {
                        let start = timeline.corrected(Timestamp(milliseconds: row[1]), at: row[0])
                        guard time.contains(start) else { continue }
                        try row.withUnsafeData(atIndex: 2) { data in
                            let good = data.map(counts.good) ?? []
                            for place in good.indices where good[place] { found[place].append(start) }
                        }
                    }
                    for (column, times) in zip(columns, found) {
                        minutes[column.quantity, default: []] += times
                    }
                }
            }
            return minutes
        }
    }
}
