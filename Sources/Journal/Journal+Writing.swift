import Facilities
import Foundation
import GRDB

extension Journal {
    /// Keeps a batch in one transaction. When this returns, a `durable` batch survives a power cut, with all that was kept
    /// before; any other survives the end of the process. A file that turns out to be damaged is quarantined by the next opening.
    ///
    /// - Throws: `full` if the content would grow past its budget; then nothing of the batch is kept. `removed` if the file is not
    ///   in its place any more; what was kept is then in the copy that the error names, if it could be made.
    public func commit(_ batch: Batch) async throws(JournalError) {
        if let error = state.removal { throw error }
        if let last = batch.lastSequence { state.note(given: last) }
        let isDoubtful = state.doubtsSyncs
        let logged: Int
        do {
            logged = try await pool.writeWithoutTransaction { [series, timeline, maximumPages, pageBytes, path] db in
                // Before the commit, so that a failure leaves nothing of the batch, and it can be tried again.
                if isDoubtful { try Syncs.writeLogAgain(path) }
                try Self.commit(batch, series, timeline, maximumPages, db)
                return Syncs.logged(db, pageBytes: pageBytes)
            }
        } catch {
            throw noted(JournalError(error))
        }
        if isDoubtful { state.note(doubtsSyncs: false) }
        state.note(kept: batch.entries)
        state.note(rowsAdded: batch.samples.count)
        if !batch.erasures.isEmpty { state.note(owesTruncation: true) }
        if state.isLogLong(after: logged) { await moveLog() }
        try await checkFiles()
    }

    /// Moves the -wal into the file. What was committed stays in it whatever becomes of this.
    func moveLog() async {
        do {
            _ = try await pool.writeWithoutTransaction(Syncs.moveLogPassively)
        } catch {
            _ = noted(JournalError(error))
        }
    }

    /// Remembers what an error means for later commits.
    func noted(_ error: JournalError) -> JournalError {
        if case .corrupt = error { noteDamage() }
        switch error {
        case .failing, .diskFull: state.note(doubtsSyncs: true)
        default: break
        }
        return error
    }

    private static func commit(
        _ batch: Batch, _ series: SeriesTable, _ timeline: Timeline, _ maximumPages: Int64, _ db: Database
    ) throws {
        var timeline = timeline
        for entry in batch.entries {
            if case .clock(let change) = entry.content { timeline.take(change, at: entry.sequence, entry.time) }
        }
        let last = batch.lastSequence
        let extends = try last.map { try Reserve.mustExtend(to: $0, db) } ?? false
        // It cannot be changed inside a transaction.
        try db.execute(sql: "PRAGMA synchronous = \(batch.durable || extends ? "FULL" : "NORMAL")")
        do {
            try db.inTransaction(.immediate) {
                let before = try Space.used(db)
                let entries = try batch.entries.map(NewEntry.init)
                try write(batch, series, timeline, db)
                try write(batch, entries: entries, db)
                if let last, extends { try Reserve.extend(behind: last, db) }
                try Space.check(growthFrom: before, upTo: maximumPages, db)
                return .commit
            }
        } catch {
            // A series that was written in it is gone again.
            try series.load(db)
            throw error
        }
    }

    private static func write(
        _ batch: Batch, _ series: SeriesTable, _ timeline: Timeline, _ db: Database
    ) throws {
        let sample = try db.cachedStatement(
            sql: "INSERT INTO sample (sequence, series, time, data) VALUES (?, ?, ?, ?)")
        for row in batch.samples {
            let id = try series.id(of: row, db)
            let blob = Data(SampleBlob.encode(row.content.readings))
            try sample.execute(arguments: [row.sequence, id, row.time.milliseconds, blob])
        }
        try Answers.write(batch.answers, db)
        try Aggregates.write(minutes: batch.minutes, batch.summaries, batch.aggregateMark, series, timeline, db)
        for state in batch.ruleStates {
            try db.execute(
                sql: "INSERT OR REPLACE INTO rule_state (facility, sequence, state) VALUES (?, ?, ?)",
                arguments: [state.facility.description, state.sequence, state.state]
            )
        }
        for (old, new) in batch.renamedUplinks { try Uplinks.rename(old, to: new, db) }
        for (name, progress) in batch.progress {
            let text = String(decoding: try JSONEncoder().encode(progress), as: UTF8.self)
            try db.execute(
                sql: "INSERT OR REPLACE INTO uplink (name, progress) VALUES (?, ?)", arguments: [name, text]
            )
        }
        for delivered in batch.delivered { try delivered.write(db) }
        for quarantined in batch.quarantined { try Uplinks.write(quarantined, db) }
        for topic in batch.retained { try Uplinks.write(topic, db) }
        for step in batch.operatorSteps { try Operators.write(step, db) }
        if let last = batch.lastSequence {
            try db.execute(
                sql: "INSERT OR REPLACE INTO counter (name, value) VALUES ('sequence', ?)", arguments: [last]
            )
        } else if batch.durable {
            // A commit that changes no page syncs nothing, not even what was committed before it.
            try db.execute(
                sql: "INSERT INTO counter (name, value) VALUES ('syncs', 1) ON CONFLICT DO UPDATE SET value = value + 1"
            )
        }
    }
}
