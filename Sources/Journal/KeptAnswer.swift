public import Facilities
import Foundation
import GRDB

/// What was answered to something that somebody wanted to enter. Sent again within 30 days, it gets the same answer.
public struct KeptAnswer: Hashable, Sendable {
    public var id: String
    public var time: Timestamp
    /// A keyed hash of what was sent: another content under the same id is not the same thing.
    public var digest: String
    public var outcome: Outcome

    public enum Outcome: Codable, Hashable, Sendable {
        /// Under these sequences, one a facility.
        case kept([Int64])
        case refused([RecordProblem])
    }

    public init(id: String, time: Timestamp, digest: String, outcome: Outcome) {
        self.id = id
        self.time = time
        self.digest = digest
        self.outcome = outcome
    }

    /// How long an answer is remembered.
    public static let memory = Duration.days(30)

    /// The memory that one takes, in bytes: an estimate.
    static let bytes = 1024
}

/// The table of answers. Statements of GRDB's, inside its transactions.
enum Answers {
    static let migration = "answers"
    /// Refusals that are remembered at most: nothing was entered for them, and anybody can cause them.
    static let mostRefusals = 2000

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

    static func write(_ answers: [KeptAnswer], _ db: Database) throws {
        guard let newest = answers.last?.time else { return }
        for answer in answers {
            let outcome = String(decoding: try JSONEncoder().encode(answer.outcome), as: UTF8.self)
            try db.execute(
                sql: "INSERT OR REPLACE INTO answer (id, time, digest, isKept, outcome) VALUES (?, ?, ?, ?, ?)",
                arguments: [answer.id, answer.time.milliseconds, answer.digest, answer.outcome.isKept, outcome])
        }
        try db.execute(
            sql: "DELETE FROM answer WHERE isKept IN (0, 1) AND time < ?",
            arguments: [(newest - KeptAnswer.memory).milliseconds])
        try db.execute(
            sql: """
                DELETE FROM answer WHERE isKept = 0 AND time <
                (SELECT time FROM answer WHERE isKept = 0 ORDER BY time DESC LIMIT 1 OFFSET ?)
                """, arguments: [mostRefusals])
    }

    /// The answer that was given under an id; nil where there is none, or none that can be read.
    static func read(_ id: String, _ db: Database) throws -> KeptAnswer? {
        let sql = "SELECT time, digest, outcome FROM answer WHERE id = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [id]),
            let time = Int64.fromDatabaseValue(row[0]), let digest = String.fromDatabaseValue(row[1]),
            let text = String.fromDatabaseValue(row[2]),
            let outcome = try? JSONDecoder().decode(KeptAnswer.Outcome.self, from: Data(text.utf8))
        else { return nil }
        return KeptAnswer(id: id, time: Timestamp(milliseconds: time), digest: digest, outcome: outcome)
    }
}

/// As `{"kept": [5]}` or `{"refused": [{"field": …, "text": …}]}`.
extension KeptAnswer.Outcome {
    private enum Key: String, CodingKey { case kept, refused }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let sequences = try container.decodeIfPresent([Int64].self, forKey: .kept) {
            self = .kept(sequences)
        } else {
            self = .refused(try container.decode([RecordProblem].self, forKey: .refused))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .kept(let sequences): try container.encode(sequences, forKey: .kept)
        case .refused(let problems): try container.encode(problems, forKey: .refused)
        }
    }

    var isKept: Bool { if case .kept = self { true } else { false } }
}

extension Journal {
    /// The answer that was given under an id in the last 30 days; nil where there is none.
    public func answer(to id: String, now: Timestamp) throws(JournalError) -> KeptAnswer? {
        try read { try Answers.read(id, $0) }.flatMap { now - $0.time <= KeptAnswer.memory ? $0 : nil }
    }
}
