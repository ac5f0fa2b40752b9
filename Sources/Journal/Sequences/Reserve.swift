import Facilities
import GRDB

/// The reserve of sequences for data that a power cut may lose.
///
/// A broker may have received data that the disk lost. If their sequences were assigned again, a receiver would drop the new data as
/// duplicates. So no commit goes past the end of a reserve that is on the disk, and after a power cut sequences continue behind it.
enum Reserve {
    /// The number of sequences by which the reserve is extended: some hours at a usual rate, so that a sync is needed only that often.
    static let ahead: Int64 = 100_000

    private static let reserved = "reserved"
    private static let boot = "boot"

    /// Returns whether a commit up to a sequence must extend the reserve, and so must be synced at once.
    static func mustExtend(to last: Int64, _ db: Database) throws -> Bool {
        guard let end = try value(reserved, db) else { return true }
        return last > end
    }

    /// Extends the reserve behind a sequence.
    static func extend(behind last: Int64, _ db: Database) throws {
        try set(reserved, last + ahead, db)
    }

    /// Skips the reserve if the machine was started again since, and adds a loss without a count.
    ///
    /// - Parameter current: the present start of the machine; nil where it is not known, so that it may be another one.
    static func resume(after current: Boot?, _ db: Database) throws {
        let isSameBoot = try current != nil && value(boot, db) == current?.number
        if let current { try set(boot, current.number, db) }
        let last = try Sequences.last(db)
        guard !isSameBoot, let end = try value(reserved, db), end > last else { return }
        try Sequences.skip(to: end, db)
        try Losses.add(Loss(from: last + 1, to: end, count: nil, reason: .power), db)
    }

    /// Ends the reserve at the newest sequence, because everything is stored: the next opening continues there.
    static func giveBack(_ db: Database) throws {
        try set(reserved, try Sequences.last(db), db)
    }

    /// Returns the end of the reserve; nil where there is none yet.
    static func end(_ db: Database) throws -> Int64? { try value(reserved, db) }

    private static func value(_ name: String, _ db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT value FROM counter WHERE name = ?")
        return try Int64.fetchOne(statement, arguments: [name])
    }

    private static func set(_ name: String, _ value: Int64, _ db: Database) throws {
        try db.execute(sql: "INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)", arguments: [name, value])
    }
}
