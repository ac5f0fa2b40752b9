import Facilities
import GRDB

/// The mark of a copy of a journal. The original continues with the same sequences, so that the copy must skip them when it is used.
enum Copying {
    private static let name = "copied"

    /// The number of skipped sequences where the clock does not show the age of the copy: more than a gateway assigns in ten years at one a
    /// second.
    private static let many: Int64 = 1_000_000_000

    /// Marks the file as a copy of this time.
    static func mark(_ db: Database, _ now: Timestamp) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)", arguments: [name, now.milliseconds]
        )
    }

    /// Removes the mark, and skips all sequences that the original may have assigned since: less than a thousand a second on average.
    ///
    /// - Returns: the skipped sequences; nil where the file is no copy.
    static func resume(_ db: Database, now: Timestamp) throws -> ClosedRange<Int64>? {
        let value = "SELECT value FROM counter WHERE name = ?"
        guard let time = try Int64.fetchOne(db, sql: value, arguments: [name]) else { return nil }
        let last = try Int64.fetchOne(db, sql: value, arguments: ["sequence"]) ?? 0
        let passed = now.milliseconds - time
        let next = last + (passed > 0 ? passed : many)
        try db.execute(sql: "DELETE FROM counter WHERE name = ?", arguments: [name])
        try Sequences.skip(to: next, db)
        // The copy lacks what the original stored since.
        try Losses.add(Loss(from: last + 1, to: next, count: nil, reason: .restored), db)
        try EpochDue.note(.restored, db)
        return last + 1...next
    }
}
