import Hummingbird

/// Detects forms of other sites, which a browser would send with the reader's cookies.
enum CrossSite {
    /// Whether a form was sent from another site.
    ///
    /// - Parameter hosts: the authorities under which the page was requested.
    static func isForeign(_ headers: HTTPFields, hosts: [String]) -> Bool {
        switch headers[.secFetchSite]?.lowercased() {
        case "same-origin", "none": return false
        case "cross-site": return true
        // Browsers send this header only over TLS and on this machine.
        default: break
        }
        guard let origin = headers[.origin] else { return false }
        guard let authority = authority(of: origin) else { return true }
        return !hosts.contains { normal($0) == authority }
    }

    /// Returns the authority of an origin; nil for `null`, which a browser sends to hide the origin, and for
    /// malformed values.
    private static func authority(of origin: String) -> String? {
        let schemes = ["http://", "https://"]
        guard let scheme = schemes.first(where: { origin.lowercased().hasPrefix($0) }) else { return nil }
        let authority = origin.dropFirst(scheme.count)
        guard !authority.isEmpty, !authority.contains("/") else { return nil }
        return normal(String(authority))
    }

    /// Returns the authority without the default port, which browsers omit and proxies may send.
    private static func normal(_ authority: String) -> String {
        let text = authority.lowercased()
        for port in [":80", ":443"] where text.hasSuffix(port) { return String(text.dropLast(port.count)) }
        return text
    }
}

extension HeaderName {
    static let secFetchSite = HeaderName("Sec-Fetch-Site")!
}
