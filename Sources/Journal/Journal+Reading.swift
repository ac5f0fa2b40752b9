import Dispatch
public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Returns the newest sequence that was ever stored; 0 in a new journal. It does not decrease when samples are deleted.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func lastSequence() throws(JournalError) -> Int64 {
        try read(Sequences.last)
    }

    /// Returns the newest corrected time of a sample or an entry; nil in a new journal.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func lastTime() throws(JournalError) -> Timestamp? { try time(ofLastUpTo: .max) }

    /// Returns the corrected time of the oldest sample; nil where there is none.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func oldestSampleTime() throws(JournalError) -> Timestamp? {
        try read { [timeline, series, blocks] db in
            // Of a fold only its first block is decoded.
            let sql = "SELECT series FROM block WHERE first = (SELECT min(first) FROM fold)"
            let only = try Int64.fetchOne(db, sql: sql).map { Set([$0]) }
            let samples = StoredSamples(series, cache: blocks)
            let first = try samples.cursor(in: 1...(.max), of: only, db).next()
            // That block may be damaged, or its series unreadable.
            let one = try first ?? samples.cursor(in: 1...(.max), db).next()
            return one.map { timeline.corrected($0.time, at: $0.sequence) }
        }
    }

    /// Returns the newest time of a sample or an entry that was stored while the clock was trusted; nil where there is none.
    ///
    /// - Parameter sequence: the sequence before which items are considered.
    /// - Throws: the reason why the journal cannot be read.
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

    /// Returns the progress of an uplink. For a new uplink it is nil, or the beginning of a journal that did not begin with sequence 1.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func progress(of uplink: String) throws(JournalError) -> UplinkProgress? {
        try read { db in
            let sql = "SELECT progress FROM uplink WHERE name = ?"
            guard let text = try String.fetchOne(db, sql: sql, arguments: [uplink]) else {
                return try Sequences.begin(db).map { UplinkProgress(live: $0) }
            }
            return try JSONDecoder().decode(UplinkProgress.self, from: Data(text.utf8))
        }
    }

    /// Returns the state of the rules of a facility; nil where none is stored.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func ruleState(of facility: Facility.Code) throws(JournalError) -> RuleState? {
        try read { db in
            let sql = "SELECT sequence, state FROM rule_state WHERE facility = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [facility.description]).map { row in
                RuleState(facility: facility, sequence: row[0], state: row[1])
            }
        }
    }

    /// Returns the progress of the computation of means; nil in a new journal.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func aggregateMark() throws(JournalError) -> AggregateMark? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT mark FROM aggregate_mark").map {
                try JSONDecoder().decode(AggregateMark.self, from: Data($0.utf8))
            }
        }
    }

    /// Returns the newest mean of each interval of a facility that begins within a time, in order of time.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func aggregates(
        of facility: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) throws(JournalError) -> [Kept<Aggregate>] {
        try read { [series, timeline] db in
            try Aggregates.newest(series.ids(of: facility), interval, in: time, series, timeline, db)
        }
    }

    /// Returns the number of entries up to a sequence, and the hash of the last one of them.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func ledgerHead(upTo sequence: Int64 = .max) throws(JournalError) -> LedgerHead {
        try read { try Ledger.head(upTo: sequence, $0) }
    }

    /// Returns the entries of the ledger after a sequence, in order, at most `limit` of them.
    ///
    /// - Parameters:
    ///   - facility: the facility of the entries; nil for all.
    ///   - time: the time within which all entries are returned, with some others.
    /// - Throws: the reason why the journal cannot be read.
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

    /// Returns the faults of the chain of entries and of their texts. `check` checks the whole file.
    ///
    /// - Parameter noted: a hash that was noted earlier, from the gateway's state or from an export; nil for none.
    /// - Throws: the reason why the journal cannot be read.
    public func ledgerFaults(noted: LedgerHash? = nil) throws(JournalError) -> [LedgerFault] {
        var check = LedgerCheck(noted: noted)
        while try !read({ try check.read($0) }) {}
        return check.faults
    }

    /// Returns the numbers of samples of each device that the broker of an uplink has accepted, by the day of the samples.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func delivered(
        by uplink: String, at facility: Facility.Code, on days: ClosedRange<Day>
    ) throws(JournalError) -> [DeviceID: [Day: Int]] {
        try read { try Delivered.read($0, uplink, facility, days) }
    }
}

extension Journal {
    /// Calls a function on another thread, so that the caller's thread is not blocked by the disk.
    ///
    /// - Throws: any error of the function.
    public func aside<Value: Sendable>(_ body: @escaping @Sendable (Journal) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try body(self) }) }
        }
    }
}
