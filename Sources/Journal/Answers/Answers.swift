import Facilities
import Foundation
import GRDB

/// The table of answers. All functions must be called inside a transaction.
enum Answers {
    static let migration = "answers"
    /// The number of answers to accepted commands that are remembered however old they are.
    private static let leastKept = 20_000

    static func migrate(_ db: Database) throws {
        // Answers are found by keyed hashes.
        try SecretKey.migrate(db)
        try db.execute(
            sql: """
                CREATE TABLE answer (
                    id TEXT PRIMARY KEY, time INTEGER NOT NULL, digest TEXT NOT NULL, isKept INTEGER NOT NULL,
                    outcome TEXT NOT NULL
                ) WITHOUT ROWID;
                CREATE INDEX answer_by_time ON answer (isKept, time);
                """)
    }

    static let migrationOfOrder = "answersInOrder"

    /// Adds a number to each answer for the order in which they were given, since the clock may be wrong.
    static func migrateOrder(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE answer ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
                UPDATE answer SET number = ranked.number
                FROM (SELECT id, row_number() OVER (ORDER BY time, id) AS number FROM answer) AS ranked
                WHERE answer.id = ranked.id;
                CREATE INDEX answer_by_number ON answer (isKept, number);
                """)
    }

    /// Stores answers, and removes those that need not be remembered any more.
    static func write(_ answers: [KeptAnswer], _ db: Database) throws {
        guard let newest = answers.last?.time else { return }
        for answer in answers {
            let outcome = String(decoding: try JSONEncoder().encode(answer.outcome), as: UTF8.self)
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO answer (id, time, digest, isKept, outcome, number)
                    VALUES (?1, ?2, ?3, ?4, ?5, (SELECT ifnull(max(number), 0) + 1 FROM answer WHERE isKept = ?4))
                    """,
                arguments: [answer.id, answer.time.milliseconds, answer.content.text, answer.outcome.isKept, outcome])
        }
        let old = (newest - KeptAnswer.memory).milliseconds
        try db.execute(sql: "DELETE FROM answer WHERE isKept = 0 AND time < ?", arguments: [old])
        try db.execute(
            sql: "DELETE FROM answer WHERE isKept = 0 AND id IN (\(behind))",
            arguments: [0, KeptAnswer.mostRefusals])
        // The time alone does not decide: a clock that was wrong for a minute must not allow all commands a second time.
        try db.execute(
            sql: "DELETE FROM answer WHERE isKept = 1 AND time < ? AND id IN (\(behind))",
            arguments: [old, 1, leastKept])
    }

    /// The SQL query of the answers that were given before a number of later ones, independent of the clock.
    private static let behind = "SELECT id FROM answer WHERE isKept = ? ORDER BY number DESC, id LIMIT -1 OFFSET ?"

    /// Removes the hashes from which erased names and texts of commands could be found by trying. An answer whose id is the hash of the
    /// whole content gets an id that recognises only the content without them.
    static func forgetPeople(of sequences: Set<Int64>, _ db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT id, digest, outcome FROM answer WHERE isKept = 1") {
            let (id, content, text): (String, ContentMark, String) = (row[0], ContentMark(stored: row[1]), row[2])
            guard case .kept(let kept)? = try? JSONDecoder().decode(KeptAnswer.Outcome.self, from: Data(text.utf8)),
                !sequences.isDisjoint(with: kept)
            else { continue }
            let newID = id == content.whole ? content.erasedID : id
            try db.execute(
                sql: "UPDATE OR REPLACE answer SET digest = ?, id = ? WHERE id = ?",
                arguments: [content.erased.text, newID, id])
        }
    }

    /// Returns the answer under an id; nil where there is none, or it cannot be read.
    static func read(_ id: String, _ db: Database) throws -> KeptAnswer? {
        let sql = "SELECT time, digest, outcome FROM answer WHERE id = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [id]),
            let time = Int64.fromDatabaseValue(row[0]), let digest = String.fromDatabaseValue(row[1]),
            let text = String.fromDatabaseValue(row[2]),
            let outcome = try? JSONDecoder().decode(KeptAnswer.Outcome.self, from: Data(text.utf8))
        else { return nil }
        return KeptAnswer(
            id: id, time: Timestamp(milliseconds: time), content: ContentMark(stored: digest), outcome: outcome)
    }
}
