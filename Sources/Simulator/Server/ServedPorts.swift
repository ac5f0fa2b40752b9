import Glibc
import Modbus

/// The ports that clients connect to: a listener with its connections, or a terminal.
struct ServedPorts {
    let framing: Framing
    let listener: CInt?
    /// The line whose speed determines how long frames take on the terminal; nil if they take no time.
    let line: SerialLine?
    private var terminal: PseudoTerminal?
    private let link: String?
    /// The bytes received from each client that are not yet a whole request.
    private var clients: [CInt: Received] = [:]
    private(set) var isOpen = true

    private struct Received {
        var bytes: [UInt8] = []
        var last = ContinuousClock.now
        let since = ContinuousClock.now
        var isSpoilt = false
    }

    private static let maximumConnections = 256
    /// The silence after which an incomplete frame on a serial line is discarded.
    private static let silence = Duration.milliseconds(50)

    init(framing: Framing, listener: CInt) {
        (self.framing, self.listener, line, link) = (framing, listener, nil, nil)
    }

    init(framing: Framing, terminal: PseudoTerminal, link: String?, line: SerialLine?) {
        (self.framing, listener, self.terminal, self.link, self.line) = (framing, nil, terminal, link, line)
        clients[terminal.descriptor] = Received()
    }

    var descriptors: [CInt] { [listener].compactMap(\.self) + clients.keys }

    /// The time at which to discard an incomplete frame; nil if there is none.
    var nextSilence: ContinuousClock.Instant? {
        guard framing == .rtu else { return nil }
        return clients.values.filter { !$0.bytes.isEmpty }.map { $0.last + Self.silence }.min()
    }

    mutating func forgetBrokenFrames(at now: ContinuousClock.Instant) {
        guard let nextSilence, nextSilence <= now else { return }
        for (client, received) in clients where received.last + Self.silence <= now { clients[client]?.bytes = [] }
    }

    mutating func accept() {
        guard let listener else { return }
        let connection = Glibc.accept(listener, nil, nil)
        guard connection >= 0 else { return }
        guard isOpen, clients.count < Self.maximumConnections else {
            close(connection)
            return
        }
        Sockets.sendAtOnce(connection)
        clients[connection] = Received()
    }

    /// Returns the next whole request among the received bytes; nil if there is none.
    mutating func request(from client: CInt) -> (unit: UInt8, pdu: [UInt8], header: [UInt8])? {
        guard var bytes = clients[client]?.bytes else { return nil }
        defer { clients[client]?.bytes = bytes }
        switch framing.next(&bytes) {
        case .request(let unit, let pdu, let header): return (unit, pdu, header)
        case .wait: if bytes.count > 600 { bytes = [] }
        case .broken:
            bytes = []
            if framing == .tcp { drop(client) }
        }
        return nil
    }

    /// Receives the bytes that a client has sent. If the client has disconnected, closes the connection.
    mutating func receive(from client: CInt) {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(client, &bytes, bytes.count)
        guard count > 0 else {
            drop(client)
            return
        }
        clients[client]?.bytes += bytes.prefix(count)
        clients[client]?.last = .now
    }

    /// Sends a frame. A client that does not read its answers is disconnected, so that others need not wait.
    mutating func send(_ frame: [UInt8], to client: CInt) {
        if client == terminal?.descriptor {
            write(client, frame, frame.count)
        } else if Glibc.send(client, frame, frame.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT)) != frame.count {
            drop(client)
        }
    }

    func forgetDeadClient() { terminal?.forgetDeadClient() }

    /// Returns whether a connection has ever had a request before it was this old. A terminal has none.
    mutating func isSpoilt(_ client: CInt, before rest: Duration) -> Bool {
        guard client != terminal?.descriptor, let received = clients[client] else { return false }
        clients[client]?.isSpoilt = received.isSpoilt || .now - received.since < rest
        return clients[client]?.isSpoilt ?? false
    }

    func has(_ client: CInt) -> Bool { clients[client] != nil }

    /// Closes every connection and removes the serial device.
    mutating func unplug() {
        for connection in clients.keys where connection != terminal?.descriptor { close(connection) }
        terminal?.close()
        (terminal, clients, isOpen) = (nil, [:], false)
    }

    mutating func plugIn() {
        guard listener == nil else {
            isOpen = true
            return
        }
        guard let terminal = try? PseudoTerminal(link: link) else { return }
        (self.terminal, isOpen) = (terminal, true)
        clients[terminal.descriptor] = Received()
    }

    mutating func end() {
        unplug()
        if let listener { close(listener) }
    }

    /// Closes a connection.
    mutating func drop(_ client: CInt) {
        // A terminal whose client has closed it stays open for the next client.
        guard client != terminal?.descriptor else { return }
        close(client)
        clients[client] = nil
    }
}
