import CCrypto

/// A key of SM4 (GB/T 32907-2016) and what HJ 212-2025 does with it: electronic code book, no padding.
public struct SM4Key: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// The number of bytes of a key and of a block.
    public static let length = 16

    /// Creates a key; nil unless there are 16 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// Reads a key as a platform's operator hands it out: 16 characters of ASCII, each of which is a byte of the key, or 32 hexadecimal
    /// digits. Space around it is ignored. Nil for anything else.
    public init?(text: String) {
        let characters = Array(text.utf8).trimmed
        switch characters.count {
        case Self.length where characters.allSatisfy { 0x21...0x7E ~= $0 }: bytes = characters
        case 2 * Self.length:
            let digits = characters.compactMap(\.hexadecimalValue)
            guard digits.count == characters.count else { return nil }
            bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        default: return nil
        }
    }

    /// The name of the type: a key is never printed.
    public var description: String { "SM4Key" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// Encrypts whole blocks; what is left of fewer than 16 bytes stays as it is (annex A of HJ 212-2025).
    public func encrypted(_ plain: [UInt8]) throws(CipherFailed) -> [UInt8] {
        try wholeBlocks(of: plain, encrypts: true)
    }

    /// The reverse of `encrypted`. Any bytes can be decrypted: only the check code shows whether the key was the right one.
    public func decrypted(_ cipher: [UInt8]) throws(CipherFailed) -> [UInt8] {
        try wholeBlocks(of: cipher, encrypts: false)
    }

    private func wholeBlocks(of input: [UInt8], encrypts: Bool) throws(CipherFailed) -> [UInt8] {
        let whole = input.count / Self.length * Self.length
        guard whole > 0 else { return input }
        guard let context = EVP_CIPHER_CTX_new() else { throw CipherFailed() }
        defer { EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: whole + Self.length)
        var written: Int32 = 0
        // Without padding nothing is left for EVP_CipherFinal_ex to write.
        guard EVP_CipherInit_ex(context, EVP_sm4_ecb(), nil, bytes, nil, encrypts ? 1 : 0) == 1,
            EVP_CIPHER_CTX_set_padding(context, 0) == 1,
            EVP_CipherUpdate(context, &output, &written, input, Int32(whole)) == 1, written == whole
        else { throw CipherFailed() }
        return Array(output.prefix(whole) + input[whole...])
    }
}

/// The reason why nothing can be encrypted or decrypted: libcrypto was built without SM4, or memory ran out.
public struct CipherFailed: Error, Hashable, CustomStringConvertible {
    public var description: String { "SM4 of libcrypto failed: it was built without SM4, or there is no memory" }
}

extension [UInt8] {
    /// The bytes without white space of ASCII at both ends.
    var trimmed: [UInt8] {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || 0x09...0x0D ~= $0 }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return []
        }
        return Array(self[first...last])
    }
}
