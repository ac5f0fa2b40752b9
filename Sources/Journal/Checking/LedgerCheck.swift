import Facilities
import Foundation
import GRDB

/// The check of the ledger.
struct LedgerCheck {
    /// The faults: first of entries and texts, in order, then of the whole ledger.
    private(set) var faults: [LedgerFault] = []
    /// The statements of entries about the journal.
    private(set) var statements = LedgerStatements()

    private var hash = LedgerHash.start
    private var there: Int64 = 0
    private var isNotedThere = false
    /// The sequences of the entries with a mark whose text is missing.
    private var withoutText: [Int64] = []

    private let noted: LedgerHash?
    private var last: Int64 = .min

    /// The number of entries of one step.
    private static let slice = 5000

    /// Creates a check.
    ///
    /// - Parameter noted: a hash that was noted earlier, which must be in the chain or be the last hash of an earlier chain; nil for none.
    init(noted: LedgerHash?) {
        self.noted = noted
    }

    /// Reads the next entries.
    ///
    /// - Returns: whether the whole ledger was read and checked, as it is in the present transaction.
    mutating func read(_ db: Database, _ checking: Checking = Checking()) throws -> Bool {
        try checking.pause()
        let sql = """
            SELECT sequence, facility, time, body, hash FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?
            """
        let before = there
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [last, Self.slice])
        while let row = try rows.next() { try take(row, db) }
        guard there - before < Self.slice else { return false }
        let written = try Ledger.head(db).count
        let removed = withoutText.filter { !statements.erased.contains($0) }
        faults += removed.map { .textRemoved(sequence: $0) }
        if written != there { faults.append(.count(there: there, written: written)) }
        let isInOldChain = statements.chains.contains { $0 == noted?.description }
        if let noted, !isNotedThere, !isInOldChain { faults.append(.unknown(noted)) }
        return true
    }

    private mutating func take(_ row: Row, _ db: Database) throws {
        let entry = LedgerRow(row)
        let stored = LedgerHash(bytes: [UInt8](Data.fromDatabaseValue(row[4]) ?? Data()))
        if hash.next(entry) != stored { faults.append(.broken(sequence: entry.sequence)) }
        isNotedThere = isNotedThere || stored == noted
        (hash, there, last) = (stored, there + 1, entry.sequence)
        try compareTexts(of: entry, db)
        statements.take(entry)
    }

    private mutating func compareTexts(of entry: LedgerRow, _ db: Database) throws {
        guard StoredBody.mayHaveMarks(entry.body), let body = StoredBody(entry.body) else { return }
        let texts = try PersonalTexts.read(of: entry.sequence, db)
        let hashes = Dictionary(texts.map { ($0.field, $0.hash) }, uniquingKeysWith: { $1 })
        let marks = body.marks
        if marks.contains(where: { hashes[$0.field] != nil && hashes[$0.field] != $0.hash }) {
            faults.append(.textAltered(sequence: entry.sequence))
        }
        if marks.contains(where: { hashes[$0.field] == nil }) { withoutText.append(entry.sequence) }
    }
}
