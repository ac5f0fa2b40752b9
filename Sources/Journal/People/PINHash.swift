import CCrypto

/// The hash of a PIN: scrypt (RFC 7914) of the PIN and a random salt. A program that can try without limit finds six digits soon, so each
/// attempt must cost 16 MB and some hundredths of a second.
public struct PINHash: Hashable, Sendable {
    let salt: [UInt8]
    let key: [UInt8]

    /// The cost parameters N, r and p of scrypt.
    private static let (cost, blockSize, parallel): (UInt64, UInt64, UInt64) = (16_384, 8, 1)
    private static let saltLength = 16
    private static let keyLength = 32

    init(salt: [UInt8], key: [UInt8]) {
        (self.salt, self.key) = (salt, key)
    }

    /// Hashes a PIN with a new salt. Blocks its thread for the time that scrypt takes.
    ///
    /// - Throws: `HashingFailed` if there is not enough memory.
    public init(of pin: String) throws(HashingFailed) {
        let salt = Self.random(Self.saltLength)
        self.init(salt: salt, key: try Self.derive(pin, salt))
    }

    /// Returns a hash that matches no PIN. Checking a PIN with it takes as long as with any other hash.
    public static func ofNobody() -> PINHash {
        PINHash(salt: random(saltLength), key: random(keyLength))
    }

    /// Returns whether it is the hash of a PIN. Blocks its thread for the time that scrypt takes.
    ///
    /// - Throws: `HashingFailed` if there is not enough memory.
    public func matches(_ pin: String) throws(HashingFailed) -> Bool {
        let other = try Self.derive(pin, salt)
        return key.count == other.count && CRYPTO_memcmp(key, other, key.count) == 0
    }

    private static func derive(_ pin: String, _ salt: [UInt8]) throws(HashingFailed) -> [UInt8] {
        var pin = pin
        var key = [UInt8](repeating: 0, count: keyLength)
        // With 0 as the limit OpenSSL allows 32 MiB, twice the memory that is needed.
        let result = pin.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { pass in
                EVP_PBE_scrypt(
                    pass.baseAddress, pass.count, salt, salt.count, cost, blockSize, parallel, 0, &key, key.count)
            }
        }
        guard result == 1 else { throw HashingFailed() }
        return key
    }

    /// Returns random bytes of the kernel, since Swift's system generator calls getrandom(2).
    private static func random(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in .random(in: .min ... .max) }
    }
}

/// The error that a PIN cannot be hashed, most likely because 16 MB of memory are not free.
public struct HashingFailed: Error, CustomStringConvertible {
    public var description: String { "scrypt of libcrypto failed, most likely for lack of memory" }
}

/// The secret of a person: six digits.
public enum PIN {
    /// Returns a random PIN. Each of the million is equally likely.
    public static func random() -> String {
        String(String(Int.random(in: 1_000_000..<2_000_000)).dropFirst())
    }
}
