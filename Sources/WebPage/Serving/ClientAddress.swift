import Addresses

/// The client of a request, as far as the gateway trusts what it knows.
struct ClientAddress: Hashable, Sendable {
    /// The address of the connection's peer, or the one that a trusted proxy names.
    var ip: IPAddress
    /// Whether the client uses TLS, which ends at a trusted proxy.
    var isTLS: Bool
    /// Whether the request was made on this machine. A request that was forwarded by a proxy never counts as such.
    var isLoopback: Bool

    var address: String { ip.description }
    /// The range of addresses that share one count of attempts: an IPv4 address, or the IPv6 /64 that one
    /// subscriber has at least (RFC 6177).
    var share: AddressRange { Self.share(of: ip) }

    static func share(of ip: IPAddress) -> AddressRange { AddressRange(of: ip, prefix: ip.isIPv4 ? 32 : 64) }
}

extension ClientAddress {
    /// Finds the client of a request.
    ///
    /// - Parameters:
    ///   - peer: the peer of the connection.
    ///   - forwarding: is used only if `peer` is in `trusted`.
    ///   - trusted: the addresses of proxies that are trusted.
    init(peer: IPAddress, forwarding: Forwarding, trusted: [AddressRange]) {
        let believes = trusted.contains { $0.contains(peer) }
        let ip = believes ? Self.client(behind: peer, forwarding.forwardedFor, trusted) : peer
        // The last element was added by the nearest proxy; earlier ones may come from the client.
        let scheme = Forwarding.elements(forwarding.forwardedProto).last?.lowercased()
        self.init(
            ip: ip, isTLS: believes && scheme == "https", isLoopback: ip.isLoopback && forwarding.isEmpty)
    }

    /// Walks from the nearest proxy towards the client, since each proxy names the peer before it. An element that
    /// is no address ends the walk, since the peer before it is unknown.
    private static func client(behind peer: IPAddress, _ lines: [String], _ trusted: [AddressRange]) -> IPAddress {
        var last = peer
        for element in Forwarding.elements(lines).reversed() {
            guard let ip = address(in: element) else { return last }
            last = ip
            guard trusted.contains(where: { $0.contains(ip) }) else { return ip }
        }
        return last
    }

    /// Reads an address with or without a port: `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`,
    /// `[2001:db8::1]:443`.
    private static func address(in text: Substring) -> IPAddress? {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]"), isPort(text[text.index(after: end)...]) else { return nil }
            let address = IPAddress(text[..<end].dropFirst())
            return text.dropFirst().contains(":") ? address : nil
        }
        guard let colon = text.firstIndex(of: ":"), text[colon...].dropFirst().firstIndex(of: ":") == nil else {
            return IPAddress(text)
        }
        return isPort(text[colon...]) ? IPAddress(text[..<colon]) : nil
    }

    /// Whether a text is empty, or a colon and a port.
    private static func isPort(_ text: Substring) -> Bool {
        let digits = text.dropFirst()
        return text.isEmpty
            || text.first == ":" && digits.utf8.allSatisfy { 48...57 ~= $0 } && UInt16(digits) != nil
    }
}
