import Facilities
import Foundation
import GRDB

/// A walk along the ledger that finds what is wrong with it.
struct LedgerCheck {
    /// A hash that somebody noted earlier, which must still be in the chain, or the last hash of a chain before it.
    let noted: LedgerHash?
    private var hash = LedgerHash.start
    private var there: Int64 = 0
    private var isNotedThere = false
    private var faults: [LedgerFault] = []
    /// The entries with a mark whose text is missing.
    private var withoutText: [Int64] = []
    /// The entries of which the ledger says that texts were erased.
    private var erased: Set<Int64> = []

    private init(noted: LedgerHash?) {
        self.noted = noted
    }

    /// Returns everything that is wrong: first with entries and texts, in order, then with the whole.
    static func faults(_ db: Database, noted: LedgerHash?) throws -> [LedgerFault] {
        var check = LedgerCheck(noted: noted)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT sequence, facility, time, body, hash FROM entry ORDER BY sequence")
        while let row = try rows.next() { try check.take(row, db) }
        return check.result(written: try Ledger.head(db).count)
    }

    private mutating func take(_ row: Row, _ db: Database) throws {
        let entry = LedgerRow(sequence: row[0], facility: row[1], milliseconds: row[2], body: row[3])
        let stored = LedgerHash(bytes: [UInt8](row[4] as Data? ?? Data()))
        if hash.next(entry) != stored { faults.append(.broken(sequence: entry.sequence)) }
        isNotedThere = isNotedThere || stored == noted
        (hash, there) = (stored, there + 1)
        try compareTexts(of: entry, db)
        note(entry.body)
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

    /// What an entry says of texts and of a chain before.
    private struct Saying: Decodable {
        struct Erased: Decodable {
            var sequences: [Int64]
        }

        var erased: Erased?
        var rechained: Rechaining?
    }

    private mutating func note(_ body: String) {
        let words = [Entry.Kind.erased, .rechained].map { #""event":"\#($0.rawValue)""# }
        guard words.contains(where: body.contains) else { return }
        guard let saying = try? JSONDecoder().decode(Saying.self, from: Data(body.utf8)) else { return }
        erased.formUnion(saying.erased?.sequences ?? [])
        if let noted, saying.rechained?.hash == noted.description { isNotedThere = true }
    }

    private func result(written: Int64) -> [LedgerFault] {
        var faults = faults
        faults += withoutText.filter { !erased.contains($0) }.map { .textRemoved(sequence: $0) }
        if written != there { faults.append(.count(there: there, written: written)) }
        if let noted, !isNotedThere { faults.append(.unknown(noted)) }
        return faults
    }
}
