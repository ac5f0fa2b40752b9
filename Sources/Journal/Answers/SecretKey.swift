import CCrypto
import Foundation
import GRDB

/// A random key of the journal, with which texts are hashed that must not be found by trying: names, places, commands. A copy of the
/// journal has the same key.
public struct SecretKey: Sendable {
    private let bytes: [UInt8]

    static func migrate(_ db: Database) throws {
        try db.execute(sql: "CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID")
        try db.execute(sql: "INSERT INTO secret (name, value) VALUES ('key', randomblob(32))")
    }

    static func read(_ db: Database) throws -> SecretKey {
        let key = try Data.fetchOne(db, sql: "SELECT value FROM secret WHERE name = 'key'")
        return SecretKey(bytes: [UInt8](key ?? Data()))
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Returns HMAC-SHA256 (RFC 2104, FIPS 180-4) of a text, as 32 hexadecimal digits: its first half.
    public func hash(_ text: String) -> String {
        let input = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        HMAC(EVP_sha256(), bytes, Int32(bytes.count), input, input.count, &digest, nil)
        return Array(digest.prefix(16)).hexadecimal
    }
}
