public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Returns the sequences of the entries of an id, in order.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func sequences(of id: EntryID) throws(JournalError) -> [Int64] {
        try read { db in
            // Another version may have stored a text that is no JSON.
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

    /// Returns the places of the personal texts of entries.
    ///
    /// - Parameter everywhere: whether the same texts in other entries are included.
    /// - Throws: the reason why the journal cannot be read.
    public func personalTexts(of sequences: [Int64], everywhere: Bool) throws(JournalError) -> [TextPlace] {
        try read { db in
            let list = "(\(sequences.map(String.init).joined(separator: ",")))"
            var condition = "sequence IN \(list)"
            if everywhere { condition = "text IN (SELECT text FROM private WHERE sequence IN \(list))" }
            let sql = "SELECT sequence, field FROM private WHERE \(condition) ORDER BY sequence, field"
            return try Row.fetchAll(db, sql: sql).map { TextPlace(sequence: $0[0], field: $0[1]) }
        }
    }

    /// Returns the entries of which texts were erased, and the number of these texts; nil where none was erased.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func erasure(of sequences: [Int64]) throws(JournalError) -> Erasure? {
        let counts = try read { db in try sequences.map { try Self.erasedCount(of: $0, db) } }
        var (erased, sum) = ([Int64](), 0)
        for (sequence, count) in zip(sequences, counts) where count > 0 {
            erased.append(sequence)
            sum += count
        }
        guard !erased.isEmpty else { return nil }
        return Erasure(sequences: erased, count: sum)
    }

    /// Returns the number of texts of an entry that were erased.
    private static func erasedCount(of sequence: Int64, _ db: Database) throws -> Int {
        let sql = "SELECT body FROM entry WHERE sequence = ?"
        guard let text = try String.fetchOne(db, sql: sql, arguments: [sequence]), let body = StoredBody(text) else {
            return 0
        }
        let left = Set(try PersonalTexts.read(of: sequence, db).map(\.field))
        return body.marks.count { !left.contains($0.field) }
    }

    /// Moves the -wal into the file and truncates it if it contains bytes of erased texts. While another program reads an older state of the
    /// file, the truncation stays due.
    func truncateLogIfDue() async {
        // A -wal with a hole must be written again first, by the next commit.
        guard state.owesTruncation, !state.doubtsSyncs else { return }
        do {
            if try await pool.writeWithoutTransaction(Syncs.truncateLog) { state.note(owesTruncation: false) }
        } catch {
            _ = noted(JournalError(error))
        }
    }
}
