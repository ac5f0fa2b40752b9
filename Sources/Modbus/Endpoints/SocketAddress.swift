import Facilities
import Glibc
import SystemErrors

/// A numeric address and a port to which a TCP connection can be opened.
struct SocketAddress: Sendable {
    /// `AF_INET` or `AF_INET6`.
    let family: CInt
    /// The `sockaddr` of the family.
    let bytes: [UInt8]

    /// Returns the addresses of a host in the order in which the system would try them. It blocks unless the host is a numeric
    /// address.
    ///
    /// - Throws: the reason why there is none.
    static func resolve(_ host: String, port: UInt16, flags: CInt = AI_ADDRCONFIG) -> Result<[Self], OpeningFailure> {
        var hints = addrinfo()
        (hints.ai_socktype, hints.ai_flags) = (CInt(SOCK_STREAM.rawValue), flags | AI_NUMERICSERV)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &list)
        let number = errno
        guard code == 0 else {
            return .failure(OpeningFailure(reason: Text(resolverError: code, systemError: number)))
        }
        defer { freeaddrinfo(list) }
        return .success(sequence(first: list) { $0?.pointee.ai_next }.compactMap { $0.flatMap(Self.init) })
    }

    private init?(_ entry: UnsafeMutablePointer<addrinfo>) {
        family = entry.pointee.ai_family
        bytes = Array(UnsafeRawBufferPointer(start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen)))
    }

    /// Begins a connection on a socket that does not block.
    ///
    /// - Returns: 0 if it is established, `EINPROGRESS` if it is not yet, or another error code.
    func connect(_ socket: CInt) -> CInt {
        bytes.withUnsafeBytes { address in
            let pointer = address.assumingMemoryBound(to: sockaddr.self).baseAddress
            return Glibc.connect(socket, pointer, socklen_t(address.count)) == 0 ? 0 : errno
        }
    }
}
