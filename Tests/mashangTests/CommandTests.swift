import Foundation
import Modbus
import TestSupport
import Testing

struct CommandTests {
    private let folder = try! TemporaryFolder()
    private let profiles = Program.repository + "/device-profiles"

    private func run(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try await Program.run(arguments, in: folder)
    }

    @Test func everyMistakeIsNamedAtOnceAndNothingStarts() async throws {
        let file = folder.path + "/wrong.yaml"
        try """
        gateway: {id: NJ, timezon: Asia/Shanghai}
        uplinks: [{name: u, mqtt: {url: "http://x"}}]
        facilities:
          - {code: abc, kind: dust-site, name: x, devices: [{profile: nosuch, bus: line-9}]}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        for command in ["check", "run"] {
            let checked = try await run(command, "--config", file, "--profiles", profiles)
            #expect(checked.status == 65)
            for place in ["\(file):1:19:", "\(file):2:33:", "\(file):4:12:", "\(file):4:63:", "\(file):4:76:"] {
                #expect(checked.output.contains(place), "\(place) is missing in \(checked.output)")
            }
        }
    }

    /// A21.
    @Test func aLimitThatNoCalendarKnowsIsAnErrorForCheckAndForRun() async throws {
        let file = folder.path + "/cycle.yaml"
        try """
        gateway: {id: NJ, language: en}
        facilities:
          - code: NJ320104C00012K
            kind: activated-carbon
            name: x
            carbon: {form: granular}
            limits: {cycleMonths: 1e30}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        for command in ["check", "run"] {
            let checked = try await run(command, "--config", file, "--profiles", profiles)
            #expect(checked.status == 65)
            #expect(
                checked.output.contains("\(file):7:27: '1e30' is outside the range of cycleMonths, which is 1 to 24"))
        }
    }

    /// A22.
    @Test func checkNamesALimitThatTheSiteHasLoosened() async throws {
        let file = folder.path + "/fume.yaml"
        try """
        gateway: {id: NJ, language: en}
        facilities:
          - code: NJ320104F00021X
            kind: fume-purifier
            name: x
            fume: {stoves: 3}
            limits: {fume: 200 mg/m3}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let checked = try await run("check", "--verbose", "--config", file, "--profiles", profiles)
        #expect(checked.status == 0)
        #expect(checked.output.contains("! limit loosened: fume 2 → 200 mg/m3"), "\(checked.output)")
        #expect(checked.output.contains("fume 200 mg/m3 (site configuration, not read in its source)"))
    }

    @Test func readShowsWhatSimulateServes() async throws {
        let link = folder.path + "/tty"
        let simulator = try Program(
            ["simulate", "--profile", "xy-md02", "--pty", link, "--set", "temperature=-5.5", "--profiles", profiles],
            in: folder
        )
        while !simulator.output.contains("xy-md02 on") { try await Task.sleep(for: .milliseconds(20)) }
        let text = try await run("read", "--profile", "xy-md02", "--line", link, "--profiles", profiles)
        #expect(text.status == 0 && text.output.contains("temperature  temperature  -5.5 °C"), "\(text.output)")
        #expect(await simulator.end(SIGTERM) == 0)
        let gone = try await run("read", "--profile", "xy-md02", "--line", link, "--profiles", profiles)
        #expect(gone.status == 69 && gone.output.contains("no such device"), "\(gone.output)")
    }

    @Test func simulateTakesFaultsWhileItServesAndKeepsServingWithoutInput() async throws {
        let (link, input) = (folder.path + "/tty", Pipe())
        let simulator = try Program(
            [
                "simulate", "--profile", "xy-md02", "--pty", link, "--baud", "9600", "--unit", "1-3", "--profiles",
                profiles,
            ], in: folder, input: input)
        func say(_ line: String, expecting answer: String) async throws {
            try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
            while !simulator.output.contains(answer) { try await Task.sleep(for: .milliseconds(20)) }
        }
        func status(_ unit: Int) async throws -> CInt {
            try await run("read", "--profile", "xy-md02", "--line", link, "--unit", "\(unit)", "--profiles", profiles)
                .status
        }
        while !simulator.output.contains("xy-md02 on") { try await Task.sleep(for: .milliseconds(20)) }
        try await say("dead 2", expecting: "done: dead 2\n")
        try await say("die 2", expecting: "wrong: 'die' is no fault; there are dead, late 800ms")
        for (unit, expected) in [(1, 0), (2, 69), (3, 0)] as [(Int, CInt)] {
            #expect(try await status(unit) == expected)
        }
        try await say("ok", expecting: "done: ok\n")
        try input.fileHandleForWriting.close()
        #expect(try await status(2) == 0)
        #expect(await simulator.end(SIGTERM) == 0)
    }

    @Test func simulateServesAScenario() async throws {
        let simulator = try Program(
            [
                "simulate", "--scenario", "activated-carbon", "--speed", "60", "--tcp", "127.0.0.1:0", "--profiles",
                profiles,
            ], in: folder)
        while !simulator.output.contains("activated-carbon on ") { try await Task.sleep(for: .milliseconds(20)) }
        // It begins at midnight, eight minutes of this before the fan starts.
        let place = try #require(simulator.output.split(separator: " ").last).trimmingCharacters(in: .newlines)
        let read = try await run("read", "--profile", "mashang-carbon-box", "--tcp", place, "--profiles", profiles)
        #expect(read.status == 0 && read.output.contains("fanState  fan running  0 1"), "\(read.output)")
        #expect(await simulator.end(SIGTERM) == 0)
        let wrong = try await run("simulate", "--scenario", "carbon", "--tcp", "127.0.0.1:0", "--profiles", profiles)
        #expect(wrong.status == 64 && wrong.output.contains("there are activated-carbon, "), "\(wrong.output)")
    }

    @Test(arguments: ["ABCD", "CDAB", "BADC", "DCBA"]) func pymodbusIsReadInEveryWordOrder(order: String) async throws {
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let server = Process()
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments = [python, Program.repository + "/Tests/ModbusTests/Peers/pymodbus_server.py"]
        let (input, output) = (Pipe(), Pipe())
        (server.standardInput, server.standardOutput) = (input, output)
        server.standardError = FileHandle.nullDevice
        try server.run()
        defer { kill(server.processIdentifier, SIGKILL) }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(UInt16(line.trimmingCharacters(in: .whitespacesAndNewlines)), "\(line)")
        let address = 1000 + 2 * (["ABCD", "CDAB", "BADC", "DCBA"].firstIndex(of: order) ?? 0)
        let file = folder.path + "/peer.yaml"
        try """
        profile: peer
        name: {zh: 对端, en: peer}
        source: "pymodbus_server.py"
        verified: false
        points:
          a: {own: true, register: holding \(address), type: float32, order: \(order)}
          b: {own: true, register: input 7, type: uint16}
          c: {own: true, register: coil 3, type: bool}
          d: {own: true, register: discrete 4, type: bool}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let read = try await run("read", "--profile", file, "--tcp", "127.0.0.1:\(port)", "--unit", "1")
        #expect(read.status == 0)
        for expected in ["a  a  123.456 1", "b  b  107 1", "c  c  1 1", "d  d  0 1"] {
            #expect(read.output.contains(expected), "\(expected) is missing in \(read.output)")
        }
    }
}
