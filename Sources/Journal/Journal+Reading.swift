import Dispatch
public import Facilities
import Foundation
import GRDB

extension Journal {
    /// The newest sequence that was ever kept; 0 in a new journal. It does not go back when old samples are dropped.
    public func lastSequence() throws(JournalError) -> Int64 {
        try read(Sequences.last)
    }

    /// The newest time of what is kept, as far as it is known now; nil in a new journal.
    public func lastTime() throws(JournalError) -> Timestamp? { try time(ofLastUpTo: .max) }

    /// The time of the oldest sample that is kept; nil where there is none.
    public func oldestSampleTime() throws(JournalError) -> Timestamp? {
        try read { [timeline, series, blocks] db in
            // Of a fold only the block that begins it.
            let sql = "SELECT series FROM block WHERE first = (SELECT min(first) FROM fold)"
            let only = try Int64.fetchOne(db, sql: sql).map { Set([$0]) }
            let samples = StoredSamples(series, cache: blocks)
            let first = try samples.cursor(in: 1...(.max), of: only, db).next()
            // That block may be damaged, and its device have been removed since.
            let one = try first ?? samples.cursor(in: 1...(.max), db).next()
            return one.map { timeline.corrected($0.time, at: $0.sequence) }
        }
    }

    /// The newest time of what was kept while the clock was believed; nil where none was.
    ///
    /// - Parameter sequence: only what comes before it.
    public func lastBelievedTime(before sequence: Int64 = .max) throws(JournalError) -> Timestamp? {
        guard let last = timeline.lastBelieved(before: sequence) else { return nil }
        return try time(ofLastUpTo: last)
    }

    private func time(ofLastUpTo sequence: Int64) throws(JournalError) -> Timestamp? {
        try read { [timeline, series, blocks] db in
            let samples = StoredSamples(series, cache: blocks)
            let sample = try samples.newest(in: min(1, sequence)...sequence, limit: 1, db).samples.first
            let sql = "SELECT sequence, time FROM entry WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1"
            let entry = try Row.fetchOne(db, sql: sql, arguments: [sequence]).map { row in
                timeline.corrected(Timestamp(milliseconds: row[1]), at: row[0])
            }
            return [sample.map { timeline.corrected($0.time, at: $0.sequence) }, entry].compactMap(\.self).max()
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
        try read { [series, timeline] db in
            try Aggregates.newest(series.ids(of: facility), interval, in: time, series, timeline, db)
        }
    }

    /// Returns how long the ledger is up to a sequence, and the hash of its last entry there.
    public func ledgerHead(upTo sequence: Int64 = .max) throws(JournalError) -> LedgerHead {
        try read { try Ledger.head(upTo: sequence, $0) }
    }

    /// The ledger after a sequence, in order, at most `limit` entries.
    ///
    /// - Parameters:
    ///   - facility: whose entries; nil for all.
    ///   - time: all entries of it are among them, with others.
    public func ledger(
        after sequence: Int64, limit: Int, of facility: Facility.Code? = nil, in time: Range<Timestamp> = .always
    ) throws(JournalError) -> [LedgerEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body, hash FROM entry
                WHERE sequence > ? AND (\(rows.isSince(time.lowerBound))) AND (\(rows.isBefore(time.upperBound)))
                \(facility == nil ? "" : "AND facility = ?") ORDER BY sequence LIMIT ?
                """
            let arguments = StatementArguments([sequence]) + (facility.map { [$0.description] } ?? []) + [limit]
            return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
                LedgerEntry(
                    kept: try rows.entry(row, db), body: row[3], personal: try PersonalTexts.read(of: row[0], db),
                    hash: LedgerHash(bytes: [UInt8](row[4] as Data)))
            }
        }
    }

    /// Everything that is wrong with the chain of entries and with their texts alone; `check` checks the whole file.
    ///
    /// - Parameter noted: a hash that was noted earlier, from the gateway's state or from an export.
    public func ledgerFaults(noted: LedgerHash? = nil) throws(JournalError) -> [LedgerFault] {
        var check = LedgerCheck(noted: noted)
        while try !read({ try check.read($0) }) {}
        return check.faults
    }

    /// What was entered and found at a facility, newest first.
    public func entries(of facility: Facility.Code, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility = ? ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, limit]).map {
                try rows.entry($0, db)
            }
        }
    }

    /// What people entered at a facility, newest first.
    public func records(of facility: Facility.Code, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND instr(body, '"event":"record"') ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, limit]).map {
                try rows.entry($0, db)
            }
        }
    }

    /// What the gateway found and noted there that everybody may see, newest first.
    public func publicNotes(of facility: Facility.Code, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = "SELECT sequence, facility, time, body FROM entry WHERE facility = ? ORDER BY sequence DESC"
            let found = try Row.fetchCursor(db, sql: sql, arguments: [facility.description])
            var entries: [KeptEntry] = []
            while entries.count < limit, let row = try found.next() {
                let entry = try rows.entry(row, db)
                if entry.content.isPublic, entry.content.kind != .record { entries.append(entry) }
            }
            return entries
        }
    }

    /// What was entered and found at a facility after a sequence, in order, at most `limit` of it.
    public func entries(
        of facility: Facility.Code, after sequence: Int64, upTo end: Int64, limit: Int
    ) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
                """
            let arguments: StatementArguments = [facility.description, sequence, end, limit]
            return try Row.fetchAll(db, sql: sql, arguments: arguments).map { try rows.entry($0, db) }
        }
    }

    /// What was entered and found at a facility since a time, newest first, at most 1000.
    public func entries(of facility: Facility.Code, since time: Timestamp) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility = ? AND (\(rows.isSince(time)))
                ORDER BY sequence DESC
                """
            let found = try Row.fetchCursor(db, sql: sql, arguments: [facility.description])
            var entries: [KeptEntry] = []
            while entries.count < 1000, let row = try found.next() {
                let entry = try rows.entry(row, db)
                if entry.time >= time { entries.append(entry) }
            }
            return entries
        }
    }

    /// The accounts of days that were entered at a facility since a time, in order of time, one a day.
    public func accounts(of facility: Facility.Code, since time: Timestamp) throws(JournalError) -> [Account] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND (\(rows.isSince(time)))
                AND CASE WHEN json_valid(body) THEN json_extract(body, '$.event') END = 'account' ORDER BY sequence
                """
            let found = try Row.fetchAll(db, sql: sql, arguments: [facility.description])
            var accounts: [Day: Account] = [:]
            for row in found {
                let entry = try rows.entry(row, db)
                if entry.time >= time, case .account(let account) = entry.content { accounts[account.day] = account }
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
}

extension Journal {
    /// Reads on a thread of its own, so that the caller's is not held up by the disk.
    public func aside<Value: Sendable>(_ body: @escaping @Sendable (Journal) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try body(self) }) }
        }
    }
}
