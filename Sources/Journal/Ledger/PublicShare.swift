import Facilities
import GRDB

/// The share of the budget for entries that anybody can cause: complaints, and the evidence of each. The rest of the budget is reserved
/// for records and findings, which are never deleted.
enum PublicShare {
    /// The divisor of the budget: the share is one tenth.
    static let part: Int64 = 10

    private static let name = "public"

    /// The bytes that an entry takes in addition to its body, and each of its texts in addition to itself.
    fileprivate static let overhead: Int64 = 100

    /// Returns the bytes of the entries that anybody can cause, with their personal texts.
    static func bytes(of entries: [KeptEntry], _ stored: [NewEntry]) -> Int64 {
        var sum: Int64 = 0
        for (entry, new) in zip(entries, stored) where entry.content.isMadeByAnybody { sum += new.bytes }
        return sum
    }

    /// Returns the bytes that such entries have taken so far.
    static func used(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = ?", arguments: [name]) ?? 0
    }

    /// Adds to the bytes that such entries have taken.
    static func add(_ bytes: Int64, _ db: Database) throws {
        guard bytes > 0 else { return }
        try db.execute(
            sql: "INSERT INTO counter (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = value + ?2",
            arguments: [name, bytes])
    }
}

extension Entry {
    /// Whether anybody, without signing in, can cause the entry.
    var isMadeByAnybody: Bool {
        switch self {
        case .record(let record): record.kind.isPublic
        case .evidence: true
        default: false
        }
    }
}

extension NewEntry {
    fileprivate var bytes: Int64 {
        texts.reduce(Int64(row.body.utf8.count) + PublicShare.overhead) { sum, text in
            sum + Int64(text.text.utf8.count) + PublicShare.overhead
        }
    }
}
