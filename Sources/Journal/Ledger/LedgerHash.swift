import CCrypto

/// The hash that chains an entry of the ledger to all entries before it: SHA-256 (FIPS 180-4) over the previous hash and the stored entry.
/// Altering, removing, adding or moving an entry changes every hash after it.
public struct LedgerHash: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    /// The hash before the first entry.
    static let start = LedgerHash(bytes: Array(repeating: 0, count: Int(SHA256_DIGEST_LENGTH)))

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the 64 hexadecimal digits of `description`; nil for anything else.
    public init?(_ text: String) {
        let digits = Array(text)
        guard digits.count == Int(SHA256_DIGEST_LENGTH) * 2 else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        guard bytes.count * 2 == digits.count else { return nil }
        self.bytes = bytes
    }

    /// Returns the hash of the next entry.
    func next(_ row: LedgerRow) -> LedgerHash {
        // Only the last part can contain a line end, so that no two entries have the same bytes.
        let text = "\(row.sequence)\n\(row.facility)\n\(row.milliseconds)\n\(row.body)"
        let input = bytes + Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(input, input.count, &digest)
        return LedgerHash(bytes: digest)
    }

    /// The hash as 64 hexadecimal digits.
    public var description: String {
        bytes.hexadecimal
    }
}
