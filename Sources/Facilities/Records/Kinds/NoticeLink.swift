/// The address that a notice links to: `https://HOST[:PORT]/…`. Addresses that a browser may read in another way than a
/// person are invalid: other schemes, a user name before the host, a backslash, a host with letters of another script.
public struct NoticeLink: Hashable, Sendable {
    /// The address as it was entered.
    public let url: String
    /// The host in lower case, without a port.
    public let host: String

    /// The characters that a link may have.
    public static let longest = 300

    /// Returns nil for a text that is no such address.
    public init?(_ text: String) {
        let scheme = "https://"
        guard text.utf8.count <= Self.longest, text.hasPrefix(scheme),
            text.utf8.allSatisfy({ 0x21..<0x7F ~= $0 }), !text.contains(where: { "\\\"<>`".contains($0) })
        else { return nil }
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, 1...2 ~= parts.count, parts.count == 1 || UInt16(parts[1]) != nil,
            Self.isHost(host)
        else { return nil }
        (url, self.host) = (text, host.lowercased())
    }

    /// A name of labels of letters, digits and hyphens.
    private static func isHost(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            1...63 ~= label.count && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }
}
