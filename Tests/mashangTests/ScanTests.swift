import Foundation
import Modbus
import Simulator
import TestSupport
import Testing

struct ScanTests {
    private let folder = try! TemporaryFolder()

    /// Unit 1 says that it is a 785, unit 2 has other registers, unit 3 is not there.
    private func devices() throws -> ModbusServer {
        try ModbusServer.tcp { request in
            switch request {
            case .read(unit: 1, table: .holding, address: 14, count: 1): .words([785])
            case .read(unit: 1, _, _, let count): .words(Array(repeating: 0, count: count))
            case .read(unit: 2, _, _, _): .exception(.illegalAddress)
            case .read, .write: .silence
            }
        }
    }

    private func scan(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try """
        profile: the-785
        name: {zh: 变送器, en: transmitter}
        source: "test"
        verified: false
        identify: {register: holding 14, equals: 785}
        points: {pressureDrop: {register: holding 0, type: uint16, unit: Pa}}
        """.write(toFile: folder.path + "/the-785.yaml", atomically: true, encoding: .utf8)
        return try await Program.run(["scan", "--timeout", "100", "--profiles", folder.path] + arguments, in: folder)
    }

    @Test func whatAnswersIsFoundAndRecognisedByItsMark() async throws {
        let server = try devices()
        defer { server.stop() }
        let (status, output) = try await scan("--tcp", "127.0.0.1:\(server.port)", "--units", "1-3")
        #expect(status == 0)
        #expect(output.contains("127.0.0.1:\(server.port)  unit 1  the-785  变送器 transmitter\n"), "\(output)")
        #expect(output.contains("unit 2  no profile recognises it (illegal data address)\n"))
        #expect(!output.contains("  unit 3  "))
    }

    @Test func whereNothingAnswersItSaysWhatToCheck() async throws {
        let server = try devices()
        defer { server.stop() }
        let silent = try await scan("--tcp", "127.0.0.1:\(server.port)", "--units", "3-4")
        #expect(silent.status == 69 && silent.output.contains("check the wiring"), "\(silent.output)")
        let closed = try await scan("--tcp", "127.0.0.1:\(freePort())", "--units", "1-247")
        #expect(
            closed.status == 69 && closed.output.contains("nothing there waits for connections"), "\(closed.output)")
        #expect(!closed.output.contains("wiring"))
        let missing = try await scan("--line", folder.path + "/ttyS9", "--units", "1")
        #expect(missing.status == 69 && missing.output.contains("is it plugged in?"), "\(missing.output)")
    }

    @Test(arguments: [
        (["--units", "1-3"], "say either --tcp"), (["--tcp", "h", "--units", "3-1"], "--units: write a unit"),
        (["--line", "/dev/x", "--bauds", "fast"], "is no list of baud rates"),
        (["--line", "/dev/x", "--parities", "some"], "is no parity"),
    ]) func whatIsWronglyAskedIsSaid(arguments: [String], reason: String) async throws {
        let program = try Program(["scan"] + arguments, in: folder)
        #expect(await program.exitStatus == 64)
        #expect(program.output.contains(reason), "\(program.output)")
    }

    @Test func rawRegistersAreShownInEveryWayToReadThem() async throws {
        let server = try ModbusServer.tcp { _ in .words([0x0000, 0x447A]) }
        defer { server.stop() }
        let program = try Program(
            ["read", "--tcp", "127.0.0.1:\(server.port)", "--registers", "holding 100", "--count", "2"], in: folder)
        #expect(await program.exitStatus == 0)
        let lines = program.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("101 447A Dz 17530 17530 – 31300"), "\(lines)")
        // 1000 as a float with the low word first.
        #expect(lines.contains("100, 101 float32 ~ 1000 ~ ~"), "\(lines)")
        #expect(lines.contains("100, 101 uint32 17530 ~ 31300 ~"), "\(lines)")
    }
}
