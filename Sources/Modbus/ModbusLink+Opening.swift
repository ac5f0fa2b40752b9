import CModbus
import Facilities
import Glibc
import SystemErrors

extension ModbusLink {
    /// The time in which a TCP connection must be established.
    private static let patience = Duration.seconds(1)

    /// Opens an endpoint: a serial port with libmodbus, a TCP connection without blocking the loop.
    ///
    /// - Throws: the reason why it cannot be opened.
    static func open(
        _ endpoint: ModbusEndpoint, on loop: BusLoop, watch: LinkWatch?, isolation: isolated (any Actor)? = #isolation
    ) async throws(OpeningFailure) -> ModbusLink {
        let port: LinkPort
        switch endpoint {
        case .tcp(let host, let number), .rtuOverTCP(let host, let number, _):
            port = LinkPort(socket: try await connection(to: host, port: number, on: loop))
        case .rtu(let line): port = LinkPort(try serial(line))
        }
        return ModbusLink(port, framing: endpoint.line == nil ? .tcp : .rtu, on: loop, watch: watch)
    }

    // MARK: TCP

    /// Returns a connected socket that does not block. The addresses of the host are tried one after another.
    private static func connection(
        to host: String, port: UInt16, on loop: BusLoop, isolation: isolated (any Actor)? = #isolation
    ) async throws(OpeningFailure) -> CInt {
        var failure = OpeningFailure(reason: Text(systemError: ECONNREFUSED))
        for address in try await addresses(of: host, port: port) {
            do throws(OpeningFailure) {
                return try await connected(to: address, on: loop)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    /// Returns the addresses of a host. Only a name needs a thread that may block.
    private static func addresses(
        of host: String, port: UInt16, isolation: isolated (any Actor)? = #isolation
    ) async throws(OpeningFailure) -> [SocketAddress] {
        let numeric = SocketAddress.resolve(host, port: port, flags: AI_NUMERICHOST)
        if case .success(let addresses) = numeric { return addresses }
        return try await BlockingCalls.shared.run { SocketAddress.resolve(host, port: port) }.get()
    }

    private static func connected(
        to address: SocketAddress, on loop: BusLoop, isolation: isolated (any Actor)? = #isolation
    ) async throws(OpeningFailure) -> CInt {
        let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let descriptor = socket(address.family, CInt(kind), 0)
        guard descriptor >= 0 else { throw OpeningFailure(reason: Text(systemError: errno)) }
        // A request is one small packet, which must not wait for the acknowledgement of the one before.
        var on: CInt = 1
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<CInt>.size))
        var code = address.connect(descriptor)
        if code == EINPROGRESS {
            let isDone = await loop.isReady(descriptor, for: POLLOUT, by: .now + patience)
            code = isDone ? error(of: descriptor) : ETIMEDOUT
        }
        guard code == 0 else {
            close(descriptor)
            throw OpeningFailure(reason: Text(systemError: code))
        }
        return descriptor
    }

    /// Returns the error code of a socket; 0 if there is none.
    private static func error(of descriptor: CInt) -> CInt {
        var code: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0 ? code : errno
    }

    // MARK: Serial ports

    /// Returns a connected handle of libmodbus, which the caller must close and free.
    private static func serial(_ line: SerialLine) throws(OpeningFailure) -> OpaquePointer {
        let parity: Character =
            switch line.parity {
            case .none: "N"
            case .even: "E"
            case .odd: "O"
            }
        let context = modbus_new_rtu(
            line.device, CInt(line.baud), CChar(parity.asciiValue ?? 0), 8, CInt(line.stopBits))
        guard let context else { throw OpeningFailure(reason: Text(modbusError: errno)) }
        guard modbus_connect(context) == 0 else {
            let code = errno
            modbus_free(context)
            throw OpeningFailure(reason: serialReason(code, device: line.device))
        }
        return context
    }

    private static func serialReason(_ code: CInt, device: String) -> Text {
        switch code {
        case EACCES:
            Text(zh: "没有权限：", en: "permission denied; ") + permissionAdvice(for: device)
        case ENOENT: Text(systemError: ENODEV)
        default: Text(modbusError: code)
        }
    }

    /// Returns the advice how a user gets access to a device.
    static func permissionAdvice(for device: String) -> Text {
        var status = stat()
        guard stat(device, &status) == 0, status.st_mode & S_IRGRP != 0, status.st_mode & S_IWGRP != 0,
            let group = getgrgid(status.st_gid)?.pointee.gr_name
        else {
            return Text(
                zh: "没有用户组可以使用它，请用 udev 规则设置所有者和权限",
                en: "no group may use it: set its owner and mode with a udev rule")
        }
        let name = String(cString: group)
        return Text(
            zh: "它属于用户组 \(name)，请运行 sudo usermod -aG \(name) 用户名，再重启程序",
            en: "it belongs to the group \(name): usermod -aG \(name) USER, then start the program again")
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
