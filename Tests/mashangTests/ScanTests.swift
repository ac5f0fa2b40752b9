import DeviceProfiles
import Foundation
import Gateway
import Modbus
import Simulator
import SiteConfiguration
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ScanTests {
    private let folder = try! TemporaryFolder()
    private static let english = ["LC_ALL": "en_US.UTF-8"]

    /// Unit 1 says that it is a 785, unit 2 has other registers, unit 3 is not there.
    private func devices() throws -> ModbusServer {
        try ModbusServer.tcp { request in
            switch request {
            case .read(unit: 1, table: .holding, address: 14, count: 1): .words([785])
            case .read(unit: 1, _, _, let count): .words(Array(repeating: 100, count: count))
            case .read(unit: 2, _, _, _): .exception(.illegalAddress)
            case .read, .write: .silence
            }
        }
    }

    private func write(_ name: String, _ points: String, identify: String = "") throws {
        try """
        profile: \(name)
        name: {zh: 变送器, en: transmitter}
        source: "test"
        verified: false
        \(identify)
        points: {\(points)}
        """.write(toFile: folder.path + "/\(name).yaml", atomically: true, encoding: .utf8)
    }

    private func scan(
        _ arguments: [String], timeout: Int = 5000, profiles: String? = nil, environment: [String: String] = english
    ) async throws -> (status: CInt, output: String) {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let own = names.contains { $0.hasSuffix(".yaml") } ? folder.path : nil
        let program = try Program(
            ["scan", "--timeout", "\(timeout)", "--config", "/dev/null/none"]
                + ((profiles ?? own).map { ["--profiles", $0] } ?? []) + arguments,
            in: folder, environment: environment)
        return (await program.exitStatus, program.output)
    }

    private func tcp(_ server: ModbusServer, _ units: String) -> [String] {
        ["--tcp", "127.0.0.1:\(server.port)", "--units", units]
    }

    private static let installed = Program.repository + "/device-profiles"

    private static func simulated(_ name: String) throws -> SimulatedDevice {
        SimulatedDevice(try ProfileCatalog(folders: [installed], files: .disk).profile(at: "\(installed)/\(name).yaml"))
    }

    // MARK: What it is

    @Test func whatAnswersIsFoundAndRecognisedByItsMark() async throws {
        try write(
            "the-785", "pressureDrop: {register: holding 0, type: uint16, unit: Pa}",
            identify: "identify: {register: holding 14, equals: 785}")
        let server = try devices()
        defer { server.stop() }
        let (status, output) = try await scan(tcp(server, "1-2"))
        #expect(status == 0)
        let place = "127.0.0.1:\(server.port)"
        #expect(output.contains("\(place)  unit 1  the-785  transmitter (certain: it carries"), "\(output)")
        #expect(output.contains("100 Pa\n") && output.contains("write: - {profile: the-785, bus: tcp-1, unit: 1}"))
        #expect(output.contains("unit 2  there, and refuses everything"), "\(output)")
        #expect(output.contains("tcp-1: {tcp: {host: \"127.0.0.1\", port: \(server.port)}}"), "\(output)")
    }

    /// E7: it has no mark, and is the one that all of its answers fit.
    @Test func aDeviceWithoutAMarkIsNamedByWhatItAnswers() async throws {
        let device = try Self.simulated("novus-np785")
        let server = try ModbusServer.tcp { device.answer($0, elapsed: 0) }
        defer { server.stop() }
        let (status, output) = try await scan(tcp(server, "1"), profiles: Self.installed)
        #expect(status == 0)
        #expect(output.contains("novus-np785  Novus NP785 differential pressure transmitter"), "\(output)")
        #expect(output.contains("- {profile: novus-np785, bus: tcp-1, unit: 1}"), "\(output)")
    }

    @Test func twoUnitsOfOneLineAreNamedEachForItself() async throws {
        let (first, second) = (try Self.simulated("novus-np785"), try Self.simulated("eastron-sdm630"))
        let line = try ModbusServer.pty { ($0.unit == 3 ? first : second).answer($0, elapsed: 0) }
        defer { line.stop() }
        let (status, output) = try await scan(
            ["--line", line.device, "--units", "3-4"], profiles: Self.installed)
        #expect(status == 0)
        #expect(output.contains("{profile: novus-np785, bus: line-1, unit: 3}"), "\(output)")
        #expect(output.contains("{profile: eastron-sdm630, bus: line-1, unit: 4}"), "\(output)")
        #expect(output.contains("line-1: {rtu: {device: \(line.device), baud: 9600}}"), "\(output)")
    }

    @Test func ofTwoThatNothingTellsApartBothAreNamed() async throws {
        for name in ["twin-a", "twin-b"] {
            try write(name, "temperature: {register: holding 0, type: float32, unit: °C, range: [0, 100]}")
        }
        let server = try ModbusServer.tcp { request in
            guard case .read(_, .holding, 0, let count) = request else { return .exception(.illegalAddress) }
            return .words(Array([0x41B3, 0x3333].prefix(count)))
        }
        defer { server.stop() }
        let (_, output) = try await scan(tcp(server, "1"))
        #expect(
            output.contains("one of these; the device's label tells:\n    twin-a  transmitter\n    twin-b"), "\(output)"
        )
        #expect(output.contains("22.4 °C"), "\(output)")
    }

    @Test func whatNoProfileExplainsIsThereAllTheSame() async throws {
        try write("narrow", "temperature: {register: holding 0, type: float32, unit: °C, range: [0, 100]}")
        let server = try ModbusServer.tcp { request in
            if case .read(_, .holding, 0, 1) = request { .words([7]) } else { .exception(.illegalAddress) }
        }
        defer { server.stop() }
        let (status, output) = try await scan(tcp(server, "1"))
        #expect(status == 0 && output.contains("no profile recognises it"), "\(output)")
        #expect(!output.contains("write: -"), "\(output)")
    }

    /// Silence is no refusal: it says nothing of the mark.
    @Test func aMarkWhoseAnswerIsLostSpeaksAgainstNothing() async throws {
        try write(
            "the-785", "temperature: {register: holding 0, type: float32, unit: °C, range: [0, 100]}",
            identify: "identify: {register: holding 14, equals: 785}")
        let server = try ModbusServer.tcp { request in
            guard case .read(_, .holding, 0, let count) = request else { return .silence }
            return .words(Array([0x41B3, 0x3333].prefix(count)))
        }
        defer { server.stop() }
        let (_, output) = try await scan(tcp(server, "1"), timeout: 2000)
        #expect(output.contains("the-785") && output.contains("22.4 °C"), "\(output)")
        #expect(output.contains("not asked to the end"), "\(output)")
        #expect(!output.contains("certain:") && !output.contains("no other profile"), "\(output)")
    }

    @Test(arguments: ["", "/none"]) func aFolderWithoutProfilesIsNamed(name: String) async throws {
        let place = "127.0.0.1:\(freePort())"
        let wrong = try await scan(["--tcp", place, "--units", "1"], profiles: folder.path + name)
        #expect(wrong.status == 65 && wrong.output.contains("--profiles \(folder.path + name): "), "\(wrong.output)")
        #expect(!wrong.output.contains("nothing there waits"), "\(wrong.output)")
    }

    // MARK: Whether it is there

    @Test func whereNothingAnswersItSaysWhatToCheck() async throws {
        let server = try devices()
        defer { server.stop() }
        let silent = try await scan(tcp(server, "3-4"), timeout: 100)
        #expect(silent.status == 69 && silent.output.contains("check the wiring"), "\(silent.output)")
        let closed = try await scan(["--tcp", "127.0.0.1:\(freePort())", "--units", "1-247"])
        #expect(
            closed.status == 69 && closed.output.contains("nothing there waits for connections"), "\(closed.output)")
        #expect(!closed.output.contains("wiring"))
        let missing = try await scan(["--line", folder.path + "/ttyS9", "--units", "1"])
        #expect(missing.status == 69 && missing.output.contains("is it plugged in?"), "\(missing.output)")
    }

    @Test func oneLostAnswerIsNotTakenForNothing() async throws {
        try write("one", "temperature: {register: input 0, type: float32, unit: °C, range: [0, 100]}")
        let asked = Mutex(0)
        let server = try ModbusServer.tcp { request in
            let number = asked.withLock { count in
                count += 1
                return count
            }
            // The first of each question is lost.
            return number % 2 == 1 ? .silence : Self.warm(request)
        }
        defer { server.stop() }
        let (status, output) = try await scan(tcp(server, "1"), timeout: 1000)
        #expect(status == 0 && output.contains("unit 1  "), "\(output)")
        #expect(output.contains("22.4 °C") && !output.contains("not asked to the end"), "\(output)")
    }

    /// 22.4 as a float in the first two registers of any table, and nothing behind them.
    private static func warm(_ request: ModbusRequest) -> ModbusResponse {
        guard case .read(_, _, 0, let count) = request, count <= 2 else { return .exception(.illegalAddress) }
        return .words(Array([0x41B3, 0x3333].prefix(count)))
    }

    /// D8: asked at once, its connection would be spoilt.
    @Test func aDeviceThatWantsTimeIsFoundWithItsDelay() async throws {
        try write("one", "temperature: {register: input 0, type: float32, unit: °C, range: [0, 100]}")
        let server = try ModbusServer.tcp { .leftAlone(Self.warm($0), .milliseconds(200)) }
        defer { server.stop() }
        let (status, output) = try await scan(tcp(server, "1") + ["--connect-delay", "1s"])
        #expect(status == 0 && output.contains("22.4 °C"), "\(output)")
        #expect(output.contains("connectDelay: 1s"), "\(output)")
    }

    /// Bytes that another parity or baud rate makes are no frames: the CRC is wrong.
    @Test func whatCannotBeReadIsSaidToBeThere() async throws {
        let line = try ModbusServer.pty { _ in .damaged(.words([1]), .badCheck) }
        defer { line.stop() }
        let (status, output) = try await scan(["--line", line.device, "--units", "1", "--diagnose"], timeout: 1000)
        #expect(status == 0)
        #expect(output.contains("unit 1  garbled: another baud rate or parity, a bad contact"), "\(output)")
        #expect(output.contains("→ 01 03 00 00 00 01 84 0A") && output.contains("a wrong CRC"), "\(output)")
    }

    /// Neither a baud rate nor English stands in what is said of an address in Chinese.
    @Test func ofAnAddressNoBaudRateIsBlamed() async throws {
        let server = try ModbusServer.tcp { _ in .damaged(.words([1]), .badCheck) }
        defer { server.stop() }
        let (_, output) = try await scan(tcp(server, "1"), timeout: 1000, environment: ["LC_ALL": "zh_CN.UTF-8"])
        #expect(output.contains("有应答，但读不懂") && !output.contains("波特率"), "\(output)")
        #expect(!output.contains("answers to something else"), "\(output)")
    }

    @Test func theDiagnosisShowsAnEchoAndWhatItMeans() async throws {
        let line = try ModbusServer.pty { _ in .damaged(.silence, .echo) }
        defer { line.stop() }
        let (status, output) = try await scan(["--line", line.device, "--units", "1", "--diagnose"], timeout: 500)
        #expect(status == 69)
        #expect(output.contains("→ 01 03 00 00 00 01 84 0A"), "\(output)")
        #expect(output.contains("nothing at all") || output.contains("(an echo)"), "\(output)")
    }

    // MARK: As a program reads it

    @Test func itsJSONDoesNotDependOnTheLanguage() async throws {
        let device = try Self.simulated("eastron-sdm630")
        let server = try ModbusServer.tcp { device.answer($0, elapsed: 0) }
        defer { server.stop() }
        var documents: [NSDictionary] = []
        for language in ["en_US.UTF-8", "zh_CN.UTF-8"] {
            let (status, output) = try await scan(
                tcp(server, "1") + ["--json"], profiles: Self.installed, environment: ["LC_ALL": language])
            #expect(status == 0)
            let start = try #require(output.firstIndex(of: "{"), "\(output)")
            let checked = try await SchemaTests.validate([output[start...].split(separator: "\n").joined()])
            #expect(checked.status == 0, "\(checked.output)")
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(output[start...].utf8)) as? NSDictionary)
            documents.append(document)
        }
        let units = documents.map { ($0["lines"] as? [[String: Any]])?.first?["units"] as? [[String: Any]] ?? [] }
        for unit in units.compactMap(\.first) {
            #expect(unit["state"] as? String == "answers" && unit["unit"] as? Int == 1)
            #expect((unit["profiles"] as? [[String: Any]])?.first?["profile"] as? String == "eastron-sdm630", "\(unit)")
        }
        let words = units.compactMap { $0.first?["certainty"] as? String }
        #expect(words.count == 2 && Set(words).count == 1, "\(words)")
    }

    @Test(arguments: [
        (["--units", "1-3"], "say either --tcp"), (["--tcp", "h", "--units", "3-1"], "--units: write a unit"),
        (["--line", "/dev/x", "--bauds", "fast"], "'fast': write some of 1200"),
        (["--line", "/dev/x", "--parities", "some"], "'some': write some of none,even,odd"),
        (["--tcp", "h", "--json", "--diagnose"], "leave out --json"),
        (["--tcp", "h", "--transaction-id", "any"], "--transaction-id: write ignored"),
        (["--tcp", "h", "--unit-in-answer", "ignored"], "--unit-in-answer: write any"),
        (["--tcp", "h", "--connect-delay", "31s"], "--connect-delay: write a time of up to 30s"),
        (["--tcp", "h", "--close-after", "2h"], "--close-after: write a time of up to 1h"),
        (["--tcp", "h", "--frame-gap", "5ms"], "--frame-gap: write a pause from 10ms to 30s"),
    ]) func whatIsWronglyAskedIsSaid(arguments: [String], reason: String) async throws {
        let program = try Program(["scan"] + arguments, in: folder, environment: Self.english)
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
