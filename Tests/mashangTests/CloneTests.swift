import Modbus
import Simulator
import TestSupport
import Testing

/// E14: what the README says to type in a clone.
@Suite(.timeLimit(.minutes(5))) struct CloneTests {
    @Test func inACloneAProfileIsFoundByItsName() async throws {
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, _, let count) = request else { return .done }
            return .words(Array(repeating: 25, count: count))
        }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        func read(in place: String) async throws -> (status: CInt, output: String) {
            let arguments = [
                "read", "--profile", "novus-np785", "--tcp", "127.0.0.1:\(server.port)", "--unit", "1", "--language",
                "en",
            ]
            let program = try Program(arguments, in: folder, through: ["--chdir", place])
            return (await program.exitStatus, program.output)
        }
        let there = try await read(in: Program.repository)
        #expect(there.status == 0 && there.output.contains("pressureDrop  "), "\(there)")
        // Where there are no profiles beside, it says which one it looked for.
        let elsewhere = try await read(in: folder.path)
        #expect(elsewhere.status == 64 && elsewhere.output.contains("'novus-np785'"), "\(elsewhere)")
    }
}
