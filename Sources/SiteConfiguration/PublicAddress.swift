import Addresses

/// How far a phone gets with the address that the QR codes have in them.
struct PublicAddress: Hashable {
    private let url: String

    init(_ url: String) {
        self.url = url
    }

    /// Why no phone can open it; nil where nothing speaks against it. It asks nobody: whether the address is reachable shows
    /// only when it is scanned.
    var obstacle: String? {
        guard let host else {
            return "has no host: it begins with http:// or https:// and the name or the address of one"
        }
        if isThisMachine(host) { return "leads each phone to itself" }
        if IPAddress(host)?.isUnspecified == true { return "is the address of no machine" }
        return nil
    }

    /// The host without user, port and brackets; nil where there is none.
    private var host: String? {
        guard let start = ["http://", "https://"].first(where: url.lowercased().hasPrefix) else { return nil }
        let authority = url.dropFirst(start.count).prefix { !"/?#".contains($0) }
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        let host = place.hasPrefix("[") ? place.dropFirst().prefix { $0 != "]" } : place.prefix { $0 != ":" }
        return host.isEmpty ? nil : host.lowercased()
    }

    /// RFC 6761 section 6.3 has localhost and all names below it; 127.1 is 127.0.0.1 to browsers.
    private func isThisMachine(_ host: String) -> Bool {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        let isNumeric = name.allSatisfy { $0 == "." || $0.isASCII && $0.isNumber }
        return name == "localhost" || name.hasSuffix(".localhost") || IPAddress(name)?.isLoopback == true
            || isNumeric && name.hasPrefix("127.")
    }
}
