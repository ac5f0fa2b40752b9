import Glibc

/// An IPv4 or IPv6 address. An IPv4 address that is written as an IPv6 one (`::ffff:192.0.2.1`) is the IPv4 address.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16, in network order.
    public let bytes: [UInt8]

    public var isIPv4: Bool { bytes.count == 4 }

    /// 127.0.0.0/8 or ::1, RFC 1122 section 3.2.1.3 and RFC 4291 section 2.5.3.
    public var isLoopback: Bool {
        isIPv4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// 0.0.0.0 or ::, which no connection can be made to from another machine.
    public var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

    /// Returns nil for anything but an address: a name, a port, a zone or a space is refused.
    public init?(_ text: some StringProtocol) {
        // The longest address has 45 characters, RFC 4291 section 2.2.
        guard text.utf8.count <= 45, text.utf8.allSatisfy({ $0 != 0 }) else { return nil }
        if let bytes = Self.parse(String(text), AF_INET, count: 4) {
            self.bytes = bytes
        } else if let bytes = Self.parse(String(text), AF_INET6, count: 16) {
            self.bytes = Self.isMapped(bytes) ? Array(bytes.suffix(4)) : bytes
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
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func parse(_ text: String, _ family: CInt, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }

    /// RFC 4291 section 2.5.5.2.
    private static func isMapped(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    }
}
