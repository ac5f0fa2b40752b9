import Glibc

/// An IPv4 or IPv6 address. An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) is the IPv4 address.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// The 4 or 16 bytes of the address, in network order.
    public let bytes: [UInt8]

    /// Whether the address is an IPv4 address.
    public var isIPv4: Bool { bytes.count == 4 }

    /// Whether the address is in 127.0.0.0/8 (RFC 1122, section 3.2.1.3) or is ::1 (RFC 4291, section 2.5.3).
    public var isLoopback: Bool {
        if isIPv4 { return bytes[0] == 127 }
        return bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// Whether the address is 0.0.0.0 or ::, to which no connection can be made from another machine.
    public var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

    /// Reads an address. Nil for anything else: a name, or an address with a port, a zone or a space.
    public init?(_ text: some StringProtocol) {
        // The longest address has 45 characters, RFC 4291 section 2.2.
        guard text.utf8.count <= 45, text.utf8.allSatisfy({ $0 != 0 }) else { return nil }
        if let bytes = Self.parse(String(text), AF_INET, count: 4) {
            self.bytes = bytes
        } else if let bytes = Self.parse(String(text), AF_INET6, count: 16) {
            let prefixLength = Self.isMapped(bytes) ? 12 : 0
            self.bytes = Array(bytes.dropFirst(prefixLength))
        } else {
            return nil
        }
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(isIPv4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
        let characters = text.prefix { $0 != 0 }
        return String(decoding: characters.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func parse(_ text: String, _ family: CInt, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }

    /// Returns whether the bytes are an IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2).
    private static func isMapped(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    }
}
