import Facilities
import GRDB

/// The part of the budget that entries may fill which anybody can make: complaints, and the evidence of each. The rest is a reserve
/// for records and findings, which are never dropped.
enum PublicShare {
    /// One tenth of the budget.
    static let part: Int64 = 10

    private static let name = "public"

    /// What an entry takes beside its body, and each of its texts beside itself.
    fileprivate static let overhead: Int64 = 100

    /// The bytes that entries take which anybody can make, with the texts of people that stand apart from them.
    static func bytes(of entries: [KeptEntry], _ stored: [NewEntry]) -> Int64 {
        zip(entries, stored).reduce(0) { sum, entry in
            entry.0.content.isMadeByAnybody ? sum + entry.1.bytes : sum
        }
    }

    static func used(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = ?", arguments: [name]) ?? 0
    }

    static func add(_ bytes: Int64, _ db: Database) throws {
        guard bytes > 0 else { return }
        try db.execute(
            sql: "INSERT INTO counter (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = value + ?2",
            arguments: [name, bytes])
    }
}

extension Entry {
    /// Whether anybody who passes by can bring it about.
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
