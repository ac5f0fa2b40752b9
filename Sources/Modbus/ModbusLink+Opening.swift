import CModbus
import CTerminal
import Facilities
import Glibc
import SystemErrors

extension ModbusLink {
    /// Opens an endpoint with libmodbus.
    ///
    /// - Returns: the handle, which the caller must close and free.
    /// - Throws: the reason why it cannot be opened.
    static func open(_ endpoint: ModbusEndpoint) throws(OpeningFailure) -> OpaquePointer {
        // libmodbus puts its descriptor into an fd_set and is aborted by the C library when it is 1024 or more.
        let probe = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        if probe >= 0 { Glibc.close(probe) }
        guard 0..<1000 ~= probe else { throw OpeningFailure(reason: Text(systemError: EMFILE)) }
        switch endpoint {
        case .tcp(let host, let port):
            return try connected(modbus_new_tcp_pi(host, String(port))) { tcpReason($0, host: host) }
        case .rtu(let line):
            return try connected(serial(line, device: line.device)) { serialReason($0, device: line.device) }
        case .rtuOverTCP(let host, let port, let line):
            let socket = try connected(modbus_new_tcp_pi(host, String(port))) { tcpReason($0, host: host) }
            return try overSocket(socket, line)
        }
    }

    /// Returns a handle for serial frames over a socket. libmodbus has no such backend, but its serial one only reads and writes its
    /// descriptor: it gets the socket that the TCP backend has opened.
    private static func overSocket(_ tcp: OpaquePointer, _ line: SerialLine) throws(OpeningFailure) -> OpaquePointer {
        let socket = modbus_get_socket(tcp)
        modbus_free(tcp)
        // The device is never opened.
        guard let context = serial(line, device: "/dev/null") else {
            close(socket)
            throw OpeningFailure(reason: Text(modbusError: errno))
        }
        modbus_set_socket(context, socket)
        return context
    }

    private static func serial(_ line: SerialLine, device: String) -> OpaquePointer? {
        let parity: Character =
            switch line.parity {
            case .none: "N"
            case .even: "E"
            case .odd: "O"
            }
        return modbus_new_rtu(device, CInt(line.baud), CChar(parity.asciiValue ?? 0), 8, CInt(line.stopBits))
    }

    private static func connected(
        _ context: OpaquePointer?, reason: (CInt) -> Text
    ) throws(OpeningFailure) -> OpaquePointer {
        guard let context else { throw OpeningFailure(reason: Text(modbusError: errno)) }
        modbus_set_error_recovery(context, MODBUS_ERROR_RECOVERY_NONE)
        // The time in which a connection must be established: one second.
        modbus_set_response_timeout(context, 1, 0)
        guard modbus_connect(context) == 0 else {
            let code = errno
            modbus_free(context)
            throw OpeningFailure(reason: reason(code))
        }
        return context
    }

    /// Returns the reason why a connection failed. For a name that cannot be resolved libmodbus reports a refused connection.
    private static func tcpReason(_ code: CInt, host: String) -> Text {
        var addresses: UnsafeMutablePointer<addrinfo>?
        let failure = getaddrinfo(host, nil, nil, &addresses)
        let number = errno
        if let addresses { freeaddrinfo(addresses) }
        guard failure != 0 else { return Text(modbusError: code) }
        return Text(resolverError: failure, systemError: number)
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
