import Facilities
import GRDB

/// The work of opening a journal, in one transaction: it determines where sequences continue, and stores what is lost.
struct Opening {
    /// The sequences that are skipped because the file is a copy; nil where it is none.
    private(set) var skipped: ClosedRange<Int64>?
    /// The tables that were made again or from which rows were removed.
    private(set) var rebuilt: [String]
    /// Sentences for the log.
    private(set) var notices: [String] = []
    /// The notes beside the file whose content is in the file from now on.
    private(set) var settled: [Notes.Name] = []

    /// Opens a journal.
    ///
    /// - Parameter repaired: the tables that were made again because they were damaged.
    init(_ db: Database, _ notes: Notes, _ boot: Boot?, repaired: [String], now: Timestamp) throws {
        rebuilt = try repaired + DerivedTables.removeUnreadable(db)
        if repaired.contains(DerivedTables.means) {
            try Losses.add(Loss(from: 1, to: max(1, Sequences.last(db)), count: nil, reason: .damaged), db)
        }
        if let loss = try Folds.repairLast(db) {
            try Losses.add(loss, db)
            notices.append("a fold reached beyond every sequence that was given; it was made again from its blocks")
        }
        skipped = try Copying.resume(db, now: now)
        try Reserve.resume(after: boot, db)
        if notes.isThere(.removed) {
            try beginBehind(notes.read(.removed) ?? FileNote(), db, now)
            settled.append(.removed)
        }
        try takeUnkept(notes, db)
    }

    /// Returns whether a stored loss without a count covers another loss.
    private func isCovered(_ loss: Loss, _ db: Database) throws -> Bool {
        try Losses.pending(db).contains { $0.count == nil && $0.from <= loss.from && loss.to <= $0.to }
    }

    /// Continues behind the sequences of a removed or quarantined file. Nothing is lost where the file has all of them, because it was moved
    /// back to its place.
    private func beginBehind(_ note: FileNote, _ db: Database, _ now: Timestamp) throws {
        let last = try Sequences.last(db)
        if let given = note.sequence, last >= given { return }
        // At less than a thousand sequences a second on average, they stay below the milliseconds of the clock.
        let next = max(now.milliseconds, (note.sequence ?? last) + Sequences.margin)
        try Sequences.skip(to: next, db)
        if last == 0 { try Sequences.note(begin: next, db) }
        try Losses.add(Loss(from: last + 1, to: next, count: nil, reason: note.reason ?? .removed), db)
        try EpochDue.note(note.reason == .damaged ? .damaged : .removed, db)
    }

    private mutating func takeUnkept(_ notes: Notes, _ db: Database) throws {
        guard notes.isThere(.unkept) else { return }
        guard let loss: Loss = notes.read(.unkept), loss.from <= loss.to else {
            notices.append(notes.quarantine(.unkept))
            return
        }
        try Sequences.skip(to: loss.to, db)
        if try !isCovered(loss, db) { try Losses.add(loss, db) }
        settled.append(.unkept)
    }
}
