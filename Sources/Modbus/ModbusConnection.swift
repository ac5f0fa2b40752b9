import CModbus
import Glibc

/// Owns libmodbus's handle, and does what libmodbus leaves to its caller: the silence between frames, forgetting what
/// came too late, and opening again. Its own recovery modes stay off: they sleep and reconnect inside a call.
final class ModbusConnection {
    private let endpoint: ModbusEndpoint
    private var context: OpaquePointer?
    private var backoff = Backoff()
    private var quietSince = ContinuousClock.now

    init(_ endpoint: ModbusEndpoint) {
        self.endpoint = endpoint
    }

    deinit { close() }

    func read(_ request: ModbusRead) throws(ModbusError) -> [UInt16] {
        guard 1...request.table.maximum ~= request.count else {
            throw .impossible("\(request.count) entries; a read has 1 to \(request.table.maximum)")
        }
        return try transact(unit: request.unit, timeout: request.timeout, gap: request.gap) { context in
            request.table.isBits ? Self.readBits(context, request) : Self.readWords(context, request)
        }
    }

    func write(_ request: ModbusWrite) throws(ModbusError) {
        guard request.table == .coil || request.table == .holding, !request.values.isEmpty else {
            throw .impossible("only coils and holding registers can be written, one or more")
        }
        _ = try transact(unit: request.unit, timeout: request.timeout, gap: request.gap) { context in
            Self.write(context, request) < 0 ? .failure(ModbusError(code: errno)) : .success([])
        }
    }

    func close() {
        guard let context else { return }
        modbus_close(context)
        modbus_free(context)
        self.context = nil
    }

    // MARK: One request and its answer

    private func transact(
        unit: UInt8, timeout: Duration, gap: Duration,
        _ call: (OpaquePointer) -> Result<[UInt16], ModbusError>
    ) throws(ModbusError) -> [UInt16] {
        let context = try opened()
        guard modbus_set_slave(context, CInt(unit)) == 0 else { throw .impossible("there is no unit \(unit)") }
        let (seconds, attoseconds) = timeout.components
        modbus_set_response_timeout(context, UInt32(seconds), UInt32(attoseconds / 1_000_000_000_000))
        if case .rtu(let line) = endpoint {
            sleep(until: quietSince + max(line.silence, gap))
            modbus_flush(context)
        } else if gap > .zero {
            sleep(until: quietSince + gap)
        }
        let answer = call(context)
        quietSince = .now
        if case .failure(let error) = answer { recover(from: error, timeout: timeout) }
        return try answer.get()
    }

    /// Leaves the link such that nothing that was meant for this request can be taken for the next one's answer.
    private func recover(from error: ModbusError, timeout: Duration) {
        switch (error, endpoint) {
        case (.refused, _), (.impossible, _): break
        case (.lineDown, _):
            close()
            backoff.failed()
        case (.noAnswer, .tcp), (.garbled, .tcp): close()
        case (.noAnswer, .rtu): discard(for: min(timeout, .seconds(1)))
        case (.garbled, .rtu(let line)): discard(for: max(.milliseconds(50), line.silence * 10))
        }
    }

    /// Throws away what arrives until the time is over. A device that answers late does so within its time-out again.
    private func discard(for duration: Duration) {
        guard let context else { return }
        let end = ContinuousClock.now + duration
        var bytes = [UInt8](repeating: 0, count: 512)
        var descriptor = pollfd(fd: modbus_get_socket(context), events: Int16(POLLIN), revents: 0)
        while ContinuousClock.now < end {
            let left = (end - .now).components
            let ready = poll(&descriptor, 1, CInt(left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000) + 1)
            // A line that went away is always ready and gives nothing: the next request will find out.
            if ready > 0, Glibc.read(descriptor.fd, &bytes, bytes.count) <= 0 { break }
        }
        quietSince = .now
    }

    private func sleep(until time: ContinuousClock.Instant) {
        let left = (time - .now).components
        guard left.seconds > 0 || left.seconds == 0 && left.attoseconds > 0 else { return }
        var pause = timespec(tv_sec: Int(left.seconds), tv_nsec: Int(left.attoseconds / 1_000_000_000))
        var rest = timespec()
        while nanosleep(&pause, &rest) == -1, errno == EINTR { pause = rest }
    }
}

// MARK: Opening

extension ModbusConnection {
    private func opened() throws(ModbusError) -> OpaquePointer {
        if let context { return context }
        guard backoff.mayTry else { throw .lineDown(backoff.reason) }
        do {
            let context = try open()
            self.context = context
            backoff.succeeded()
            return context
        } catch {
            backoff.failed("\(endpoint): \(error.reason)")
            throw .lineDown(backoff.reason)
        }
    }

    private struct OpeningFailure: Error {
        var reason: String
    }

    private func open() throws(OpeningFailure) -> OpaquePointer {
        // libmodbus puts its descriptor into an fd_set and is aborted by the C library when it is 1024 or more.
        let probe = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        if probe >= 0 { Glibc.close(probe) }
        guard 0..<1000 ~= probe else { throw OpeningFailure(reason: "too many files are open") }
        guard let context = Self.context(for: endpoint) else {
            throw OpeningFailure(reason: String(cString: modbus_strerror(errno)))
        }
        modbus_set_error_recovery(context, MODBUS_ERROR_RECOVERY_NONE)
        modbus_set_response_timeout(context, 1, 0)
        guard modbus_connect(context) == 0 else {
            let code = errno
            modbus_free(context)
            throw OpeningFailure(reason: Self.reason(code))
        }
        return context
    }

    private static func context(for endpoint: ModbusEndpoint) -> OpaquePointer? {
        switch endpoint {
        case .tcp(let host, let port):
            return modbus_new_tcp_pi(host, String(port))
        case .rtu(let line):
            let parity: Character =
                switch line.parity {
                case .none: "N"
                case .even: "E"
                case .odd: "O"
                }
            return modbus_new_rtu(
                line.device, CInt(line.baud), CChar(parity.asciiValue ?? 0), 8, CInt(line.stopBits)
            )
        }
    }

    private static func reason(_ code: CInt) -> String {
        switch code {
        case EACCES: "permission denied; add the user to the group of the device, usually dialout"
        case ENOENT: "there is no such device; is it plugged in?"
        default: String(cString: modbus_strerror(code))
        }
    }
}

// MARK: The calls of libmodbus

extension ModbusConnection {
    private static func readWords(_ context: OpaquePointer, _ request: ModbusRead) -> Result<[UInt16], ModbusError> {
        var words = [UInt16](repeating: 0, count: request.count)
        let (address, count) = (CInt(request.address), CInt(request.count))
        let read =
            request.table == .holding
            ? modbus_read_registers(context, address, count, &words)
            : modbus_read_input_registers(context, address, count, &words)
        return read == count ? .success(words) : .failure(ModbusError(code: errno))
    }

    private static func readBits(_ context: OpaquePointer, _ request: ModbusRead) -> Result<[UInt16], ModbusError> {
        var bits = [UInt8](repeating: 0, count: request.count)
        let (address, count) = (CInt(request.address), CInt(request.count))
        let read =
            request.table == .coil
            ? modbus_read_bits(context, address, count, &bits)
            : modbus_read_input_bits(context, address, count, &bits)
        return read == count ? .success(bits.map(UInt16.init)) : .failure(ModbusError(code: errno))
    }

    private static func write(_ context: OpaquePointer, _ request: ModbusWrite) -> CInt {
        let (address, count) = (CInt(request.address), CInt(request.values.count))
        switch (request.table, count) {
        case (.coil, 1): return modbus_write_bit(context, address, request.values[0] == 0 ? 0 : 1)
        case (.coil, _): return modbus_write_bits(context, address, count, request.values.map { $0 == 0 ? 0 : 1 })
        case (_, 1): return modbus_write_register(context, address, request.values[0])
        default: return modbus_write_registers(context, address, count, request.values)
        }
    }
}
