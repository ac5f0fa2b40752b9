import CModbus
import CTerminal
import Facilities
import Glibc
import SystemErrors

/// An open link: the handle of libmodbus and the descriptor in it.
///
/// libmodbus opens and configures it, but frames are sent, received and compared here: libmodbus's calls give up at the first bytes
/// that are not the answer and leave the answer in the receive buffer, where the next call takes it for its own. Its recovery modes
/// stay off, since they sleep and reconnect inside a call.
final class ModbusLink {
    let framing: Framing
    /// The time at which the last byte was sent or received.
    private(set) var quietSince = ContinuousClock.now
    private let context: OpaquePointer
    /// Whether the link is a TCP connection.
    let isSocket: Bool
    /// Whether a byte was received since the last request.
    private(set) var hasAnswered = false
    /// A function that gets every byte that is sent or received.
    private let watch: LinkWatch?

    /// The longest time for which the end of noise is waited for.
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

    /// Waits until nothing was received for the time `silence`, and at least until `earliest`. Bytes that arrive until then belong to no
    /// current request and are discarded.
    ///
    /// - Returns: the discarded bytes.
    /// - Throws: `garbled` if the line never becomes silent, `lineDown` if it fails.
    func settle(_ silence: Duration, notBefore earliest: ContinuousClock.Instant?) throws(ModbusError) -> [UInt8] {
        let end = max(.now, earliest ?? .now) + Self.patience
        var discarded: [UInt8] = []
        // The second check is for a process that stood still after the wait: bytes that arrived then are no answer either.
        while hasInput(by: max(quietSince + silence, earliest ?? quietSince)) || hasInput(by: .now) {
            discarded += try receive()
            guard .now < end else { throw .garbled(.neverSilent) }
        }
        return discarded
    }

    /// Sends a frame.
    ///
    /// - Throws: `lineDown` if it cannot be sent whole.
    func send(_ frame: [UInt8]) throws(ModbusError) {
        let descriptor = modbus_get_socket(context)
        hasAnswered = false
        let sent: Int
        if isSocket {
            sent = Glibc.send(descriptor, frame, frame.count, CInt(MSG_NOSIGNAL))
        } else {
            sent = write(descriptor, frame, frame.count)
        }
        guard sent == frame.count else { throw .lineDown(Text(modbusError: errno)) }
        quietSince = .now
        watch?(LinkTraffic(direction: .sent, bytes: frame, at: quietSince))
    }

    /// Waits until something can be received.
    ///
    /// - Returns: false where nothing arrived by the given time.
    func hasInput(by time: ContinuousClock.Instant) -> Bool {
        var descriptor = pollfd(fd: modbus_get_socket(context), events: Int16(POLLIN), revents: 0)
        while true {
            let left = max(.zero, time - .now) / .nanoseconds(1)
            let ready = mashang_poll(&descriptor, 1, Int64(left))
            if ready >= 0 || errno != EINTR { return ready != 0 }
        }
    }

    /// Returns the bytes that have arrived; none where the call was interrupted.
    ///
    /// - Throws: `lineDown` if the other side has closed the connection or the port is gone.
    func receive() throws(ModbusError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(modbus_get_socket(context), &bytes, bytes.count)
        let code = errno
        // An unplugged adapter and a closed connection are always ready, and return no bytes or an error.
        guard count > 0 || count < 0 && (code == EAGAIN || code == EINTR) else {
            throw .lineDown(Text(systemError: count == 0 ? ECONNRESET : code))
        }
        (quietSince, hasAnswered) = (.now, true)
        if count > 0 { watch?(LinkTraffic(direction: .received, bytes: Array(bytes.prefix(count)), at: quietSince)) }
        return Array(bytes.prefix(max(count, 0)))
    }
}

extension Text {
    /// Creates the sentence for an `errno` of libmodbus, whose own codes begin where the system's end.
    init(modbusError code: CInt) {
        guard code >= MODBUS_ENOBASE else {
            self.init(systemError: code)
            return
        }
        let words = String(cString: modbus_strerror(code))
        self.init(zh: "libmodbus 报告：\(words)", en: "libmodbus reports: \(words)")
    }
}
