import CTerminal
import Glibc
import Synchronization

@testable import Modbus
@testable import Simulator

/// Sends the bytes that a test names, when the test says so: one client, over TCP, a terminal, or RTU frames over TCP.
final class RawServer: Sendable {
    /// A request as it came.
    struct Asked: Sendable {
        var unit: UInt8
        var pdu: [UInt8]
        var header: [UInt8]
        var framing: Framing

        var address: UInt16 { pdu.word(at: 1) }

        /// The frame of an answer, also one with a unit or a header that is wrong.
        func frame(_ words: [UInt16], unit: UInt8? = nil, header: [UInt8]? = nil) -> [UInt8] {
            let data = words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            return framing.frame(
                [pdu[0], UInt8(data.count)] + data, unit: unit ?? self.unit, header: header ?? self.header)
        }

        func exception(_ code: UInt8) -> [UInt8] { framing.frame([pdu[0] | 0x80, code], unit: unit, header: header) }
    }

    /// Bytes and when they go out; without bytes it hangs up.
    struct Delivery: Sendable {
        var after = Duration.zero
        var bytes: [UInt8]?
        /// Not at all, if the machine is so busy that it would be later than that.
        var within: Duration?
    }

    /// - Parameter number: of the request, from 0.
    typealias Plan = @Sendable (_ number: Int, _ asked: Asked) -> [Delivery]

    let endpoint: ModbusEndpoint
    let connections: Atomic<Int>
    /// Frames that have gone out.
    let sent: Atomic<Int>
    private let stop: CInt

    init(_ kind: Kind, _ plan: @escaping Plan) throws {
        var ends: [CInt] = [0, 0]
        pipe(&ends)
        let end = ends[0]
        stop = ends[1]
        connections = Atomic(0)
        sent = Atomic(0)
        let terminal = kind == .rtu ? try PseudoTerminal() : nil
        let listener = try terminal == nil ? Sockets.listen(host: "127.0.0.1", port: 0) : -1
        let line = SerialLine(device: terminal?.device ?? "", baud: 115_200)
        let port = terminal == nil ? Sockets.port(of: listener) : 0
        endpoint =
            switch kind {
            case .tcp: .tcp(host: "127.0.0.1", port: port)
            case .rtu: .rtu(line)
            case .rtuOverTCP: .rtuOverTCP(host: "127.0.0.1", port: port, line)
            }
        let framing: Framing = kind == .tcp ? .tcp : .rtu
        startThread { [self] in
            serve(listener, terminal, end, framing, plan)
        }
    }

    enum Kind: CaseIterable {
        case tcp, rtu, rtuOverTCP
    }

    /// Its thread keeps it alive until then.
    func end() { close(stop) }

    private func serve(_ listener: CInt, _ terminal: PseudoTerminal?, _ stop: CInt, _ framing: Framing, _ plan: Plan) {
        var (client, number, bytes) = (terminal?.descriptor ?? -1, 0, [UInt8]())
        var waiting: [(at: ContinuousClock.Instant, delivery: Delivery)] = []
        while true {
            let left = waiting.map(\.at).min().map { max(.zero, $0 - .now) }
            var descriptors = [stop, listener, client].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&descriptors, 3, left.map { CInt($0 / .milliseconds(1)) + ($0 > .zero ? 1 : 0) } ?? -1)
            if descriptors[0].revents != 0 { break }
            if descriptors[1].revents != 0 {
                if client >= 0 { close(client) }
                client = accept(listener, nil, nil)
                Sockets.sendAtOnce(client)
                connections.add(1, ordering: .relaxed)
                (bytes, waiting) = ([], [])
            } else if descriptors[2].revents != 0 {
                var new = [UInt8](repeating: 0, count: 512)
                let count = read(client, &new, new.count)
                if count > 0 { bytes += new.prefix(count) }
                if count <= 0, terminal == nil {
                    close(client)
                    client = -1
                }
                while case .request(let unit, let pdu, let header) = framing.next(&bytes) {
                    let asked = Asked(unit: unit, pdu: pdu, header: header, framing: framing)
                    let now = ContinuousClock.now
                    waiting += plan(number, asked).map { (now + $0.after, $0) }
                    number += 1
                }
            }
            let now = ContinuousClock.now
            for (due, delivery) in waiting.filter({ $0.at <= now }).sorted(by: { $0.at < $1.at }) {
                guard let bytes = delivery.bytes else {
                    close(client)
                    client = -1
                    continue
                }
                if let within = delivery.within, now - due > within { continue }
                if terminal == nil {
                    send(client, bytes, bytes.count, CInt(MSG_NOSIGNAL))
                } else {
                    write(client, bytes, bytes.count)
                }
                sent.add(1, ordering: .releasing)
            }
            waiting.removeAll { $0.at <= now }
        }
        if terminal == nil, client >= 0 { close(client) }
        if listener >= 0 { close(listener) }
        terminal?.close()
        close(stop)
    }
}

/// A thread of its own, that ends with the closure.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    var thread = pthread_t()
    pthread_create(&thread, nil, runBody, context)
    pthread_detach(thread)
}

private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

// A function of the file: it runs on the new thread and must not inherit an isolation.
private func runBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    context.map { Unmanaged<Body>.fromOpaque($0).takeRetainedValue().run() }
    return nil
}
