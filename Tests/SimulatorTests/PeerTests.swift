import Modbus
import Simulator
import TestSupport
import Testing

struct PeerTests {
    @Test func mbpollReadsOurServerOverTCP() async throws {
        let server = try ModbusServer.tcp { request in
            if case .read(_, _, let address, let count) = request {
                .words((0..<UInt16(count)).map { 4000 + address + $0 })
            } else {
                .exception(.illegalFunction)
            }
        }
        let text = try await output(
            of: "mbpoll", ["-m", "tcp", "-p", "\(server.port)", "-0", "-r", "5", "-c", "2", "-1", "127.0.0.1"]
        )
        #expect(text.contains("[5]: \t4005") && text.contains("[6]: \t4006"), "\(text)")
    }

    @Test func mbpollReadsOurServerOverASerialLine() async throws {
        let server = try ModbusServer.pty { request in
            if case .read(7, _, let address, _) = request { .words([address + 1]) } else { .silence }
        }
        let text = try await output(
            of: "mbpoll",
            ["-m", "rtu", "-b", "19200", "-P", "none", "-a", "7", "-0", "-r", "41", "-c", "1", "-1", server.device]
        )
        #expect(text.contains("[41]: \t42"), "\(text)")
    }
}
