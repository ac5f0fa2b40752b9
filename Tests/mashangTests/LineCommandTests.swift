import Foundation
import Modbus
import Simulator
import Synchronization
import TestSupport
import Testing

/// `read` and `scan` on a line, with a gateway that runs it and without.
@Suite(.timeLimit(.minutes(10))) struct LineCommandTests {
    private let folder = try! TemporaryFolder()
    private let line: ModbusServer
    private let asked: Asked

    private final class Asked: Sendable {
        let count = Mutex(0)
    }

    init() throws {
        let asked = Asked()
        self.asked = asked
        line = try ModbusServer.pty { request in
            asked.count.withLock { $0 += 1 }
            switch request {
            case .read(unit: 1, _, let address, let count):
                return .words((0..<UInt16(count)).map { 100 + address + $0 })
            case .read(unit: 2, _, _, _): return .exception(.illegalAddress)
            case .read, .write: return .silence
            }
        }
    }

    /// - Parameter journal: a folder of its own, and so a control socket of its own, for each gateway.
    private func configuration(_ journal: String) throws -> String {
        let (path, file) = (folder.path + "/" + journal, folder.path + "/\(journal).yaml")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try """
        gateway: {id: NJ-TEST-0001}
        journal: {path: \(path)/journal.sqlite}
        page: {listen: "127.0.0.1:0"}
        profiles: [\(Program.repository)/Tests/Benchmarks/Profiles]
        buses:
          line-1: {rtu: {device: \(line.device), baud: 19200}}
        facilities:
          - {code: \(Site.code), kind: dust-site, name: 工地, devices: [{profile: mashang-forty-words, bus: line-1, unit: 1}]}

        """.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    /// A gateway that polls the line.
    private func start(_ file: String) async throws -> Program {
        let arguments = ["run", "--config", file, "--profiles", Program.repository + "/device-profiles"]
        let program = try Program(arguments, in: folder)
        let before = asked.count.withLock(\.self)
        while asked.count.withLock(\.self) == before { try await Task.sleep(for: .milliseconds(20)) }
        return program
    }

    private func run(_ arguments: String..., file: String) async throws -> (status: CInt, output: String) {
        try await Program.run(arguments + ["--config", file], in: folder)
    }

    private static let registers = ["--unit", "1", "--registers", "holding 5", "--count", "2"]

    private func read(_ device: String, _ more: [String] = [], file: String) async throws -> (CInt, String) {
        let arguments = ["read", "--line", device] + Self.registers + more + ["--config", file]
        return try await Program.run(arguments, in: folder)
    }

    /// D2.
    @Test func aReadOfALineInUseGoesThroughTheGatewayByWhateverNameOfThePort() async throws {
        let file = try configuration("one")
        let gateway = try await start(file)
        let link = folder.path + "/by-id"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: line.device)
        for device in [line.device, link] {
            let (status, output) = try await read(device, file: file)
            #expect(status == 0 && output.contains("105") && output.contains("106"), "\(output)")
            #expect(output.contains("through the gateway that runs, on its bus line-1"), "\(output)")
        }
        // Words and status are those of the direct way.
        let refused = try await run(
            "read", "--line", line.device, "--unit", "2", "--registers", "holding 5", file: file)
        #expect(refused.status == 1 && refused.output.contains("refused: illegal data address"), "\(refused.output)")
        let silent = try await run("read", "--line", line.device, "--unit", "3", "--registers", "holding 5", file: file)
        #expect(silent.status == 69 && silent.output.contains("no answer"), "\(silent.output)")
        #expect(await gateway.end(SIGTERM) == 0)
    }

    @Test func aScanOfALineInUseGoesThroughTheGatewayWithItsSettings() async throws {
        let file = try configuration("one")
        let gateway = try await start(file)
        let found = try await run("scan", "--line", line.device, "--units", "1-3", "--timeout", "100", file: file)
        #expect(found.status == 0, "\(found.output)")
        #expect(found.output.contains("\(line.device) 19200 8N1  站号 1  "), "\(found.output)")
        #expect(found.output.contains("站号 2  设备在，但拒绝了所有问题"), "\(found.output)")
        let other = try await run(
            "scan", "--line", line.device, "--bauds", "4800,19200", "--units", "1", file: file)
        #expect(other.status == 1 && other.output.contains("mashang suspend line-1"), "\(other.output)")
        let slow = try await run("scan", "--line", line.device, "--units", "1", "--timeout", "9000", file: file)
        #expect(slow.status == 69 && slow.output.contains("5000"), "\(slow.output)")
        #expect(await gateway.end(SIGTERM) == 0)
    }

    @Test func initBesideAGatewayTakesAndWritesItsSettings() async throws {
        let file = try configuration("one")
        let gateway = try await start(file)
        let made = try await Program.run(
            [
                "init", "--yes", "--force", "--gateway", "NEW", "--line", line.device, "--units", "1-1", "--config",
                file,
                "--timeout", "1000", "--profiles", Program.repository + "/device-profiles",
            ], in: folder)
        #expect(made.status == 0, "\(made.output)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("rtu: {device: \(line.device), baud: 19200}"), "\(text)")
        #expect(await gateway.end(SIGTERM) == 0)
    }

    @Test func whoDoesNotAskTheGatewayIsToldWhoHasThePort() async throws {
        let file = try configuration("one")
        let gateway = try await start(file)
        let (status, output) = try await read(line.device, file: folder.path + "/no-such.yaml")
        #expect(status == 69, "\(output)")
        #expect(output.contains("in use by ") && output.contains("(pid \(gateway.processID))"), "\(output)")
        #expect(await gateway.end(SIGTERM) == 0)
    }

    @Test func aSuspendedLineIsReadDirectly() async throws {
        let file = try configuration("one")
        let gateway = try await start(file)
        #expect(try await run("suspend", "line-1", "--minutes", "30", file: file).status == 0)
        let (status, output) = try await read(line.device, ["--baud", "4800"], file: file)
        #expect(status == 0 && output.contains("105") && !output.contains("through the gateway"), "\(output)")
        #expect(await gateway.end(SIGTERM) == 0)
    }

    /// D1.
    @Test func aSecondGatewayDoesNotTouchTheLineAndSaysWhoHasIt() async throws {
        let gateway = try await start(try configuration("one"))
        let file = try configuration("two")
        let arguments = ["run", "--config", file, "--profiles", Program.repository + "/device-profiles"]
        let second = try Program(arguments, in: folder)
        var status = ""
        while !status.contains("（进程号 \(gateway.processID)）") {
            try #require(second.isRunning, "\(second.output)")
            status = try await run("status", file: file).output
        }
        #expect(status.contains("占用"), "\(status)")
        // It takes the line when the first one is gone.
        #expect(await gateway.end(SIGKILL) != 0)
        while status.contains("占用") { status = try await run("status", file: file).output }
        let (code, output) = try await read(line.device, file: file)
        #expect(code == 0 && output.contains("through the gateway"), "\(output)")
        #expect(await second.end(SIGTERM) == 0)
    }

    /// D1: two names of one port are found before anything runs.
    @Test func checkNamesBothPlacesOfOnePort() async throws {
        let (file, link) = (folder.path + "/shared.yaml", folder.path + "/by-id")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: line.device)
        try """
        gateway: {id: NJ-TEST-0001, language: en}
        buses:
          line-1: {rtu: {device: \(line.device)}}
          line-2: {rtu: {device: \(link)}}

        """.write(toFile: file, atomically: true, encoding: .utf8)
        let (status, output) = try await run("check", file: file)
        #expect(status == 65, "\(output)")
        #expect(output.contains("\(file):4:11: \(link) is the same as \(line.device) of the bus line-1 in line 3"))
    }

    /// D11 and D14: a controller whose points two facilities share, described with numbers of its manual.
    @Test func checkWarnsOfNumbersOfAManualAndTakesAUnitOfTwoFacilities() async throws {
        try """
        profile: own-plc
        name: {zh: 控制器, en: controller}
        source: "test"
        verified: false
        points: {pressureDrop: {register: holding 40001, type: uint16, unit: Pa}}
        """.write(toFile: folder.path + "/own-plc.yaml", atomically: true, encoding: .utf8)
        let file = folder.path + "/plc.yaml"
        let devices = "devices: [{profile: own-plc, bus: plc, unit: 5}]"
        try """
        gateway: {id: NJ-TEST-0001, language: en}
        buses: {plc: {tcp: {host: 127.0.0.1}}}
        facilities:
          - {code: NJ320104C00012K, kind: activated-carbon, name: 1#, carbon: {form: granular}, \(devices)}
          - {code: NJ320104C000139, kind: activated-carbon, name: 2#, carbon: {form: granular}, \(devices)}

        """.write(toFile: file, atomically: true, encoding: .utf8)
        let (status, output) = try await run("check", "--profiles", folder.path, file: file)
        #expect(status == 0, "\(output)")
        let warnings = output.split(separator: "\n").filter { $0.contains("holding 40001") && $0.contains("warning:") }
        #expect(warnings.count == 1 && warnings[0].contains("own-plc.yaml:5:"), "\(output)")
        #expect(warnings.first?.contains("write register: holding 0,") == true, "\(output)")
    }

    /// D15.
    @Test func aFloatIsShownAsTheDeviceShowsIt() async throws {
        let server = try ModbusServer.tcp { _ in .words([0x420D, 0x3333]) }
        defer { server.stop() }
        let profile = folder.path + "/float.yaml"
        try """
        profile: float
        name: {zh: 浮点, en: float}
        source: "test"
        verified: false
        points: {a: {register: holding 0, type: float32, own: true}}
        """.write(toFile: profile, atomically: true, encoding: .utf8)
        let place = "127.0.0.1:\(server.port)"
        for what in [["--profile", profile], ["--registers", "holding 0", "--count", "2"]] {
            let (status, output) = try await Program.run(["read", "--tcp", place] + what, in: folder)
            #expect(status == 0 && output.contains("35.3 ") && !output.contains("35.29"), "\(output)")
        }
    }

    /// D4.
    @Test(arguments: [
        ["read", "--line", "/dev/x", "--unit", "0", "--registers", "holding 0"],
        ["read", "--line", "/dev/x", "--unit", "248", "--registers", "holding 0"],
        ["scan", "--line", "/dev/x", "--units", "0-3"], ["scan", "--line", "/dev/x", "--units", "240-255"],
        ["simulate", "--pty", "/tmp/x", "--unit", "248", "--profile", "xy-md02"],
    ]) func onALineUnitsGoFrom1To247(arguments: [String]) async throws {
        let (status, output) = try await Program.run(arguments, in: folder)
        #expect(status == 64 && output.contains("1-247") && output.contains("broadcast"), "\(output)")
    }

    @Test(arguments: ["0", "255"]) func overTCPUnitsGoFrom0To255(unit: String) async throws {
        let server = try ModbusServer.tcp { .words([UInt16($0.unit) + 1]) }
        defer { server.stop() }
        let place = "127.0.0.1:\(server.port)"
        let read = try await Program.run(
            ["read", "--tcp", place, "--unit", unit, "--registers", "holding 0"], in: folder)
        #expect(read.status == 0 && read.output.contains("\(Int(unit)! + 1)"), "\(read.output)")
        let scan = try await Program.run(["scan", "--tcp", place, "--units", "\(unit)-\(unit)"], in: folder)
        #expect(scan.status == 0 && scan.output.contains("unit \(unit)  "), "\(scan.output)")
    }
}
