import Dispatch
public import Facilities
import Glibc
public import Modbus
import SystemErrors

/// A server that answers like Modbus devices, for simulators.
///
/// It splits and builds frames itself, because the RTU server of libmodbus answers for a single unit only.
public final class ModbusServer: Sendable {
    /// Returns the answer to a request.
    public typealias Responder = @Sendable (ModbusRequest) -> ModbusResponse
    /// Returns whether the network cable or the serial adapter is plugged in; called every 20 ms. While it is not,
    /// connections are closed, new ones too, and the serial device does not exist.
    public typealias Plug = @Sendable () -> Bool

    /// The TCP port; 0 on a serial line.
    public let port: UInt16
    /// The path of the serial device that a client opens; empty on TCP.
    public let device: String

    private let wake: (read: CInt, write: CInt)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts a server on TCP for every unit that the responder answers for. Port 0 chooses a free one.
    ///
    /// - Parameter isSerial: whether it uses the frames of a serial line, as serial device servers pass them on.
    /// - Throws: `ServerFailure` if the host is not an address of this machine or the port is in use.
    public static func tcp(
        host: String = "127.0.0.1", port: UInt16 = 0, isSerial: Bool = false, isPluggedIn: Plug? = nil,
        responder: @escaping Responder
    ) throws(ServerFailure) -> ModbusServer {
        let listener = try Sockets.listen(host: host, port: port)
        let server = try ModbusServer(port: Sockets.port(of: listener), device: "")
        let ports = ServedPorts(framing: isSerial ? .rtu : .tcp, listener: listener)
        server.run(ServerLoop(ports, stop: server.wake.read, isPluggedIn: isPluggedIn, responder: responder))
        return server
    }

    /// Starts a server on a serial line without hardware: a pseudo terminal, under the path `link` if one is given,
    /// which it has again after it was unplugged.
    ///
    /// - Parameter line: the line whose speed determines how long requests, silences and answers take; nil if they take
    ///   no time.
    /// - Throws: `ServerFailure` if the terminal or the link cannot be created.
    public static func pty(
        link: String? = nil, pacedBy line: SerialLine? = nil, isPluggedIn: Plug? = nil, responder: @escaping Responder
    ) throws(ServerFailure) -> ModbusServer {
        let terminal = try PseudoTerminal(link: link)
        let server = try ModbusServer(port: 0, device: link ?? terminal.device)
        let ports = ServedPorts(framing: .rtu, terminal: terminal, link: link, line: line)
        server.run(ServerLoop(ports, stop: server.wake.read, isPluggedIn: isPluggedIn, responder: responder))
        return server
    }

    private init(port: UInt16, device: String) throws(ServerFailure) {
        self.port = port
        self.device = device
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw ServerFailure(Text(zh: "无法创建管道", en: "cannot make a pipe")) }
        wake = (ends[0], ends[1])
    }

    deinit {
        stop()
        close(wake.read)
        close(wake.write)
    }

    /// Stops the server and closes every connection. Returns when that is done.
    public func stop() {
        var byte: UInt8 = 1
        write(wake.write, &byte, 1)
        ended.wait()
        ended.signal()
    }

    private func run(_ loop: consuming sending ServerLoop) {
        let ended = ended
        let loop = SendableLoop(loop: loop)
        DispatchQueue(label: "modbus server").async {
            loop.loop.run()
            ended.signal()
        }
    }
}

// The loop is created on one thread and then belongs to the other permanently.
private struct SendableLoop: @unchecked Sendable {
    let loop: ServerLoop
}

/// The reason why a server cannot start.
public struct ServerFailure: ExplainedError {
    /// The reason as a message.
    public var text: Text

    /// Creates a failure with the reason of the last failed system call, from `errno`.
    init(_ what: Text) {
        let code = errno
        guard code != 0 else {
            text = what
            return
        }
        let reason = Text(systemError: code)
        text = Text(zh: "\(what.zh)：\(reason.zh)", en: "\(what.en): \(reason.en)")
    }
}
