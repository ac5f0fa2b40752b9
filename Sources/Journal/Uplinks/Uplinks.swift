import Facilities
import GRDB

/// What is kept of uplinks beside how far they have got: what their brokers retain, and what is not sent to them any more.
enum Uplinks {
    static let migration = "uplinks"

    /// Rows of quarantine of one uplink at most. Of more the oldest are forgotten; what they name stays in the journal.
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

    static func write(_ topic: RetainedTopic, _ db: Database) throws {
        let sql =
            topic.isRetained
            ? "INSERT OR IGNORE INTO retained (uplink, topic) VALUES (?, ?)"
            : "DELETE FROM retained WHERE uplink = ? AND topic = ?"
        try db.execute(sql: sql, arguments: [topic.uplink, topic.topic])
    }

    /// Everything of one uplink becomes another's, which has nothing yet.
    static func rename(_ old: String, to new: String, _ db: Database) throws {
        try db.execute(sql: "UPDATE OR REPLACE uplink SET name = ? WHERE name = ?", arguments: [new, old])
        for table in ["delivered", "quarantine", "retained"] {
            try db.execute(
                sql: "UPDATE OR REPLACE \(table) SET uplink = ? WHERE uplink = ?", arguments: [new, old])
        }
    }
}
