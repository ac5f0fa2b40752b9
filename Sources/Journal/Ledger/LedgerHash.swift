import CCrypto

/// What chains one entry of the ledger to all before it: SHA-256 (FIPS 180-4) over the hash before and the entry as it is
/// stored. An entry that is altered, removed, added or moved changes every hash behind it.
public struct LedgerHash: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    /// Before the first entry.
    static let start = LedgerHash(bytes: Array(repeating: 0, count: Int(SHA256_DIGEST_LENGTH)))

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads what `description` writes; nil for anything else.
    public init?(_ text: String) {
        let digits = Array(text)
        guard digits.count == Int(SHA256_DIGEST_LENGTH) * 2 else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        guard bytes.count * 2 == digits.count else { return nil }
        self.bytes = bytes
    }

    /// The hash of the entry behind this one.
    func next(_ row: LedgerRow) -> LedgerHash {
        // No part but the last can have a line end in it, so that no two entries are the same bytes.
        let text = "\(row.sequence)\n\(row.facility)\n\(row.milliseconds)\n\(row.body)"
        let input = bytes + Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(input, input.count, &digest)
        return LedgerHash(bytes: digest)
    }

    /// 64 digits.
    public var description: String {
        bytes.hexadecimal
    }
}
