import CCrypto

/// SHA-256 (FIPS 180-4) over bytes.
enum Digest {
    static let length = Int(SHA256_DIGEST_LENGTH)

    static func of(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        SHA256(bytes, bytes.count, &digest)
        return digest
    }

    static func of(_ text: String) -> [UInt8] { of(Array(text.utf8)) }
}
