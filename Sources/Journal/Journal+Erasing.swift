public import Facilities
import Foundation
import GRDB

extension Journal {
    /// The sequences of the entries that an id names, in order.
    public func sequences(of id: EntryID) throws(JournalError) -> [Int64] {
        try read { db in
            // Another version may have stored what is no JSON.
            let json = "CASE WHEN json_valid(body) THEN json_extract(body, ?) END"
            switch id {
            case .sequence(let sequence):
                return try Int64.fetchAll(
                    db, sql: "SELECT sequence FROM entry WHERE sequence = ?", arguments: [sequence])
            case .entry(let id):
                let sql = "SELECT sequence FROM entry WHERE instr(body, '\"id\"') AND \(json) = ? ORDER BY sequence"
                let own = try Int64.fetchAll(db, sql: sql, arguments: ["$.id", id])
                guard own.isEmpty, case .kept(let answered)? = try Answers.read(id, db)?.outcome else { return own }
                // A command without an id was answered with the hash of its content.
                return answered
            case .complaint(let number):
                let sql = """
                    SELECT sequence FROM entry WHERE instr(body, '"kind":"complaint')
                    AND \(json) LIKE 'complaint%' AND \(json) = ? ORDER BY sequence
                    """
                return try Int64.fetchAll(db, sql: sql, arguments: ["$.record.body.kind", "$.record.body.id", number])
            }
        }
    }

    /// The texts of people that entries have.
    ///
    /// - Parameter everywhere: whether the same texts in other entries belong to them.
    public func personalTexts(of sequences: [Int64], everywhere: Bool) throws(JournalError) -> [TextPlace] {
        try read { db in
            let list = "(\(sequences.map(String.init).joined(separator: ",")))"
            let condition =
                everywhere
                ? "text IN (SELECT text FROM private WHERE sequence IN \(list))" : "sequence IN \(list)"
            let sql = "SELECT sequence, field FROM private WHERE \(condition) ORDER BY sequence, field"
            return try Row.fetchAll(db, sql: sql).map { TextPlace(sequence: $0[0], field: $0[1]) }
        }
    }

    /// The texts of people that some entries had and have no longer; nil where none was erased.
    public func erasure(of sequences: [Int64]) throws(JournalError) -> Erasure? {
        let counts = try read { db in
            try sequences.map { sequence in
                let body = try String.fetchOne(
                    db, sql: "SELECT body FROM entry WHERE sequence = ?", arguments: [sequence])
                let left = Set(try PersonalTexts.read(of: sequence, db).map(\.field))
                return body.flatMap(StoredBody.init)?.marks.count { !left.contains($0.field) } ?? 0
            }
        }
        let erased = zip(sequences, counts).filter { $1 > 0 }
        guard !erased.isEmpty else { return nil }
        return Erasure(sequences: erased.map(\.0), count: erased.map(\.1).reduce(0, +))
    }

    /// Moves the -wal into the file and empties it, where that is due: it has the bytes of texts that were erased. While another
    /// program reads an older state of the file, it stays due.
    func truncateLogIfDue() async {
        // A -wal with a hole is written again first, by the next commit.
        guard state.owesTruncation, !state.doubtsSyncs else { return }
        do {
            if try await pool.writeWithoutTransaction(Syncs.truncateLog) { state.note(owesTruncation: false) }
        } catch {
            _ = noted(JournalError(error))
        }
    }
}
