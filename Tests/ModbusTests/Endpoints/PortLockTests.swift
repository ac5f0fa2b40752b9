import Foundation
import Glibc
import Simulator
import TestSupport
import Testing

@testable import Modbus

@Sendable private func addresses(_ request: ModbusRequest) -> ModbusResponse {
    switch request {
    case .read(let unit, _, let address, let count):
        .words((0..<UInt16(count)).map { UInt16(unit) * 1000 + address + $0 })
    case .write: .done
    }
}

private let request = ModbusRead(unit: 1, table: .holding, address: 7, count: 1, timeout: .seconds(20))

/// One owner of a serial port, on pseudo terminals: the kernel's locks and marks are the same as those of a UART.
@Suite(.timeLimit(.minutes(10))) struct PortLockTests {
    private let server: ModbusServer
    private let bus: ModbusBus

    init() throws {
        server = try ModbusServer.pty(responder: addresses)
        bus = ModbusBus(.rtu(SerialLine(device: server.device, baud: 115_200)))
    }

    private func bus(_ device: String? = nil) -> ModbusBus {
        ModbusBus(.rtu(SerialLine(device: device ?? server.device, baud: 115_200)))
    }

    private func failure(of bus: ModbusBus) async -> String? {
        do {
            _ = try await bus.read(request)
            return nil
        } catch {
            return error.description
        }
    }

    /// Whether only root may open the terminal.
    private func isExclusive() -> Bool {
        let terminal = open(server.device, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        defer { close(terminal) }
        var isExclusive: CInt = -1
        // TIOCGEXCL
        _ = ioctl(terminal, 0x8004_5440, &isExclusive)
        return isExclusive == 1
    }

    @Test func aSecondBusOfTheProgramOnOnePortIsKeptOffByWhateverNameItComes() async throws {
        let folder = try TemporaryFolder()
        let link = folder.path + "/by-id"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: server.device)
        #expect(try await bus.read(request) == [1007])
        for device in [link, server.device] {
            let failure = await failure(of: bus(device))
            #expect(failure?.contains("in use by this program already") == true, "\(failure ?? "no failure")")
        }
        #expect(try await bus.read(request) == [1007])
    }

    @Test func anotherProgramThatHasTheLockIsNamed() async throws {
        let other = Process()
        other.executableURL = URL(filePath: "/usr/bin/env")
        other.arguments = ["flock", "--nonblock", server.device, "sh", "-c", "echo held; exec cat"]
        let (input, output) = (Pipe(), Pipe())
        (other.standardInput, other.standardOutput) = (input, output)
        try other.run()
        defer { other.waitUntilExit() }
        _ = output.fileHandleForReading.availableData
        let seen = await failure(of: bus)
        #expect(seen?.contains("in use by ") == true && seen?.contains("(pid ") == true, "\(seen ?? "no failure")")
        #expect(PortHolder.other(of: server.device) != nil)
        // It is tried again by itself.
        try input.fileHandleForWriting.close()
        while await failure(of: bus) != nil { try await Task.sleep(for: .milliseconds(20)) }
        #expect(PortHolder.other(of: server.device) == nil)
    }

    @Test func whoKnowsNothingOfLocksMayNotOpenIt() async throws {
        #expect(!isExclusive())
        _ = try await bus.read(request)
        #expect(isExclusive())
        await bus.close()
        #expect(!isExclusive())
    }

    @Test func theLockIsKeptWhileTheLinkIsOpenedAgainAndEndsWithTheBus() async throws {
        let lock = PortLock(server.device)
        try lock.take()
        lock.claim()
        try lock.take()
        #expect(!isExclusive())
        #expect(throws: OpeningFailure.self) { try PortLock(server.device).take() }
        lock.release()
        let other = PortLock(server.device)
        try other.take()
        other.release()
    }

    /// A killed program leaves the mark behind on a terminal whose other side stays.
    @Test func theMarkOfAProgramThatIsGoneKeepsNobodyOut() async throws {
        let left = open(server.device, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        _ = ioctl(left, UInt(TIOCEXCL))
        close(left)
        while isExclusive() { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try await bus.read(request) == [1007])
    }

    @Test func aProgramThatIsNoRootIsRefused() async throws {
        try #require(getuid() == 0, "only root can become somebody else")
        chmod(server.device, 0o666)
        _ = try await bus.read(request)
        let arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", "mbpoll"]
        let mbpoll = ["-m", "rtu", "-b", "115200", "-P", "none", "-a", "1", "-0", "-r", "7", "-c", "1", "-1"]
        let text = try await output(of: "setpriv", arguments + mbpoll + [server.device])
        #expect(text.contains("busy"), "\(text)")
    }

    @Test(arguments: [
        ("1: FLOCK  ADVISORY  WRITE 4711 00:1a:4 0 EOF", 4711), ("2: POSIX  ADVISORY  WRITE 4711 00:1a:4 0 EOF", nil),
        ("1: FLOCK  ADVISORY  WRITE 4711 00:1a:5 0 EOF", nil), ("1: FLOCK  ADVISORY  WRITE 4711 00:1b:4 0 EOF", nil),
        ("1: FLOCK  ADVISORY  WRITE 0 00:1a:4 0 EOF", nil), ("", nil), ("1: -> FLOCK ADVISORY WRITE 9 00:1a:4 0", nil),
    ]) func theKernelsListNamesTheHolder(line: String, pid: Int?) {
        #expect(PortHolder.pid(of: line, device: 0x1a, inode: 4) == pid)
    }
}
