import Foundation
import TestSupport
import Testing

/// Puts things that hang in the way of a site's gateway.
final class Obstacles {
    private let site: Site
    private let mute = Listener(backlog: 16)
    private let full = Listener(backlog: 0)
    private var clients: [CInt] = []
    private var lock: JournalLock?

    init(_ site: Site) {
        self.site = site
    }

    deinit { for client in clients { close(client) } }

    /// Starts the gateway with what is in the way from the beginning.
    func start(_ hangs: Set<Hang>) throws -> Program {
        var configuration = try String(contentsOfFile: site.file, encoding: .utf8)
        let broker = "127.0.0.1:\(site.broker.port)"
        if hangs.contains(.muteBroker) { configuration.replace(broker, with: "127.0.0.1:\(mute.port)") }
        if hangs.contains(.brokerThatIsNotThere) {
            full.fill()
            configuration.replace(broker, with: "127.0.0.1:\(full.port)")
        }
        if hangs.contains(.silentDevice) { configuration.replace("{tcp: {", with: "{timeout: 20s, tcp: {") }
        if hangs.contains(.deviceThatIsNotThere) {
            full.fill()
            let buses = "buses:\n  lost: {timeout: 20s, tcp: {host: 127.0.0.1, port: \(full.port)}}\n"
            configuration.replace("buses:\n", with: buses)
            configuration.replace("bus: plc, unit: 2", with: "bus: lost, unit: 2")
        }
        try configuration.write(toFile: site.file, atomically: true, encoding: .utf8)
        return try site.start()
    }

    /// Lets hang what comes later.
    func engage(_ hangs: Set<Hang>, _ gateway: Program) async throws {
        if hangs.contains(.frozenBroker) { site.broker.broker.freeze() }
        if hangs.contains(.pageClient) {
            let address = try await gateway.address()
            let port = address.split(separator: ":").last.flatMap { UInt16($0.dropLast()) } ?? 0
            for text in ["", "GET / HTTP/1.1\r\nHost: a\r\nX-", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"] {
                guard let client = connection(to: port) else { continue }
                clients.append(client)
                _ = text.withCString { write(client, $0, strlen($0)) }
            }
        }
        if hangs.contains(.eventStream) { clients.append(try await eventStream(gateway)) }
        if hangs.contains(.controlClient), let client = connection(toSocket: site.folder.path + "/control.sock") {
            clients.append(client)
            _ = write(client, "{", 1)
        }
        if hangs.contains(.lockedJournal) { lock = try JournalLock(on: site.folder.path + "/journal.sqlite") }
    }

    /// Signs a technician in and opens the stream of `/bus`; returns its connection once the first event has come.
    private func eventStream(_ gateway: Program) async throws -> CInt {
        let said = try await site.run("operator", "add", "周工", "--role", "technician").output
        let (cookie, url) = (try await gateway.signIn("周工", said), try await gateway.address())
        let port = url.split(separator: ":").last.flatMap { UInt16($0.dropLast()) } ?? 0
        let client = try #require(connection(to: port))
        let request = "GET /bus/events HTTP/1.1\r\nHost: a\r\nCookie: \(cookie)\r\n\r\n"
        _ = request.withCString { write(client, $0, strlen($0)) }
        let received = await text(from: client, until: "data:")
        try #require(received.contains("data:"), "\(received)")
        return client
    }

    /// What comes over a connection up to a text, or until it ends.
    private func text(from client: CInt, until text: String) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var (received, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
                while !String(decoding: received, as: UTF8.self).contains(text) {
                    let count = read(client, &buffer, buffer.count)
                    guard count > 0 else { break }
                    received += buffer[..<count]
                }
                continuation.resume(returning: String(decoding: received, as: UTF8.self))
            }
        }
    }
}

/// A port that accepts no connection by itself: the kernel does, as many as the backlog holds.
final class Listener {
    let port = freePort()
    private let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    private var waiting: [CInt] = []

    init(backlog: CInt) {
        var (address, yes) = (sockaddr_in(), CInt(1))
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        withUnsafePointer(to: &address) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        listen(descriptor, backlog)
    }

    deinit { for descriptor in waiting + [descriptor] { close(descriptor) } }

    /// From now on a connection is neither accepted nor refused.
    func fill() {
        while waiting.isEmpty, let connection = connection(to: port) { waiting.append(connection) }
    }
}
