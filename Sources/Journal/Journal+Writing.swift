import Facilities
import Foundation
import GRDB

extension Journal {
    /// Stores a batch in one transaction. When this returns, a `durable` batch survives a power cut, with everything that was stored before;
    /// any other batch survives the end of the process. A file that turns out to be damaged is quarantined by the next opening.
    ///
    /// - Throws: `full` if the content would grow past its budget; nothing of the batch is stored then. `removed` if the file was removed;
    ///   the content is then in the copy that the error names, if it could be written.
    public func commit(_ batch: Batch) async throws(JournalError) {
        if let error = state.removal { throw error }
        if let last = batch.lastSequence { state.note(given: last) }
        let isDoubtful = state.doubtsSyncs
        let logged: Int
        do {
            logged = try await pool.writeWithoutTransaction {
                [series, timeline, syncLevel, maximumPages, pageBytes, path] db in
                // This must come before the commit, so that a failure stores nothing of the batch, and it can be tried again.
                if isDoubtful { try Syncs.writeLogAgain(path) }
                try Self.commit(batch, series, timeline, syncLevel, maximumPages, db)
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

    /// Moves the -wal into the file. If this fails, the committed data stays in the -wal.
    func moveLog() async {
        do {
            _ = try await pool.writeWithoutTransaction(Syncs.moveLogPassively)
        } catch {
            _ = noted(JournalError(error))
        }
    }

    /// Remembers the consequences of an error for later commits, and returns the error.
    func noted(_ error: JournalError) -> JournalError {
        if case .corrupt = error { noteDamage() }
        switch error {
        case .failing, .diskFull: state.note(doubtsSyncs: true)
        default: break
        }
        return error
    }

    private static func commit(
        _ batch: Batch, _ series: SeriesTable, _ timeline: Timeline, _ syncLevel: SyncLevel, _ maximumPages: Int64,
        _ db: Database
    ) throws {
        var timeline = timeline
        for entry in batch.entries {
            if case .clock(let change) = entry.content { timeline.take(change, at: entry.sequence, entry.time) }
        }
        let last = batch.lastSequence
        var extends = false
        if let last { extends = try Reserve.mustExtend(to: last, db) }
        try syncLevel.set(batch.durable || extends ? .full : .normal, db)
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
            // The rollback has removed series that the transaction had added.
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
            let uplink = try db.cachedStatement(sql: "INSERT OR REPLACE INTO uplink (name, progress) VALUES (?, ?)")
            try uplink.execute(arguments: [name, text])
        }
        for delivered in batch.delivered { try delivered.write(db) }
        for quarantined in batch.quarantined { try Uplinks.write(quarantined, db) }
        for topic in batch.retained { try Uplinks.write(topic, db) }
        for step in batch.operatorSteps { try Operators.write(step, db) }
        if let last = batch.lastSequence {
            let counter = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO counter (name, value) VALUES ('sequence', ?)")
            try counter.execute(arguments: [last])
        } else if batch.durable {
            // A commit that changes no database page syncs nothing, not even earlier commits.
            try db.execute(
                sql: "INSERT INTO counter (name, value) VALUES ('syncs', 1) ON CONFLICT DO UPDATE SET value = value + 1"
            )
        }
    }
}
