public import Facilities
import Foundation
import GRDB

extension Journal {
    /// The newest sequence that was ever kept; 0 in a new journal. It does not go back when old samples are dropped.
    public func lastSequence() throws(JournalError) -> Int64 {
        try read(Sequences.last)
    }

    /// When the newest sample or entry was kept; nil in a new journal.
    public func lastTime() throws(JournalError) -> Timestamp? {
        try read { db in
            let times = try ["sample", "entry"].compactMap { table in
                try Int64.fetchOne(db, sql: "SELECT time FROM \(table) ORDER BY sequence DESC LIMIT 1")
            }
            return times.max().map(Timestamp.init(milliseconds:))
        }
    }

    /// How far an uplink's broker has acknowledged; nil when it never has, in a journal that began with 1. One that began behind
    /// another file's sequences has nothing before them to send.
    public func progress(of uplink: String) throws(JournalError) -> UplinkProgress? {
        try read { db in
            let sql = "SELECT progress FROM uplink WHERE name = ?"
            guard let text = try String.fetchOne(db, sql: sql, arguments: [uplink]) else {
                return try Sequences.begin(db).map { UplinkProgress(live: $0) }
            }
            return try JSONDecoder().decode(UplinkProgress.self, from: Data(text.utf8))
        }
    }

    public func ruleState(of facility: Facility.Code) throws(JournalError) -> RuleState? {
        try read { db in
            let sql = "SELECT sequence, state FROM rule_state WHERE facility = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [facility.description]).map { row in
                RuleState(facility: facility, sequence: row[0], state: row[1])
            }
        }
    }

    /// How far the samples have gone into aggregates; nil in a new journal.
    public func aggregateMark() throws(JournalError) -> AggregateMark? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT mark FROM aggregate_mark").map {
                try JSONDecoder().decode(AggregateMark.self, from: Data($0.utf8))
            }
        }
    }

    /// The aggregates of a facility whose intervals begin in a time, in order of time: the newest of each.
    public func aggregates(
        of facility: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) throws(JournalError) -> [Kept<Aggregate>] {
        try read { [series] db in
            try Aggregates.newest(series.ids(of: facility), interval, in: time, series, db)
        }
    }

    /// Samples, entries and aggregates after a sequence, in order, at most `limit` of them.
    public func page(after sequence: Int64, upTo end: Int64 = .max, limit: Int) throws(JournalError) -> [Item] {
        var unreadable = Unreadable()
        defer { if unreadable.isFound { noteUnreadable() } }
        return try read { [series] db in
            // What is of a series that only another version can read stays in the file.
            let excluded = series.unreadable.sorted().map(String.init).joined(separator: ",")
            let readable =
                "AND series IN (SELECT id FROM series)" + (excluded.isEmpty ? "" : " AND series NOT IN (\(excluded))")
            let known = Aggregate.Interval.allCases.map { "'\($0.rawValue)'" }.joined(separator: ",")
            let samples = try Row.fetchAll(
                try db.cachedStatement(
                    sql: """
                        SELECT sequence, series, time, data FROM sample
                        WHERE sequence > ? AND sequence <= ? \(readable) ORDER BY sequence LIMIT ?
                        """
                ),
                arguments: [sequence, end, limit]
            ).map { Item.sample(try Self.sample($0, series, &unreadable)) }
            let entries = try Row.fetchAll(
                try db.cachedStatement(
                    sql: """
                        SELECT sequence, facility, time, body FROM entry
                        WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
                        """
                ),
                arguments: [sequence, end, limit]
            ).map { Item.entry(try Self.entry($0, db)) }
            let aggregates = try Row.fetchAll(
                try db.cachedStatement(
                    sql: """
                        SELECT sequence, series, interval, start, data FROM aggregate
                        WHERE sequence > ? AND sequence <= ? \(readable) AND interval IN (\(known))
                        ORDER BY sequence LIMIT ?
                        """
                ),
                arguments: [sequence, end, limit]
            ).map { Item.aggregate(try Aggregates.decoded($0, series)) }
            guard !entries.isEmpty || !aggregates.isEmpty else { return samples }
            return Array((samples + entries + aggregates).sorted { $0.sequence < $1.sequence }.prefix(limit))
        }
    }

    public func ledgerHead() throws(JournalError) -> LedgerHead {
        try read(Ledger.head)
    }

    /// The ledger after a sequence, in order, at most `limit` entries.
    public func ledger(after sequence: Int64, limit: Int) throws(JournalError) -> [LedgerEntry] {
        try read { db in
            let sql = """
                SELECT sequence, facility, time, body, hash FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [sequence, limit]).map { row in
                LedgerEntry(
                    kept: try Self.entry(row, db), body: row[3], personal: try PersonalTexts.read(of: row[0], db),
                    hash: LedgerHash(bytes: [UInt8](row[4] as Data)))
            }
        }
    }

    /// Everything that is wrong with the chain of entries and with their texts; nothing if nobody has touched them.
    ///
    /// - Parameter noted: a hash that was noted earlier, from the gateway's state or from an export.
    public func ledgerFaults(noted: LedgerHash? = nil) throws(JournalError) -> [LedgerFault] {
        try read { try LedgerCheck.faults($0, noted: noted) }
    }

    /// What was entered and found at a facility, newest first.
    public func entries(of facility: Facility.Code, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility = ? ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, limit]).map {
                try Self.entry($0, db)
            }
        }
    }

    /// What everybody may see of that, newest first.
    public func publicEntries(of facility: Facility.Code, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { db in
            let sql = "SELECT sequence, facility, time, body FROM entry WHERE facility = ? ORDER BY sequence DESC"
            let rows = try Row.fetchCursor(db, sql: sql, arguments: [facility.description])
            var entries: [KeptEntry] = []
            while entries.count < limit, let row = try rows.next() {
                let entry = try Self.entry(row, db)
                if entry.content.isPublic { entries.append(entry) }
            }
            return entries
        }
    }

    /// What was entered and found at a facility after a sequence, in order, at most `limit` of it.
    public func entries(
        of facility: Facility.Code, after sequence: Int64, upTo end: Int64, limit: Int
    ) throws(JournalError) -> [KeptEntry] {
        try read { db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
                """
            let arguments: StatementArguments = [facility.description, sequence, end, limit]
            return try Row.fetchAll(db, sql: sql, arguments: arguments).map { try Self.entry($0, db) }
        }
    }

    /// What was entered and found at a facility since a time, newest first, at most 1000.
    public func entries(of facility: Facility.Code, since time: Timestamp) throws(JournalError) -> [KeptEntry] {
        try read { db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND time >= ? ORDER BY sequence DESC LIMIT 1000
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, time.milliseconds]).map {
                try Self.entry($0, db)
            }
        }
    }

    /// The accounts of days that were entered at a facility since a time, in order of time, one a day.
    public func accounts(of facility: Facility.Code, since time: Timestamp) throws(JournalError) -> [Account] {
        try read { db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND time >= ?
                AND CASE WHEN json_valid(body) THEN json_extract(body, '$.event') END = 'account' ORDER BY sequence
                """
            let rows = try Row.fetchAll(db, sql: sql, arguments: [facility.description, time.milliseconds])
            var accounts: [Day: Account] = [:]
            for row in rows {
                if case .account(let account) = try Self.entry(row, db).content { accounts[account.day] = account }
            }
            return accounts.values.sorted { $0.day < $1.day }
        }
    }

    /// How many samples of each device of a facility an uplink's broker has accepted, by the day on which they came.
    public func delivered(
        by uplink: String, at facility: Facility.Code, on days: ClosedRange<Day>
    ) throws(JournalError) -> [DeviceID: [Day: Int]] {
        try read { try Delivered.read($0, uplink, facility, days) }
    }

    /// Whether values were found that nobody can read.
    private struct Unreadable {
        var isFound = false
    }

    private static func sample(
        _ row: Row, _ series: SeriesTable, _ unreadable: inout Unreadable
    ) throws -> Kept<Sample> {
        guard let series = series[row[1]] else { throw JournalError.corrupt("a sample has no series") }
        let time = Timestamp(milliseconds: row[2])
        let readings: [Reading]
        do {
            readings = try SampleBlob.decode([UInt8](row[3] as Data), columns: series.columns)
        } catch {
            // A sample without values stops neither a start nor back-fill.
            (readings, unreadable.isFound) = ([], true)
        }
        return Kept(
            sequence: row[0], facility: series.facility, time: time,
            Sample(device: series.device, time: time, readings: readings)
        )
    }

    private static func entry(_ row: Row, _ db: Database) throws -> KeptEntry {
        // What is of the whole gateway has none, nor has what a newer version wrote in another form.
        let code = Facility.Code(row[1])
        let isReadable = code != nil || (row[1] as String).isEmpty
        let body = try PersonalTexts.joined(row[3], of: row[0], db)
        var entry = try? JSONDecoder().decode(Entry.self, from: Data(body.utf8))
        // Nobody knows which texts of an unknown entry are personal: their hashes stand in their place.
        if entry?.kind == .unknown {
            entry = try? JSONDecoder().decode(Entry.self, from: Data((row[3] as String).utf8))
        }
        let content = isReadable ? entry ?? .unknown(.unreadable) : .unknown(.unreadable)
        return KeptEntry(sequence: row[0], facility: code, time: Timestamp(milliseconds: row[2]), content)
    }
}
