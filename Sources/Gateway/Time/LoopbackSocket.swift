import Glibc

/// A UDP socket that is connected to a port of this machine, and receives only what comes from there.
struct LoopbackSocket: ~Copyable {
    private let descriptor: CInt

    /// Creates a socket; nil if the system refuses it.
    init?(port: UInt16) {
        guard let descriptor = connectedSocket(to: port) else { return nil }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) -> Bool {
        Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count
    }

    /// Waits for the next datagram. Returns nil at `end`, or when the kernel reports that no process listens.
    func receive(before end: ContinuousClock.Instant) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 1024)
        while waits(until: end) {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count >= 0 { return Array(bytes.prefix(count)) }
            guard errno == EINTR || errno == EAGAIN else { return nil }
        }
        return nil
    }

    /// Returns whether there is something to receive, which includes an error; false at `end`.
    private func waits(until end: ContinuousClock.Instant) -> Bool {
        while true {
            let left = (end - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { return false }
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&wanted, 1, CInt(left.rounded(.up)))
            if count > 0 { return true }
            guard count == 0 || errno == EINTR else { return false }
        }
    }
}

private func connectedSocket(to port: UInt16) -> CInt? {
    let type = SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let descriptor = socket(AF_INET, CInt(type), 0)
    guard descriptor >= 0 else { return nil }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
    if isConnected { return descriptor }
    close(descriptor)
    return nil
}
