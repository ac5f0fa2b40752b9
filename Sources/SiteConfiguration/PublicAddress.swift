import Addresses
import Facilities

/// The address in the QR codes, and whether a phone can open it.
struct PublicAddress: Hashable {
    private let url: String

    init(_ url: String) {
        self.url = url
    }

    /// The reason why no phone can open the address; nil if none is known. The network is not used: whether the address
    /// is reachable is known only when it is scanned.
    var obstacle: Text? {
        guard let host else {
            return Text(
                zh: "没有主机：要以 http:// 或 https:// 开头，后面是主机名或地址",
                en: "has no host: it begins with http:// or https:// and the name or the address of one")
        }
        if url.count > Self.longest {
            return Text(
                zh: "超过 \(Self.longest) 个字符，标签放不下", en: "has more than \(Self.longest) characters, too many for a label"
            )
        }
        guard url.utf8.allSatisfy({ 0x21..<0x7F ~= $0 }) else {
            return Text(zh: "里有空格或控制字符", en: "has a space or a control character in it")
        }
        if authority.contains("@") {
            return Text(zh: "在主机前面有用户名或密码，谁都看得到", en: "has a name or a password before its host, for everybody to read")
        }
        guard host.allSatisfy(Self.isOfHost) else {
            return Text(zh: "的主机里有主机名和地址都没有的字符", en: "has a host with a character that no name and no address has")
        }
        if isThisMachine(host) { return Text(zh: "让每部手机访问它自己", en: "leads each phone to itself") }
        if isOfNoMachine(host) {
            return Text(zh: "不是手机到得了的地址", en: "is the address of no machine that a phone reaches")
        }
        return nil
    }

    private static let longest = 300

    private static func isOfHost(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || ".-:{}".contains(character))
    }

    /// The text between the scheme and the path.
    private var authority: Substring {
        guard let start = ["http://", "https://"].first(where: url.lowercased().hasPrefix) else { return "" }
        return url.dropFirst(start.count).prefix { !"/?#".contains($0) }
    }

    /// The host without user, port and brackets; nil if there is none.
    var host: String? {
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        let host = place.hasPrefix("[") ? place.dropFirst().prefix { $0 != "]" } : place.prefix { $0 != ":" }
        return host.isEmpty ? nil : host.lowercased()
    }

    /// Returns whether the host is this machine. RFC 6761 section 6.3 reserves localhost and all names below it.
    private func isThisMachine(_ host: String) -> Bool {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        if ["localhost", "localhost.localdomain"].contains(name) || name.hasSuffix(".localhost") { return true }
        if let address = IPAddress(name) { return address.isLoopback }
        guard let address = numeric(name) else { return false }
        return address >> 24 == 127
    }

    /// Returns whether the host is the unspecified address, or a link-local one, which only machines on the same cable
    /// can reach.
    private func isOfNoMachine(_ host: String) -> Bool {
        if host.hasPrefix("fe80:") || host.hasPrefix("169.254.") { return true }
        return IPAddress(host)?.isUnspecified ?? (numeric(host) == 0)
    }

    /// Returns the IPv4 address of a host that consists of numbers, as browsers read it: 127.1, 2130706433, 0x7f000001
    /// and 0177.0.0.1 are all 127.0.0.1. Nil for a name.
    private func numeric(_ host: String) -> UInt32? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: true).map { part -> UInt32? in
            if part.hasPrefix("0x") { return UInt32(part.dropFirst(2), radix: 16) ?? (part.count == 2 ? 0 : nil) }
            return part.hasPrefix("0") && part.count > 1 ? UInt32(part, radix: 8) : UInt32(part)
        }
        guard 1...4 ~= parts.count, !parts.contains(nil) else { return nil }
        let numbers = parts.compactMap(\.self)
        let bytes = numbers.dropLast().reduce(into: UInt32(0)) { $0 = $0 << 8 | $1 & 0xFF }
        return bytes << UInt32(8 * (5 - numbers.count) % 32) | (numbers.last ?? 0)
    }
}
