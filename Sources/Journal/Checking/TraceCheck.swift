import Facilities
import Foundation
import GRDB

/// The check of other tables that name sequences and counts, which reveal that the ledger was cut or altered by hand.
enum TraceCheck {
    /// Returns the faults of all these tables.
    static func faults(_ db: Database, _ statements: LedgerStatements) throws -> [LedgerFault] {
        try ahead(db) + withoutEntry(db) + people(db, statements) + triggers(db)
    }

    /// Returns the tables that name a sequence behind the newest one of the counter.
    private static func ahead(_ db: Database) throws -> [LedgerFault] {
        let last = try Sequences.last(db)
        var noted: [(LedgerFault.Trace, Int64)] = []
        if let state = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM rule_state") {
            noted.append((.ruleState, state))
        }
        for text in try String.fetchAll(db, sql: "SELECT mark FROM aggregate_mark") {
            guard let mark = decoded(AggregateMark.self, text) else { continue }
            noted.append((.meansMark, max(mark.sequence, mark.position)))
        }
        for text in try String.fetchAll(db, sql: "SELECT progress FROM uplink") {
            guard let progress = decoded(UplinkProgress.self, text) else { continue }
            noted.append((.uplink, progress.last))
        }
        if let end = try Reserve.end(db) { noted.append((.reserve, end - Reserve.ahead)) }
        var faults: [LedgerFault] = []
        for (trace, sequence) in noted where sequence > last {
            faults.append(.ahead(trace, sequence: sequence, last: last))
        }
        return faults
    }

    /// Returns the rows that name entries that do not exist.
    private static func withoutEntry(_ db: Database) throws -> [LedgerFault] {
        let texts = try Row.fetchAll(
            db,
            sql: "SELECT DISTINCT sequence FROM private WHERE sequence NOT IN (SELECT sequence FROM entry) ORDER BY 1")
        let answers = try String.fetchAll(db, sql: "SELECT outcome FROM answer WHERE isKept = 1")
        let answered = answers.flatMap { text -> [Int64] in
            guard case .kept(let sequences)? = decoded(KeptAnswer.Outcome.self, text) else { return [] }
            return sequences
        }
        let statement = try db.makeStatement(sql: "SELECT 1 FROM entry WHERE sequence = ?")
        let sorted = Set(answered).sorted()
        let unknown = try sorted.filter { try Int.fetchOne(statement, arguments: [$0]) == nil }
        return texts.map { .missingEntry(.text, sequence: $0.integer(0)) }
            + unknown.map { .missingEntry(.answer, sequence: $0) }
    }

    private static func people(_ db: Database, _ statements: LedgerStatements) throws -> [LedgerFault] {
        let there = try Int.fetchOne(db, sql: "SELECT count(*) FROM operator") ?? 0
        guard there != statements.people else { return [] }
        return [.people(there: there, entered: statements.people)]
    }

    /// Returns the triggers, which refuse changes of entries, that are missing or altered.
    private static func triggers(_ db: Database) throws -> [LedgerFault] {
        let there = Set(try triggerRows(db))
        let missing = try model.get().filter { !there.contains($0) }
        return missing.map { .trigger($0.name) }
    }

    /// The triggers of a new journal, for comparison.
    private static let model = Result {
        let new = try DatabaseQueue()
        try Schema.migrator.migrate(new)
        return try new.read(triggerRows)
    }

    private struct Trigger: Hashable {
        var name: String
        var sql: String
    }

    private static func triggerRows(_ db: Database) throws -> [Trigger] {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
        return try Row.fetchAll(db, sql: sql).map { Trigger(name: $0.text(0), sql: $0.text(1)) }
    }

    private static func decoded<Content: Decodable>(_: Content.Type, _ text: String) -> Content? {
        try? JSONDecoder().decode(Content.self, from: Data(text.utf8))
    }
}
