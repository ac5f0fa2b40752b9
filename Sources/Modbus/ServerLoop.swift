import CModbus
import Glibc

/// The one thread of a server: waits for bytes on any of its connections, and answers.
final class ServerLoop {
    private let framing: Framing
    private let listener: CInt?
    private let terminal: PseudoTerminal?
    private let stop: CInt
    private let responder: ModbusServer.Responder
    private var pending: [CInt: [UInt8]] = [:]

    private static let maximumConnections = 256

    init(
        framing: Framing, listener: CInt? = nil, terminal: PseudoTerminal? = nil, stop: CInt,
        responder: @escaping ModbusServer.Responder
    ) {
        self.framing = framing
        self.listener = listener
        self.terminal = terminal
        self.stop = stop
        self.responder = responder
        if let terminal { pending[terminal.descriptor] = [] }
    }

    func run() {
        defer { end() }
        while true {
            var descriptors = ([stop] + [listener].compactMap(\.self) + pending.keys).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            // On a serial line a frame that is broken off ends with silence.
            let unfinished = framing == .rtu && pending.values.contains { !$0.isEmpty }
            let ready = poll(&descriptors, nfds_t(descriptors.count), unfinished ? 50 : -1)
            if ready == 0 { pending = pending.mapValues { _ in [] } }
            guard ready > 0 else { continue }
            for descriptor in descriptors where descriptor.revents != 0 {
                if descriptor.fd == stop { return }
                descriptor.fd == listener ? accept(on: descriptor.fd) : receive(descriptor.fd)
            }
        }
    }

    private func accept(on listener: CInt) {
        let connection = Glibc.accept(listener, nil, nil)
        guard connection >= 0 else { return }
        guard pending.count < Self.maximumConnections else {
            close(connection)
            return
        }
        Sockets.sendAtOnce(connection)
        pending[connection] = []
    }

    private func receive(_ descriptor: CInt) {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &bytes, bytes.count)
        guard count > 0 else {
            drop(descriptor)
            return
        }
        var waiting = pending[descriptor, default: []] + bytes.prefix(count)
        while true {
            switch framing.next(&waiting) {
            case .wait:
                pending[descriptor] = waiting.count > 600 ? [] : waiting
                return
            case .broken:
                pending[descriptor] = []
                if framing == .tcp { drop(descriptor) }
                return
            case .request(let unit, let pdu, let header):
                answer(unit, pdu, header, to: descriptor)
            }
        }
    }

    private func answer(_ unit: UInt8, _ pdu: [UInt8], _ header: [UInt8], to descriptor: CInt) {
        let response: ModbusResponse =
            switch PDU.request(unit: unit, pdu) {
            case .success(let request): responder(request)
            case .failure(let exception): .exception(exception)
            }
        guard let answer = PDU.answer(response, to: pdu) else { return }
        let frame = framing.frame(answer, unit: unit, header: header)
        if framing == .tcp {
            send(descriptor, frame, frame.count, CInt(MSG_NOSIGNAL))
        } else {
            write(descriptor, frame, frame.count)
        }
    }

    private func drop(_ descriptor: CInt) {
        // A terminal whose client went away stays: the next client finds it.
        guard descriptor != terminal?.descriptor else { return }
        close(descriptor)
        pending[descriptor] = nil
    }

    private func end() {
        for connection in pending.keys where connection != terminal?.descriptor { close(connection) }
        if let listener { close(listener) }
        terminal?.close()
    }
}

/// A terminal pair in raw mode. This side keeps the client's side open too, so that it lives through clients that
/// come and go.
struct PseudoTerminal {
    let descriptor: CInt
    let device: String
    private let client: CInt

    init() throws(ServerFailure) {
        descriptor = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
        var name = [CChar](repeating: 0, count: 128)
        guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0,
            ptsname_r(descriptor, &name, name.count) == 0
        else { throw ServerFailure("cannot make a pseudo terminal") }
        device = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        client = open(device, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var settings = termios()
        guard client >= 0, tcgetattr(client, &settings) == 0 else { throw ServerFailure("cannot open \(device)") }
        cfmakeraw(&settings)
        tcsetattr(client, TCSANOW, &settings)
    }

    func close() {
        Glibc.close(client)
        Glibc.close(descriptor)
    }
}
