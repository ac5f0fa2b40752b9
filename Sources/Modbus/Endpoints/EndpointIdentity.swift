import CModbus
import CTerminal
import Glibc

/// The identity of an endpoint on this machine, which is the same for two names of one endpoint.
public enum EndpointIdentity: Hashable, Sendable {
    /// The device number (`st_rdev`), to which all symbolic links to the device lead.
    case device(UInt64)
    /// A numeric address and a port.
    case address(String, port: UInt16)
}

extension ModbusEndpoint {
    /// Returns the identities of the endpoint: several for a host name with several addresses, none for a device that does not exist
    /// and for a name that cannot be resolved.
    ///
    /// - Parameter resolvesNames: whether name servers are asked, which may take some seconds. Otherwise only addresses have an
    ///   identity.
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
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        hints.ai_flags = resolvesNames ? 0 : AI_NUMERICHOST
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
