import CModbus
import Glibc

/// An open link: libmodbus's handle and the descriptor in it.
///
/// libmodbus opens it, and takes whole frames off it, their CRC checked. Its calls that also send and compare give up at
/// the first frame that is not the answer and leave the answer itself in the line, where the next call takes it for its
/// own; so sending, waiting and comparing are done here. Its recovery modes stay off: they sleep and reconnect inside
/// a call.
final class ModbusLink {
    let framing: Framing
    /// When the last byte went out or came in.
    private(set) var quietSince = ContinuousClock.now
    private let context: OpaquePointer
    private let isSocket: Bool

    /// Noise without end is not waited for longer than this.
    private static let patience = Duration.seconds(1)

    init(_ endpoint: ModbusEndpoint) throws(OpeningFailure) {
        context = try Self.open(endpoint)
        framing = endpoint.line == nil ? .tcp : .rtu
        if case .rtu = endpoint { isSocket = false } else { isSocket = true }
        // Between the bytes of one frame: radio modems and serial servers send it in pieces.
        modbus_set_response_timeout(context, 0, 250_000)
        modbus_set_byte_timeout(context, 0, 250_000)
    }

    deinit {
        modbus_close(context)
        modbus_free(context)
    }

    /// Returns when nothing has come in for as long as `silence`, and not before `earliest`. What comes in until then
    /// answers nothing that is still asked: it is thrown away.
    ///
    /// - Returns: the first of what was thrown away.
    func settle(_ silence: Duration, notBefore earliest: ContinuousClock.Instant?) throws(ModbusError) -> [UInt8] {
        let end = max(.now, earliest ?? .now) + Self.patience
        var discarded: [UInt8] = []
        while hasInput(by: max(quietSince + silence, earliest ?? quietSince)) {
            let bytes = try discard()
            if discarded.isEmpty { discarded = bytes }
            guard .now < end else { throw .garbled("the line is never silent") }
        }
        return discarded
    }

    func send(_ frame: [UInt8]) throws(ModbusError) {
        let descriptor = modbus_get_socket(context)
        let sent =
            isSocket
            ? Glibc.send(descriptor, frame, frame.count, CInt(MSG_NOSIGNAL)) : write(descriptor, frame, frame.count)
        guard sent == frame.count else { throw .lineDown(reason(of: errno)) }
        quietSince = .now
    }

    /// Waits until something can be received; false when nothing has come by then.
    func hasInput(by time: ContinuousClock.Instant) -> Bool {
        var descriptor = pollfd(fd: modbus_get_socket(context), events: Int16(POLLIN), revents: 0)
        while true {
            let left = max(.zero, time - .now).components
            var pause = timespec(tv_sec: Int(left.seconds), tv_nsec: Int(left.attoseconds / 1_000_000_000))
            let ready = ppoll(&descriptor, 1, &pause, nil)
            if ready >= 0 || errno != EINTR { return ready != 0 }
        }
    }

    /// The next frame, whosever it is; nil for one of another unit.
    func receive(from unit: UInt8) throws(ModbusError) -> [UInt8]? {
        // On a serial line libmodbus looks at the unit before it looks at the CRC.
        if framing == .rtu { modbus_set_slave(context, CInt(unit)) }
        var frame = [UInt8](repeating: 0, count: Int(MODBUS_MAX_ADU_LENGTH))
        let count = modbus_receive_confirmation(context, &frame)
        let code = errno
        quietSince = .now
        switch count {
        case 1...: return Array(frame.prefix(Int(count)))
        case 0: return nil
        default: throw ModbusError(receiving: code)
        }
    }

    /// Whether there are bytes behind the frame that was received last. Only for TCP: on a serial line the CRC says more.
    var hasSurplus: Bool {
        var byte: UInt8 = 0
        return framing == .tcp && recv(modbus_get_socket(context), &byte, 1, CInt(MSG_PEEK | MSG_DONTWAIT)) > 0
    }

    private func discard() throws(ModbusError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(modbus_get_socket(context), &bytes, bytes.count)
        let code = errno
        // An adapter that was unplugged, like a peer that has hung up, is always ready and gives nothing, or an error.
        guard count > 0 || count < 0 && (code == EAGAIN || code == EINTR) else {
            throw .lineDown(reason(of: count == 0 ? ECONNRESET : code))
        }
        if framing == .rtu { quietSince = .now }
        return Array(bytes.prefix(max(count, 0)))
    }
}

func reason(of code: CInt) -> String { String(cString: modbus_strerror(code)) }
