import CModbus
import CTerminal
import Facilities
import Glibc
import SystemErrors

/// An open link: libmodbus's handle and the descriptor in it.
///
/// libmodbus opens and configures it. Frames are sent, taken off it and compared here: libmodbus's calls give up at the
/// first bytes that are not the answer and leave the answer itself in the line, where the next call takes it for its own.
/// Its recovery modes stay off: they sleep and reconnect inside a call.
final class ModbusLink {
    let framing: Framing
    /// When the last byte went out or came in.
    private(set) var quietSince = ContinuousClock.now
    private let context: OpaquePointer
    let isSocket: Bool
    /// Whether a byte has come since the last request.
    private(set) var hasAnswered = false
    /// Gets every byte that goes out or comes in.
    private let watch: LinkWatch?

    /// Noise without end is not waited for longer than this.
    private static let patience = Duration.seconds(1)

    init(_ endpoint: ModbusEndpoint, watch: LinkWatch? = nil) throws(OpeningFailure) {
        self.watch = watch
        context = try Self.open(endpoint)
        framing = endpoint.line == nil ? .tcp : .rtu
        if case .rtu = endpoint { isSocket = false } else { isSocket = true }
    }

    deinit {
        modbus_close(context)
        modbus_free(context)
    }

    /// Returns when nothing has come in for as long as `silence`, and not before `earliest`. What comes in until then
    /// answers nothing that is still asked: it is thrown away.
    ///
    /// - Returns: what was thrown away.
    func settle(_ silence: Duration, notBefore earliest: ContinuousClock.Instant?) throws(ModbusError) -> [UInt8] {
        let end = max(.now, earliest ?? .now) + Self.patience
        var discarded: [UInt8] = []
        // Once more after the wait: the process may have stood still, and what came then is no answer either.
        while hasInput(by: max(quietSince + silence, earliest ?? quietSince)) || hasInput(by: .now) {
            discarded += try receive()
            guard .now < end else { throw .garbled(.neverSilent) }
        }
        return discarded
    }

    func send(_ frame: [UInt8]) throws(ModbusError) {
        let descriptor = modbus_get_socket(context)
        hasAnswered = false
        let sent =
            isSocket
            ? Glibc.send(descriptor, frame, frame.count, CInt(MSG_NOSIGNAL)) : write(descriptor, frame, frame.count)
        guard sent == frame.count else { throw .lineDown(Text(modbusError: errno)) }
        quietSince = .now
        watch?(LinkTraffic(direction: .sent, bytes: frame, at: quietSince))
    }

    /// Waits until something can be received; false when nothing has come by then.
    func hasInput(by time: ContinuousClock.Instant) -> Bool {
        var descriptor = pollfd(fd: modbus_get_socket(context), events: Int16(POLLIN), revents: 0)
        while true {
            let left = max(.zero, time - .now) / .nanoseconds(1)
            let ready = mashang_poll(&descriptor, 1, Int64(left))
            if ready >= 0 || errno != EINTR { return ready != 0 }
        }
    }

    /// The bytes that have come; none if the call was interrupted.
    func receive() throws(ModbusError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(modbus_get_socket(context), &bytes, bytes.count)
        let code = errno
        // An adapter that was unplugged, like a peer that has hung up, is always ready and gives nothing, or an error.
        guard count > 0 || count < 0 && (code == EAGAIN || code == EINTR) else {
            throw .lineDown(Text(systemError: count == 0 ? ECONNRESET : code))
        }
        (quietSince, hasAnswered) = (.now, true)
        if count > 0 { watch?(LinkTraffic(direction: .received, bytes: Array(bytes.prefix(count)), at: quietSince)) }
        return Array(bytes.prefix(max(count, 0)))
    }
}

extension Text {
    /// The meaning of an `errno` that libmodbus left: its own codes begin where the system's end.
    init(modbusError code: CInt) {
        guard code >= MODBUS_ENOBASE else {
            self.init(systemError: code)
            return
        }
        let words = String(cString: modbus_strerror(code))
        self.init(zh: "libmodbus 报告：\(words)", en: "libmodbus reports: \(words)")
    }
}
