/// The encryption of content. HJ 212-2025 asks for it on the Internet; how its cipher text stands in a packet is read differently by
/// different platforms, so both forms and both lengths can be set, and each is understood when received.
public struct Encryption: Hashable, Sendable {
    /// The form of the cipher text in a packet.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        /// `{0xE4,0x3E,…}` and the plain rest behind it, as annex A of HJ 212-2025 prints it.
        case text
        /// The 16-byte blocks as they are, and the plain rest behind them. Then both lengths are the same.
        case bytes
    }

    /// The text that the four digits of length count.
    public enum Length: String, Hashable, Sendable, CaseIterable {
        /// The data segment before encryption: so do the examples of annex A of HJ 212-2025.
        case plain
        /// The data segment as it is sent.
        case cipher
    }

    public var key: SM4Key
    public var form: Form
    public var length: Length

    public init(key: SM4Key, form: Form = .text, length: Length = .plain) {
        self.key = key
        self.form = form
        self.length = length
    }

    /// Returns the content as it is sent. Fewer than 16 bytes stay plain.
    func encrypted(_ content: [UInt8]) throws(PacketError) -> [UInt8] {
        let cipher: [UInt8]
        do { cipher = try key.encrypted(content) } catch { throw .cipherFailed }
        let whole = cipher.count / SM4Key.length * SM4Key.length
        guard form == .text, whole > 0 else { return cipher }
        return Self.text(cipher[..<whole]) + cipher[whole...]
    }

    static let opening = Array("{0x".utf8)

    private static func text(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text = [UInt8(ascii: "{")]
        for byte in bytes {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            text += [
                UInt8(ascii: "0"), UInt8(ascii: "x"), hexadecimalDigits[Int(byte >> 4)],
                hexadecimalDigits[Int(byte & 0xF)],
            ]
        }
        return text + [UInt8(ascii: "}")]
    }

    /// The blocks and the rest of a content in the form of text; nil for one that is not in this form. Digits may be small, and there may
    /// be spaces.
    static func blocks(ofText content: some Collection<UInt8>) -> (cipher: [UInt8], rest: [UInt8])? {
        let content = Array(content)
        guard content.starts(with: [UInt8(ascii: "{")]), let end = content.firstIndex(of: UInt8(ascii: "}")) else {
            return nil
        }
        var cipher: [UInt8] = []
        for item in content[1..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let item = Array(item).trimmed
            guard item.count == 4, item[0] == UInt8(ascii: "0"), item[1] | 0x20 == UInt8(ascii: "x"),
                let high = item[2].hexadecimalValue, let low = item[3].hexadecimalValue
            else { return nil }
            cipher.append(high << 4 | low)
        }
        guard !cipher.isEmpty, cipher.count % SM4Key.length == 0 else { return nil }
        return (cipher, Array(content[(end + 1)...]))
    }
}
