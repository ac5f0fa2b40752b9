import Foundation
import Synchronization

/// A port of loopback that nobody has, and that nobody gets by chance until it is listened on.
///
/// It lies below the range from which the kernel takes the ports of connections and of servers that ask for any:
/// between the choice and the listening, hundreds of those come and go in a test run. No port is given twice.
public func freePort() -> UInt16 {
    lastPort.withLock { port in
        repeat { port = port > 31_000 ? 12_000 : port + 1 } while !isFree(port)
        return port
    }
}

/// Where a process starts to look differs, as several may run at once.
private let lastPort = Mutex(UInt16(12_000 + Int.random(in: 0..<19_000)))

private func isFree(_ port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    return withAddress(of: port) { bind(descriptor, $0, $1) == 0 }
}

/// A connection to a port of loopback, the caller's to close; nil if nobody listens there.
public func connection(to port: UInt16) -> CInt? {
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    if withAddress(of: port, { connect(descriptor, $0, $1) == 0 }) { return descriptor }
    close(descriptor)
    return nil
}

/// A connection to a local socket, the caller's to close; nil if nobody listens there.
public func connection(toSocket path: String) -> CInt? {
    let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isConnected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
    }
    if isConnected { return descriptor }
    close(descriptor)
    return nil
}

/// Waits, for a minute at most, until somebody listens on a port of loopback.
func waitUntilAccepting(_ port: UInt16, by process: Process) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while true {
        if let connection = connection(to: port) {
            _ = close(connection)
            return
        }
        guard process.isRunning, ContinuousClock.now < end else { throw NobodyListens(port: port) }
        try await Task.sleep(for: .milliseconds(10))
    }
}

struct NobodyListens: Error {
    var port: UInt16
}

/// Listens on a port of loopback.
///
/// - Parameter backlog: how many connections the kernel accepts before the test does.
/// - Returns: the descriptor, the caller's to close.
public func listener(on port: UInt16, backlog: CInt) throws -> CInt {
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var yes: CInt = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
    guard withAddress(of: port, { bind(descriptor, $0, $1) == 0 }), listen(descriptor, backlog) == 0 else {
        close(descriptor)
        throw NobodyListens(port: port)
    }
    return descriptor
}

private func withAddress<Result>(of port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}

/// Begins a connection to a port of loopback without waiting for it: the descriptor, the caller's to close.
public func halfOpenConnection(to port: UInt16) -> CInt {
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    _ = withAddress(of: port) { connect(descriptor, $0, $1) }
    return descriptor
}
