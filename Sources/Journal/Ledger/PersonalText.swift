import CCrypto
import Facilities

/// A text of an entry that can be erased, with the salt that proves that the entry contained it.
public struct PersonalText: Hashable, Sendable {
    /// The path of the text in the entry, such as `record.by`.
    public var field: String
    /// 16 random bytes, which prevent that a name is found by hashing many names.
    public var salt: [UInt8]
    /// The text, such as a name or a remark.
    public var text: String

    /// Creates a text with a new salt.
    init(field: String, text: String) {
        self.init(field: field, salt: (0..<16).map { _ in UInt8.random(in: .min ... .max) }, text: text)
    }

    init(field: String, salt: [UInt8], text: String) {
        (self.field, self.salt, self.text) = (field, salt, text)
    }

    /// The SHA-256 over the salt and the text, as 64 hexadecimal digits. The chained entry contains it instead of the text.
    public var hash: String {
        let input = salt + Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(input, input.count, &digest)
        return digest.hexadecimal
    }
}
