import Addresses

/// Who sent a request, as far as the gateway believes it.
struct ClientAddress: Hashable, Sendable {
    /// The address of the connection's other end, or the one that a trusted proxy names.
    var ip: IPAddress
    /// Whether the client speaks TLS, which ends at a trusted proxy.
    var isTLS: Bool
    /// Whether the request was made on this machine. A request that a proxy passed on was not, even where the proxy says so.
    var isLoopback: Bool

    var address: String { ip.description }
    /// The clients that share one count of attempts: an IPv4 address, or the /64 that one IPv6 subscriber has at least
    /// (RFC 6177).
    var share: AddressRange { Self.share(of: ip) }

    static func share(of ip: IPAddress) -> AddressRange { AddressRange(of: ip, prefix: ip.isIPv4 ? 32 : 64) }
}

/// What a request says about those who passed it on. Each is the values of all header lines of one name, in their order.
struct Forwarding: Hashable, Sendable {
    var forwardedFor: [String] = []
    var forwardedProto: [String] = []
    var forwardedHost: [String] = []

    var isEmpty: Bool { forwardedFor.isEmpty && forwardedProto.isEmpty && forwardedHost.isEmpty }

    /// The elements of several header lines as one list, RFC 9110 section 5.3.
    static func elements(_ lines: [String]) -> [Substring] {
        lines.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map(trimmed)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var text = text.drop(while: isSpace)
        while text.last.map(isSpace) == true { text.removeLast() }
        return text
    }
}

extension ClientAddress {
    /// Finds the client of a request.
    ///
    /// - Parameters:
    ///   - peer: the other end of the connection.
    ///   - forwarding: believed only where `peer` is one of `trusted`.
    init(peer: IPAddress, forwarding: Forwarding, trusted: [AddressRange]) {
        let believes = trusted.contains { $0.contains(peer) }
        let ip = believes ? Self.client(behind: peer, forwarding.forwardedFor, trusted) : peer
        // The last element is the one that the nearest proxy has added; those before it may be the client's own.
        let scheme = Forwarding.elements(forwarding.forwardedProto).last?.lowercased()
        self.init(
            ip: ip, isTLS: believes && scheme == "https", isLoopback: ip.isLoopback && forwarding.isEmpty)
    }

    /// Walks from the nearest proxy towards the client, as each proxy names who was in front of it. What is no address ends the
    /// walk: nobody knows then who was in front.
    private static func client(behind peer: IPAddress, _ lines: [String], _ trusted: [AddressRange]) -> IPAddress {
        var last = peer
        for element in Forwarding.elements(lines).reversed() {
            guard let ip = address(in: element) else { return last }
            last = ip
            guard trusted.contains(where: { $0.contains(ip) }) else { return ip }
        }
        return last
    }

    /// An address, possibly with a port: `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:443`.
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

    /// Nothing, or a colon and a port.
    private static func isPort(_ text: Substring) -> Bool {
        let digits = text.dropFirst()
        return text.isEmpty
            || text.first == ":" && digits.utf8.allSatisfy { 48...57 ~= $0 } && UInt16(digits) != nil
    }
}
