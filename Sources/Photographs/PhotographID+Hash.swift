import CCrypto
public import Facilities

extension PhotographID {
    /// Creates the name of the photograph that has some bytes.
    public init(of bytes: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(bytes, bytes.count, &digest)
        let digits = digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        self.init(rawValue: digits)!
    }
}
