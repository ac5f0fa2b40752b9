import CCrypto

/// What is stored of a PIN: scrypt (RFC 7914) of it and a random salt. Six digits are guessed at once by a program that may try as many
/// as it likes; each try costs 16 MB and some hundredths of a second.
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

    /// Hashes a PIN with a new salt.
    public init(of pin: String) throws(HashingFailed) {
        let salt = Self.random(Self.saltLength)
        self.init(salt: salt, key: try Self.derive(pin, salt))
    }

    /// A hash that no PIN has. Checking a PIN with it takes as long as with any other.
    public static func ofNobody() -> PINHash {
        PINHash(salt: random(saltLength), key: random(keyLength))
    }

    /// Returns whether it is the hash of a PIN. Blocks its thread for the time that scrypt takes.
    public func matches(_ pin: String) throws(HashingFailed) -> Bool {
        let other = try Self.derive(pin, salt)
        return key.count == other.count && CRYPTO_memcmp(key, other, key.count) == 0
    }

    private static func derive(_ pin: String, _ salt: [UInt8]) throws(HashingFailed) -> [UInt8] {
        var pin = pin
        var key = [UInt8](repeating: 0, count: keyLength)
        // With 0 for the bound of memory OpenSSL allows 32 MiB, twice what this takes.
        let result = pin.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { pass in
                EVP_PBE_scrypt(
                    pass.baseAddress, pass.count, salt, salt.count, cost, blockSize, parallel, 0, &key, key.count)
            }
        }
        guard result == 1 else { throw HashingFailed() }
        return key
    }

    /// Random bytes of the kernel's: Swift's system generator asks getrandom(2).
    private static func random(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in .random(in: .min ... .max) }
    }
}

/// Why no PIN can be hashed now: most likely 16 MB are not free.
public struct HashingFailed: Error, CustomStringConvertible {
    public var description: String { "scrypt of libcrypto failed, most likely for lack of memory" }
}

/// Six random digits that a person keeps to themselves.
public enum PIN {
    /// Returns a new one. Each of the million is as likely as any other.
    public static func random() -> String {
        String(String(Int.random(in: 1_000_000..<2_000_000)).dropFirst())
    }
}
