import Facilities
import GRDB

/// The tables of uplinks, except their progress: the topics that their brokers retain, and the items that are not sent any more.
enum Uplinks {
    static let migration = "uplinks"

    /// The largest number of quarantined items of one uplink. The rows of older ones are deleted; the items stay in the journal.
    private static let most = 10_000

    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE quarantine (
                    uplink TEXT NOT NULL, sequence INTEGER NOT NULL, facility TEXT NOT NULL, kind TEXT NOT NULL,
                    size INTEGER NOT NULL, reason TEXT NOT NULL, time INTEGER NOT NULL,
                    PRIMARY KEY (uplink, sequence)
                ) WITHOUT ROWID;
                CREATE TABLE retained (
                    uplink TEXT NOT NULL, topic TEXT NOT NULL, PRIMARY KEY (uplink, topic)
                ) WITHOUT ROWID;
                """)
    }

    /// Stores that an item is not sent any more.
    static func write(_ quarantined: Quarantined, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                quarantined.uplink, quarantined.sequence, quarantined.stream.facility?.description ?? "",
                quarantined.stream.kind.rawValue, quarantined.size, quarantined.reason, quarantined.time.milliseconds,
            ])
        try db.execute(
            sql: """
                DELETE FROM quarantine WHERE uplink = ?1 AND sequence < (
                    SELECT sequence FROM quarantine WHERE uplink = ?1 ORDER BY sequence DESC LIMIT 1 OFFSET \(most - 1))
                """, arguments: [quarantined.uplink])
    }

    /// Stores that a broker retains a message of a topic, or does not retain it any more.
    static func write(_ topic: RetainedTopic, _ db: Database) throws {
        let sql =
            if topic.isRetained {
                "INSERT OR IGNORE INTO retained (uplink, topic) VALUES (?, ?)"
            } else {
                "DELETE FROM retained WHERE uplink = ? AND topic = ?"
            }
        try db.execute(sql: sql, arguments: [topic.uplink, topic.topic])
    }

    /// Renames an uplink in all tables. The new name must have no rows yet.
    static func rename(_ old: String, to new: String, _ db: Database) throws {
        try db.execute(sql: "UPDATE OR REPLACE uplink SET name = ? WHERE name = ?", arguments: [new, old])
        for table in ["delivered", "quarantine", "retained"] {
            try db.execute(
                sql: "UPDATE OR REPLACE \(table) SET uplink = ? WHERE uplink = ?", arguments: [new, old])
        }
    }
}
