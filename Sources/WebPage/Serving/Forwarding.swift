/// The headers of a request that name proxies and clients before them. Each list has the values of all header lines
/// of one name, in order.
struct Forwarding: Hashable, Sendable {
    var forwardedFor: [String] = []
    var forwardedProto: [String] = []
    var forwardedHost: [String] = []

    var isEmpty: Bool { forwardedFor.isEmpty && forwardedProto.isEmpty && forwardedHost.isEmpty }

    /// Returns the elements of several header lines as one list (RFC 9110, section 5.3).
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
