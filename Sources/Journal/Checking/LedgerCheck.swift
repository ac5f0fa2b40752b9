import Facilities
import Foundation
import GRDB

/// A walk along the ledger that finds what is wrong with it.
struct LedgerCheck {
    /// What is wrong: first with entries and texts, in order, then with the whole.
    private(set) var faults: [LedgerFault] = []
    /// What entries say of the journal itself.
    private(set) var statements = LedgerStatements()

    private var hash = LedgerHash.start
    private var there: Int64 = 0
    private var isNotedThere = false
    /// The entries with a mark whose text is missing.
    private var withoutText: [Int64] = []

    private let noted: LedgerHash?
    private var last: Int64 = .min

    /// Entries of one read.
    private static let slice = 5000

    /// - Parameter noted: a hash that somebody noted earlier, which must still be in the chain, or the last hash of a chain before it.
    init(noted: LedgerHash?) {
        self.noted = noted
    }

    /// Reads the next entries.
    ///
    /// - Returns: whether there are no more, and the whole ledger was judged as it is in this read.
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
        faults += withoutText.filter { !statements.erased.contains($0) }.map { .textRemoved(sequence: $0) }
        if written != there { faults.append(.count(there: there, written: written)) }
        let isInOldChain = statements.chains.contains { $0 == noted?.description }
        if let noted, !isNotedThere, !isInOldChain { faults.append(.unknown(noted)) }
        return true
    }

    private mutating func take(_ row: Row, _ db: Database) throws {
        let entry = LedgerRow(
            sequence: row.integer(0), facility: row.text(1), milliseconds: row.integer(2), body: row.text(3))
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
