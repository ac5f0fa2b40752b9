import CCrypto
import Facilities

/// A text of an entry that can be erased, with what proves that the entry had it.
public struct PersonalText: Hashable, Sendable {
    /// Where it stands in the entry: `record.by`.
    public var field: String
    /// 16 random bytes, so that nobody can find a name by hashing many names.
    public var salt: [UInt8]
    public var text: String

    /// A text with a new salt.
    init(field: String, text: String) {
        self.init(field: field, salt: (0..<16).map { _ in UInt8.random(in: .min ... .max) }, text: text)
    }

    init(field: String, salt: [UInt8], text: String) {
        (self.field, self.salt, self.text) = (field, salt, text)
    }

    /// SHA-256 over the salt and the text, 64 digits. It stands in the chained entry in the place of the text.
    public var hash: String {
        let input = salt + Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(input, input.count, &digest)
        return digest.hexadecimal
    }
}
