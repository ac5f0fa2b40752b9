import Glibc
import Modbus

/// Where a server's clients come in: a listener with its connections, or a terminal.
struct ServedPorts {
    let framing: Framing
    let listener: CInt?
    /// Whose time frames take on the terminal.
    let line: SerialLine?
    private var terminal: PseudoTerminal?
    private let link: String?
    /// What has come in and is not a whole request yet.
    private var clients: [CInt: Received] = [:]
    private(set) var isOpen = true

    private struct Received {
        var bytes: [UInt8] = []
        var last = ContinuousClock.now
        let since = ContinuousClock.now
        var isSpoilt = false
    }

    private static let maximumConnections = 256
    /// On a serial line a frame that is broken off ends with silence.
    private static let silence = Duration.milliseconds(50)

    init(framing: Framing, listener: CInt) {
        (self.framing, self.listener, line, link) = (framing, listener, nil, nil)
    }

    init(framing: Framing, terminal: PseudoTerminal, link: String?, line: SerialLine?) {
        (self.framing, listener, self.terminal, self.link, self.line) = (framing, nil, terminal, link, line)
        clients[terminal.descriptor] = Received()
    }

    var descriptors: [CInt] { [listener].compactMap(\.self) + clients.keys }

    /// When a frame that was broken off is to be forgotten.
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

    /// The next whole request of those that have come in; nil if there is none.
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

    /// Takes in what a client has sent, or that it has gone.
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

    /// A client that does not take its answers is no reason for others to wait.
    mutating func send(_ frame: [UInt8], to client: CInt) {
        if client == terminal?.descriptor {
            write(client, frame, frame.count)
        } else if Glibc.send(client, frame, frame.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT)) != frame.count {
            drop(client)
        }
    }

    func forgetDeadClient() { terminal?.forgetDeadClient() }

    /// Whether a connection has ever had a request before it was so old; a terminal has none.
    mutating func isSpoilt(_ client: CInt, before rest: Duration) -> Bool {
        guard client != terminal?.descriptor, let received = clients[client] else { return false }
        clients[client]?.isSpoilt = received.isSpoilt || .now - received.since < rest
        return clients[client]?.isSpoilt ?? false
    }

    func has(_ client: CInt) -> Bool { clients[client] != nil }

    /// Ends every connection; the serial device is gone.
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
        // A terminal whose client went away stays: the next client finds it.
        guard client != terminal?.descriptor else { return }
        close(client)
        clients[client] = nil
    }
}
