import Foundation

/// Sends a line over a socket of this machine and returns the line that comes back; nil if nobody listens, or if nothing
/// comes before the other side closes or the time is over.
public func exchange(_ line: String, over socketPath: String, within limit: Duration = .seconds(15)) async -> String? {
    try? await onThread {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        guard connects(descriptor, to: socketPath) else { return nil }
        let request = Array((line + "\n").utf8)
        guard send(descriptor, request, request.count, CInt(MSG_NOSIGNAL)) == request.count else { return nil }
        return answer(from: descriptor, until: .now + limit)
    }
}

private func connects(_ descriptor: CInt, to path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
    }
}

private func answer(from descriptor: CInt, until end: ContinuousClock.Instant) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while ContinuousClock.now < end {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, CInt(max(.zero, end - .now) / .milliseconds(1))) > 0 else { return nil }
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        bytes += buffer.prefix(count)
        if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { return String(decoding: bytes[..<end], as: UTF8.self) }
    }
    return nil
}
