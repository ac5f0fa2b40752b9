import Facilities
import GRDB

/// Sequences that may have been given to what a power cut takes back. A broker may have what the disk lost; were its sequences
/// given again, a receiver would drop the new data as what it has already. So no commit goes past a reserve that is on the disk,
/// and after a power cut sequences continue behind it.
enum Reserve {
    /// How far ahead it reaches: hours at a usual rate, so that it costs a sync in hours.
    static let ahead: Int64 = 100_000

    private static let reserved = "reserved"
    private static let boot = "boot"

    /// Whether a commit up to a sequence must reach the disk at once, because it extends the reserve.
    static func mustExtend(to last: Int64, _ db: Database) throws -> Bool {
        guard let end = try value(reserved, db) else { return true }
        return last > end
    }

    static func extend(behind last: Int64, _ db: Database) throws {
        try set(reserved, last + ahead, db)
    }

    /// Skips the reserve after a power cut, and notes a loss that nobody can count.
    ///
    /// - Parameter current: nil where nobody knows whether the machine was started meanwhile: it may have been.
    static func resume(after current: Boot?, _ db: Database) throws {
        let isSameBoot = try current != nil && value(boot, db) == current?.number
        if let current { try set(boot, current.number, db) }
        let last = try Sequences.last(db)
        guard !isSameBoot, let end = try value(reserved, db), end > last else { return }
        try Sequences.skip(to: end, db)
        try Losses.add(Loss(from: last + 1, to: end, count: nil, reason: .power), db)
    }

    /// Nothing was given that is not kept: the next opening continues where this one ends.
    static func giveBack(_ db: Database) throws {
        try set(reserved, try Sequences.last(db), db)
    }

    /// Where the reserve ends; nil before there is one.
    static func end(_ db: Database) throws -> Int64? { try value(reserved, db) }

    private static func value(_ name: String, _ db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT value FROM counter WHERE name = ?")
        return try Int64.fetchOne(statement, arguments: [name])
    }

    private static func set(_ name: String, _ value: Int64, _ db: Database) throws {
        try db.execute(sql: "INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)", arguments: [name, value])
    }
}
