import Facilities
import Glibc

enum Sockets {
    /// Opens a listening socket.
    ///
    /// - Parameter host: an IPv4 or IPv6 address of this machine.
    static func listen(host: String, port: UInt16) throws(ServerFailure) -> CInt {
        var hints = addrinfo()
        (hints.ai_socktype, hints.ai_flags) = (CInt(SOCK_STREAM.rawValue), AI_NUMERICHOST | AI_PASSIVE)
        var list: UnsafeMutablePointer<addrinfo>?
        errno = 0
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let address = list?.pointee else {
            throw ServerFailure(
                Text(zh: "\(host) 不是能监听的地址", en: "\(host) is no address to listen on"))
        }
        defer { freeaddrinfo(list) }
        let descriptor = socket(address.ai_family, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var on: CInt = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout.size(ofValue: on)))
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0, Glibc.listen(descriptor, 64) == 0 else {
            let failure = ServerFailure(
                Text(zh: "无法监听 \(host):\(port)", en: "cannot listen on \(host):\(port)"))
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    /// Returns the port of a socket. The field has the same position in the addresses of IPv4 and IPv6.
    static func port(of descriptor: CInt) -> UInt16 {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return UInt16(bigEndian: address.sin6_port)
    }

    /// Disables Nagle's algorithm: answers are small, and none must wait to be sent together with the next.
    static func sendAtOnce(_ descriptor: CInt) {
        var on: CInt = 1
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout.size(ofValue: on)))
    }
}
