/// A host and a port: `broker.example:8883` or `[::1]:502`.
public struct HostAndPort: Hashable, Sendable {
    /// The host name or the IP address, without brackets.
    public var host: String
    public var port: UInt16

    /// Reads a host and a port; nil for any other text. An IPv6 address must be in brackets.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        let host = text[..<colon]
        let bracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard !host.isEmpty, bracketed || !host.contains(":") else { return nil }
        self.host = String(bracketed ? host.dropFirst().dropLast() : host)
        self.port = port
    }
}
