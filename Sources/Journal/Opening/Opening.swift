import Facilities
import GRDB

/// What an opening finds out and settles, in one transaction: where sequences continue, and what is lost.
struct Opening {
    /// The sequences that are skipped because the file is a copy.
    private(set) var skipped: ClosedRange<Int64>?
    private(set) var rebuilt: [String]
    private(set) var notices: [String] = []
    /// The notes that stand in the file from now on.
    private(set) var settled: [Notes.Name] = []

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

    /// Whether a loss that nobody could count covers another one.
    private func isCovered(_ loss: Loss, _ db: Database) throws -> Bool {
        try Losses.pending(db).contains { $0.count == nil && $0.from <= loss.from && loss.to <= $0.to }
    }

    /// The file is a new one, or another one than before. Where it has everything, because somebody has moved the right one
    /// back, nothing is lost.
    private func beginBehind(_ note: FileNote, _ db: Database, _ now: Timestamp) throws {
        let last = try Sequences.last(db)
        if let given = note.sequence, last >= given { return }
        // At less than a thousand a second on average, sequences stay behind the clock's milliseconds.
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
