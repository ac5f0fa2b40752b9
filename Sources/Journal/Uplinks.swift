public import Facilities
import Foundation
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

extension Journal {
    /// How far each uplink has got that ever had a position here.
    public func uplinks() throws(JournalError) -> [String: UplinkProgress] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT name, progress FROM uplink").reduce(into: [:]) { uplinks, row in
                let text = row[1] as String
                uplinks[row[0]] = try JSONDecoder().decode(UplinkProgress.self, from: Data(text.utf8))
            }
        }
    }

    /// The sequence behind which the items of a time and later come: nothing before it is of that time.
    public func lastSequence(before time: Timestamp) throws(JournalError) -> Int64 {
        try read { [rows] db in
            let found = try ["sample", "entry"].map { table in
                try Int64.fetchOne(
                    db, sql: "SELECT sequence FROM \(table) WHERE \(rows.isSince(time)) ORDER BY sequence LIMIT 1")
            }
            let firsts = try (found + [firstFolded(since: time, db)]).compactMap(\.self)
            return try firsts.min().map { $0 - 1 } ?? Sequences.last(db)
        }
    }

    /// The sequence of the first sample in a fold that is of a time or later.
    private func firstFolded(since time: Timestamp, _ db: Database) throws -> Int64? {
        let sql = """
            SELECT first, last, count, earliest, latest FROM fold WHERE \(rows.isSinceInFold(time)) ORDER BY first
            """
        let folds = try Row.fetchCursor(db, sql: sql)
        while let fold = try folds.next().map(Fold.init) {
            let samples = try StoredSamples(series, cache: blocks).samples(of: fold, in: fold.range, of: nil, db)
                .samples
            if let first = samples.first(where: { rows.isSince(time, $0) }) { return first.sequence }
        }
        return nil
    }

    /// What is not sent to an uplink any more, in order of sequence.
    public func quarantined(of uplink: String) throws(JournalError) -> [Quarantined] {
        try read { db in
            let sql = """
                SELECT sequence, facility, kind, size, reason, time FROM quarantine WHERE uplink = ? ORDER BY sequence
                """
            return try Row.fetchAll(db, sql: sql, arguments: [uplink]).map { row in
                let kind = ItemStream.Kind(rawValue: row[2]) ?? .events
                return Quarantined(
                    uplink: uplink, sequence: row[0], stream: ItemStream(Facility.Code(row[1] as String), kind),
                    size: row[3], reason: row[4], time: Timestamp(milliseconds: row[5]))
            }
        }
    }

    /// The topics under which the broker of an uplink retains something of this gateway.
    public func retainedTopics(of uplink: String) throws(JournalError) -> Set<String> {
        try read { db in
            try String.fetchSet(db, sql: "SELECT topic FROM retained WHERE uplink = ?", arguments: [uplink])
        }
    }
}
