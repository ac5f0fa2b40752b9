import Foundation

/// A service manager's end of the socket.
public final class NotifySocket: Sendable {
    private let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)

    /// - Parameter name: a path, or an abstract name with `@` before it.
    public init(_ name: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
        if name.hasPrefix("@") { address.sun_path.0 = 0 }
        let length = socklen_t(2 + name.utf8.count)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
    }

    deinit { close(descriptor) }

    /// The next datagram; nil when none comes in time.
    public func next(within time: Duration = .seconds(30)) async -> String? {
        try? await onThread { [descriptor] in datagram(from: descriptor, within: time) }
    }

    /// Takes datagrams until one is as wanted; nil when none is in time.
    public func next(within time: Duration, where isWanted: (String) -> Bool) async -> String? {
        let end = ContinuousClock.now + time
        while let datagram = await next(within: end - .now) {
            if isWanted(datagram) { return datagram }
        }
        return nil
    }
}

private func datagram(from descriptor: CInt, within time: Duration) -> String? {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, CInt(max(.zero, time) / .milliseconds(1))) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
}
