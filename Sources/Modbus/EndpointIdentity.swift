import CModbus
import CTerminal
import Glibc

/// What an endpoint is on this machine, by which two names of one place are found to be one.
public enum EndpointIdentity: Hashable, Sendable {
    /// The number of a device, to which every link to it leads.
    case device(UInt64)
    /// A numeric address and a port.
    case address(String, port: UInt16)
}

extension ModbusEndpoint {
    /// What the endpoint is; a host name may have several addresses. Empty for a device that is not there and a name that
    /// nobody knows.
    ///
    /// - Parameter resolvesNames: whether name servers are asked, which may take some seconds. Otherwise only addresses
    ///   have an identity.
    public func identities(resolvesNames: Bool) -> Set<EndpointIdentity> {
        switch self {
        case .rtu(let line):
            var status = stat()
            guard stat(line.device, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else { return [] }
            return [.device(UInt64(status.st_rdev))]
        case .tcp(let host, let port), .rtuOverTCP(let host, let port, _):
            return Set(Self.addresses(of: host, resolvesNames).map { .address($0, port: port) })
        }
    }

    private static func addresses(of host: String, _ resolvesNames: Bool) -> [String] {
        var hints = addrinfo()
        (hints.ai_socktype, hints.ai_flags) = (CInt(SOCK_STREAM.rawValue), resolvesNames ? 0 : AI_NUMERICHOST)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var (addresses, next) = ([String](), list)
        while let entry = next?.pointee {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let length = socklen_t(text.count)
            if getnameinfo(entry.ai_addr, entry.ai_addrlen, &text, length, nil, 0, NI_NUMERICHOST) == 0 {
                addresses.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
            }
            next = entry.ai_next
        }
        return addresses
    }
}
