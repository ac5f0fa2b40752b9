/// An address, or a range of addresses with a common prefix: `192.0.2.1`, `10.0.0.0/8`, `fd00::/8`.
public struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    /// The first address of the range: all bits after the prefix are 0.
    public let base: IPAddress
    /// The number of leading bits that all addresses of the range have in common: 0 to 32 for IPv4, 0 to 128 for IPv6.
    public let prefix: Int

    /// Reads an address or a range. Nil for anything else, such as a range whose address has bits after its prefix (`10.0.0.1/8`).
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = IPAddress(parts[0]) else { return nil }
        let bits = base.bytes.count * 8
        guard parts.count == 2 else {
            self.init(of: base, prefix: bits)
            return
        }
        let digits = parts[1]
        guard 1...3 ~= digits.utf8.count, digits.utf8.allSatisfy({ 48...57 ~= $0 }), let prefix = Int(digits),
            prefix <= bits
        else { return nil }
        self.init(of: base, prefix: prefix)
        guard self.base == base else { return nil }
    }

    /// Creates the range of an address.
    ///
    /// - Parameter prefix: the number of bits that are kept, at most those of the address.
    public init(of address: IPAddress, prefix: Int) {
        let bytes = address.bytes.enumerated().map { index, byte in
            let kept = min(max(prefix - index * 8, 0), 8)
            return byte & ~UInt8(truncatingIfNeeded: 0xFF >> kept)
        }
        (base, self.prefix) = (IPAddress(bytes: bytes), prefix)
    }

    /// Returns whether an address is in the range. An IPv4 range contains no IPv6 address.
    public func contains(_ address: IPAddress) -> Bool {
        address.isIPv4 == base.isIPv4 && AddressRange(of: address, prefix: prefix).base == base
    }

    /// Whether the range is wider than any network of one operator. 10.0.0.0/8 and fc00::/7 are not too wide.
    public var isTooWide: Bool { prefix < (base.isIPv4 ? 8 : 7) }

    public var description: String {
        let isSingleAddress = prefix == base.bytes.count * 8
        return isSingleAddress ? base.description : "\(base)/\(prefix)"
    }
}
