import Facilities
import Foundation
import GRDB

/// The migration that takes personal texts out of the chain of a journal, and chains its entries again.
enum Rechained {
    static let migration = "personal"

    static func migrate(_ db: Database) throws {
        try PersonalTexts.createTable(db)
        try db.execute(sql: "CREATE TABLE rechaining (entries INTEGER NOT NULL, hash BLOB NOT NULL)")
        let head = try Ledger.head(db)
        guard head.sequence > 0 else { return }
        try PersonalTexts.overwriting(db) {
            try PersonalTexts.rewrite("entry", db, fill: chainAgain)
            try PersonalTexts.rewrite("rule_state", db, fill: forgetPeople)
        }
        try db.execute(
            sql: "INSERT INTO rechaining (entries, hash) VALUES (?, ?)", arguments: [head.count, Data(head.hash.bytes)])
    }

    /// Returns the end of the old chain while no entry reports it; nil where there is none.
    static func pending(_ db: Database) throws -> Rechaining? {
        try Row.fetchOne(db, sql: "SELECT entries, hash FROM rechaining").map { row in
            Rechaining(entries: row[0], hash: [UInt8](row[1] as Data).hexadecimal)
        }
    }

    /// Removes the end of the old chain, because an entry reports it.
    static func enter(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM rechaining")
    }

    // MARK: Entries

    private static func chainAgain(_ db: Database) throws {
        let key = try SecretKey.read(db)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT sequence, facility, time, body, hash FROM rewritten ORDER BY sequence")
        var (before, hash) = (LedgerHash.start, LedgerHash.start)
        while let row = try rows.next() {
            var entry = LedgerRow(sequence: row[0], facility: row[1], milliseconds: row[2], body: row[3])
            let stored = LedgerHash(bytes: [UInt8](row[4] as Data? ?? Data()))
            let isBroken = before.next(entry) != stored
            let texts = try takeOutPeople(of: &entry, key)
            // A break stays a break: entries that were altered before must not look valid afterwards.
            hash = isBroken ? stored : hash.next(entry)
            before = stored
            try db.execute(
                sql: "INSERT INTO entry (sequence, facility, time, body, hash) VALUES (?, ?, ?, ?, ?)",
                arguments: [entry.sequence, entry.facility, entry.milliseconds, entry.body, Data(hash.bytes)])
            try PersonalTexts.insert(texts, of: entry.sequence, db)
        }
    }

    /// Takes the personal texts out of an entry. Names in the signatures of findings are removed, since they repeat those of records, and
    /// so are the places of repeated complaints.
    private static func takeOutPeople(of entry: inout LedgerRow, _ key: SecretKey) throws -> [PersonalText] {
        // Every record and every signature has the key `by`.
        guard entry.body.contains(#""by""#) || entry.body.contains(JSONValue.repeated),
            let content = try? JSONDecoder().decode(Entry.self, from: Data(entry.body.utf8)),
            var body = StoredBody(entry.body)
        else { return [] }
        let texts = body.takeOut(content.personalPaths)
        let isChanged = body.removePeopleFromFindings(content, at: entry.facility, key)
        if !texts.isEmpty || isChanged { entry.body = try body.text }
        return texts
    }

    // MARK: Rule states

    private static func forgetPeople(_ db: Database) throws {
        let key = try SecretKey.read(db)
        for row in try Row.fetchAll(db, sql: "SELECT facility, sequence, state FROM rewritten") {
            let text: String = row[2]
            var state = text
            if let stored = StoredBody(text) {
                let forgotten = stored.json.withoutPeople.withoutPlaces(at: row[0], key)
                if forgotten != stored.json { state = try StoredBody(forgotten).text }
            }
            try db.execute(
                sql: "INSERT INTO rule_state (facility, sequence, state) VALUES (?, ?, ?)",
                arguments: [row[0] as String, row[1] as Int64, state])
        }
    }
}

extension Entry {
    /// Whether the entry contains findings.
    fileprivate var isMadeByRules: Bool {
        switch self {
        case .finding, .evidence: true
        default: false
        }
    }
}

extension StoredBody {
    /// Removes the names of the people who signed findings, and the places of repeated complaints.
    ///
    /// - Returns: whether there were any.
    fileprivate mutating func removePeopleFromFindings(
        _ content: Entry, at facility: String, _ key: SecretKey
    ) -> Bool {
        guard content.isMadeByRules else { return false }
        let forgotten = json.withoutSignatures.withoutPlaces(at: facility, key)
        guard forgotten != json else { return false }
        json = forgotten
        return true
    }
}

extension JSONValue {
    private static let signs = ["acknowledged", "rectified"]
    private static let texts = ["text", "remark", "to"]

    /// The value without the names of the people who signed findings.
    fileprivate var withoutSignatures: JSONValue {
        switch self {
        case .array(let items): return .array(items.map(\.withoutSignatures))
        case .object(var members):
            for (name, value) in members {
                members[name] = Self.signs.contains(name) ? value.without("by") : value.withoutSignatures
            }
            return .object(members)
        default: return self
        }
    }

    private func without(_ name: String) -> JSONValue {
        var value = self
        value[name] = nil
        return value
    }

    /// The state of rules without names and personal texts. A name has the key `by` beside a time: in a record, a signature and a
    /// calibration.
    fileprivate var withoutPeople: JSONValue {
        switch self {
        case .array(let items): return .array(items.map(\.withoutPeople))
        case .object(let members):
            let value = JSONValue.object(members.mapValues(\.withoutPeople))
            guard members["at"] != nil else { return value }
            let textPaths = members["body"]?.textPaths ?? []
            return value.emptied([["by"]] + textPaths)
        default: return self
        }
    }

    /// The paths of free text in a record that has this body. In other kinds `to` is a time.
    private var textPaths: [[String]] {
        let isForwarding = self["kind"]?.string == "complaintProgress"
        let names = Self.texts.filter { $0 != "to" || isForwarding }
        return names.map { ["body", $0] }
    }

    /// Returns the value with empty texts at some paths.
    private func emptied(_ paths: [[String]]) -> JSONValue {
        var value = self
        for path in paths where value[path]?.string != nil { value[path] = .string("") }
        return value
    }
}
