import Dispatch
public import Facilities
import Glibc
public import Modbus
import SystemErrors

/// Answers as Modbus devices do, for simulators.
///
/// Frames are parted and made here and not by libmodbus, whose RTU server answers for a single unit only.
public final class ModbusServer: Sendable {
    public typealias Responder = @Sendable (ModbusRequest) -> ModbusResponse
    /// Whether the network cable or the serial adapter is plugged in; looked at every 20 ms. While it is not, connections are
    /// closed and new ones too, and the serial device is gone.
    public typealias Plug = @Sendable () -> Bool

    /// The TCP port; 0 on a serial line.
    public let port: UInt16
    /// The path of the serial device that a client opens; empty on TCP.
    public let device: String

    private let wake: (read: CInt, write: CInt)
    private let ended = DispatchSemaphore(value: 0)

    /// Serves every unit that the responder answers for. Port 0 takes a free one.
    ///
    /// - Parameter isSerial: with the frames of a serial line, as serial servers pass them on.
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

    /// Serves a serial line without hardware: a pseudo terminal, under a name of one's choice if one is given, which it
    /// has again after it was unplugged.
    ///
    /// - Parameter line: whose time requests, silences and answers take; nil if they take none.
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

    /// Ends it and closes every connection; returns when that is done.
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

// The loop is made on one thread and then belongs to the other for good.
private struct SendableLoop: @unchecked Sendable {
    let loop: ServerLoop
}

/// Why a server cannot begin.
public struct ServerFailure: ExplainedError {
    public var text: Text

    /// With the reason of the system call that failed last.
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
