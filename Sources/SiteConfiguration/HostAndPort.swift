/// `broker.example:8883` or `[::1]:502`.
public struct HostAndPort: Hashable, Sendable {
    public var host: String
    public var port: UInt16

    /// Nil for anything else; an IPv6 address stands in brackets.
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
