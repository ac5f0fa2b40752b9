import Facilities
import GRDB

/// The mark of a copy, and what becomes of it.
enum Copying {
    private static let name = "copied"

    /// More than a gateway gives out in ten years at one a second; for a clock that does not know how long it was.
    private static let many: Int64 = 1_000_000_000

    static func mark(_ db: Database, _ now: Timestamp) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)", arguments: [name, now.milliseconds]
        )
    }

    /// Takes the mark away and lets the sequence go on behind all that the original may have given out since: less than a
    /// thousand a second on average.
    ///
    /// - Returns: the sequences that are left out; nil for what is no copy.
    static func resume(_ db: Database, now: Timestamp) throws -> ClosedRange<Int64>? {
        let value = "SELECT value FROM counter WHERE name = ?"
        guard let time = try Int64.fetchOne(db, sql: value, arguments: [name]) else { return nil }
        let last = try Int64.fetchOne(db, sql: value, arguments: ["sequence"]) ?? 0
        let passed = now.milliseconds - time
        let next = last + (passed > 0 ? passed : many)
        try db.execute(sql: "DELETE FROM counter WHERE name = ?", arguments: [name])
        try Sequences.skip(to: next, db)
        // What the original was given since is not in it.
        try Losses.add(Loss(from: last + 1, to: next, count: nil, reason: .restored), db)
        try EpochDue.note(.restored, db)
        return last + 1...next
    }
}
