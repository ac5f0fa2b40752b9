import Facilities
import Foundation
import GRDB

/// The table of the people who may enter records. All functions must be called inside a transaction.
enum Operators {
    static let migration = "operators"

    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE operator (
                    name TEXT PRIMARY KEY, role TEXT NOT NULL, facilities TEXT NOT NULL, since INTEGER NOT NULL,
                    salt BLOB NOT NULL, hash BLOB NOT NULL
                ) WITHOUT ROWID
                """)
    }

    /// Adds or removes a person.
    static func write(_ step: OperatorStep, _ db: Database) throws {
        switch step {
        case .added(let person, let hash):
            let facilities = String(decoding: try JSONEncoder().encode(person.facilities), as: UTF8.self)
            // A row of that name that cannot be read is replaced.
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO operator (name, role, facilities, since, salt, hash)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    person.name, person.role.rawValue, facilities, person.since.milliseconds, Data(hash.salt),
                    Data(hash.key),
                ])
        case .removed(let name):
            // The name may be erased from the ledger later.
            try PersonalTexts.overwriting(db) {
                try db.execute(sql: "DELETE FROM operator WHERE name = ?", arguments: [name])
            }
        }
    }

    /// Returns the people whose rows can be read, in the order in which they were added.
    static func all(_ db: Database) throws -> [Credentials] {
        let sql = "SELECT name, role, facilities, since, salt, hash FROM operator ORDER BY since, name"
        return try Row.fetchAll(db, sql: sql).compactMap(credentials)
    }

    private static func credentials(_ row: Row) -> Credentials? {
        guard let name = String.fromDatabaseValue(row[0]), let word = String.fromDatabaseValue(row[1]),
            let text = String.fromDatabaseValue(row[2]), let since = Int64.fromDatabaseValue(row[3]),
            let salt = Data.fromDatabaseValue(row[4]), let hash = Data.fromDatabaseValue(row[5]),
            let role = Operator.Role(rawValue: word),
            let facilities = try? JSONDecoder().decode([Facility.Code].self, from: Data(text.utf8))
        else { return nil }
        let person = Operator(
            name: name, role: role, facilities: facilities, since: Timestamp(milliseconds: since))
        return Credentials(person: person, hash: PINHash(salt: [UInt8](salt), key: [UInt8](hash)))
    }
}
