import DeviceProfiles
import Foundation
import Gateway
import Modbus
import Simulator
import SiteConfiguration
import TestSupport
import Testing

/// `init` on simulated sites: what it writes passes `check`, and the gateway that runs by it judges.
@Suite(.timeLimit(.minutes(10))) struct InitTests {
    private let folder = try! TemporaryFolder()
    private static let profiles = Program.repository + "/device-profiles"
    private static let english = ["LC_ALL": "en_US.UTF-8"]

    private var file: String { folder.path + "/gateway.yaml" }

    /// A simulated device, and where it is.
    private func simulate(_ profile: String, on place: [String]) async throws -> (program: Program, place: String) {
        let program = try Program(
            ["simulate", "--profile", profile, "--profiles", Self.profiles] + place, in: folder)
        while !program.output.contains("\(profile) on ") {
            try #require(program.isRunning, "\(program.output)")
            try await Task.sleep(for: .milliseconds(20))
        }
        let place = try #require(program.output.split(separator: " ").last)
        return (program, place.trimmingCharacters(in: .newlines))
    }

    /// The site's devices, each on TCP or on a terminal of its own.
    private func start(_ devices: [(profile: String, isSerial: Bool)]) async throws -> ([Program], [String]) {
        var (programs, places): ([Program], [String]) = ([], [])
        for (index, device) in devices.enumerated() {
            let place = device.isSerial ? ["--pty", folder.path + "/tty\(index)"] : ["--tcp", "127.0.0.1:0"]
            let (program, found) = try await simulate(device.profile, on: place)
            programs.append(program)
            places.append(found)
        }
        return (programs, places)
    }

    private func run(_ arguments: [String], answers: [String] = []) async throws -> (status: CInt, output: String) {
        let input = Pipe()
        let program = try Program(
            arguments + ["--config", file, "--profiles", Self.profiles], in: folder, environment: Self.english,
            input: input)
        try input.fileHandleForWriting.write(contentsOf: Data(answers.map { $0 + "\n" }.joined().utf8))
        try input.fileHandleForWriting.close()
        return (await program.exitStatus, program.output)
    }

    private var here: [String] {
        [
            "--journal", folder.path + "/journal.sqlite", "--listen", "127.0.0.1:0", "--timeout", "5000", "--units",
            "1-1",
        ]
    }

    struct Place: Sendable, CustomStringConvertible {
        var description: String
        var devices: [(profile: String, isSerial: Bool)]
        /// Behind the gateway's id and the places.
        var answers: [String]
        /// Rules that judge then, by the facility's name.
        var judged: [String: [String]]
    }

    private static let kitchen = ["mashang-fume-monitor", "n", "2", "Canteen", "", "4", "2026-11-01"]
    private static let box = ["mashang-carbon-box", "n", "1", "Box 1", "", "granular", ""]

    static let places = [
        Place(
            description: "kitchen", devices: [("mashang-fume-monitor", true)], answers: kitchen + [""],
            judged: ["Canteen": ["fume.cleaning", "fume.purifierOff"]]),
        Place(
            description: "adsorption plant", devices: [("mashang-carbon-box", false)], answers: box + [""],
            judged: ["Box 1": ["carbon.pressure", "carbon.bypass"]]),
        Place(
            description: "construction site", devices: [("mashang-dust-station", false)],
            answers: ["mashang-dust-station", "n", "4", "West", "", ""],
            judged: ["West": ["dust.capture", "dust.spray"]]),
        Place(
            description: "machine", devices: [("mashang-machinery-terminal", true)],
            answers: ["mashang-machinery-terminal", "n", "3", "Digger 3", "", "II", "120", "2026-05-20", ""],
            judged: ["Digger 3": ["machinery.test", "machinery.smoke"]]),
        Place(
            description: "mixed", devices: [("mashang-fume-monitor", true), ("mashang-carbon-box", false)],
            answers: kitchen + box + [""],
            judged: ["Canteen": ["fume.cleaning", "fume.purifierOff"], "Box 1": ["carbon.pressure"]]),
    ]

    @Test(arguments: places) func whatItWritesIsRightAndJudges(place: Place) async throws {
        let (programs, places) = try await start(place.devices)
        defer { for program in programs { program.send(SIGTERM) } }
        let answers = ["NJ-QH-0001", places.joined(separator: " ")] + place.answers
        let made = try await run(["init"] + here, answers: answers)
        try #require(made.status == 0, "\(made.output)")
        #expect(made.output.contains("mashang check"), "\(made.output)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let checked = try await run(["check"])
        #expect(checked.status == 0, "\(checked.output)\n\(text)")
        let gateway = try Program(
            ["run", "--config", file, "--profiles", Self.profiles], in: folder, environment: Self.english)
        for (name, rules) in place.judged {
            var judged: [String] = []
            while !Set(rules).isSubset(of: judged) {
                try #require(gateway.isRunning, "\(gateway.output)")
                let status = try await run(["status", "--json"]).output
                let facilities = try? JSONSerialization.jsonObject(with: Data(status.utf8)) as? [String: Any]
                let facility = (facilities?["facilities"] as? [[String: Any]])?.first { $0["name"] as? String == name }
                judged = facility?["judged"] as? [String] ?? []
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        #expect(await gateway.end(SIGTERM) == 0)
    }

    /// The same by options, for a script, with what a point measures here.
    @Test func everythingCanBeSaidByOptions() async throws {
        let (program, place) = try await simulate("chint-ddsu666", on: ["--tcp", "127.0.0.1:0"])
        defer { program.send(SIGTERM) }
        let facility = "kind=fume-purifier,name=Canteen,devices=tcp-1/1:current:fanCurrent,stoves=4,airVolume=6000 m3/h"
        let arguments = [
            "init", "--yes", "--gateway", "NJ-1", "--tcp", place, "--device", "tcp-1/1=chint-ddsu666",
            "--prefix", "NJ320104", "--facility", facility,
        ]
        let made = try await run(arguments + here)
        try #require(made.status == 0, "\(made.output)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("{profile: chint-ddsu666, bus: tcp-1, unit: 1, as: {current: fanCurrent}}"), "\(text)")
        #expect(text.contains("code: NJ320104F"), "\(text)")
        // Nobody has said when it was cleaned, and nothing measures the purifier: comments say so, and nothing is invented.
        #expect(text.contains("# fume: {lastCleaned: …}") && text.contains("# fume.purifierOff (the light is grey)"))
        #expect(!text.contains("lastCleaned: 2"), "\(text)")
        #expect(try await run(["check"]).status == 0)
    }

    @Test func aFileThatIsThereIsNeverReplacedUnasked() async throws {
        let (program, place) = try await simulate("mashang-dust-station", on: ["--tcp", "127.0.0.1:0"])
        defer { program.send(SIGTERM) }
        try "gateway: {id: OLD, language: en}\n".write(toFile: file, atomically: true, encoding: .utf8)
        let arguments = ["init", "--yes", "--gateway", "NEW", "--tcp", place] + here
        let refused = try await run(arguments)
        #expect(refused.status == 1 && refused.output.contains("--force"), "\(refused.output)")
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("OLD"))
        for kept in ["/gateway.yaml.bak", "/gateway.yaml.bak1"] {
            let made = try await run(arguments + ["--force"])
            #expect(made.status == 0 && made.output.contains(kept), "\(made.output)")
        }
        #expect(try String(contentsOfFile: file + ".bak", encoding: .utf8).contains("OLD"))
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("NEW") && text.contains("#   - {profile: mashang-dust-station"), "\(text)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains(".new-") })
    }

    @Test func anInputThatEndsLeavesNothing() async throws {
        let ended = try await run(["init"] + here, answers: ["NJ-1"])
        #expect(ended.status == 1 && ended.output.contains("nothing was written"), "\(ended.output)")
        let wrong = try await run(["init"] + here, answers: Array(repeating: "no id!", count: 20))
        #expect(wrong.status == 64 && wrong.output.contains("an id has 1 to 32"), "\(wrong.output)")
        let long = try await run(["init"] + here, answers: [String(repeating: "x", count: 100_000)])
        #expect(long.status == 1 && long.output.contains("too long"), "\(long.output)")
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func anInterruptionLeavesNothing() async throws {
        let input = Pipe()
        let program = try Program(
            ["init", "--config", file, "--profiles", Self.profiles] + here, in: folder, environment: Self.english,
            input: input)
        try input.fileHandleForWriting.write(contentsOf: Data("NJ-1\n".utf8))
        while !program.output.contains("where the devices are") { try await Task.sleep(for: .milliseconds(20)) }
        #expect(await program.end(SIGINT) != 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains("yaml") })
    }

    /// Before the first question, so that nobody answers for nothing.
    @Test func aPlaceThatCannotBeWrittenIsSaidFirst() async throws {
        let program = try Program(
            ["init", "--config", folder.path + "/none/gateway.yaml", "--profiles", Self.profiles] + here, in: folder,
            environment: Self.english, input: Pipe())
        #expect(await program.exitStatus == 1)
        #expect(program.output.contains("was not written: there is no such file or folder"), "\(program.output)")
        #expect(!program.output.contains("the gateway's id"), "\(program.output)")
    }

    @Test func aDeviceThatWasNotAskedToTheEndIsNotWrittenUnasked() async throws {
        let device = SimulatedDevice(
            try ProfileCatalog(folders: [Self.profiles], files: .disk).profile(
                at: Self.profiles + "/mashang-fume-monitor.yaml"))
        // It is silent where it would refuse.
        let server = try ModbusServer.tcp { request in
            if case .words(let words) = device.answer(request, elapsed: 0) { .words(words) } else { .silence }
        }
        defer { server.stop() }
        let made = try await run([
            "init", "--yes", "--gateway", "A", "--tcp", "127.0.0.1:\(server.port)", "--units", "1-1", "--timeout",
            "500",
        ])
        #expect(made.status == 0 && made.output.contains("not asked to the end"), "\(made.output)")
        let facility = "kind=fume-purifier,name=x,stoves=4,devices=tcp-1/1"
        let refused = try await run([
            "init", "--yes", "--force", "--gateway", "A", "--tcp", "127.0.0.1:\(server.port)", "--units", "1-1",
            "--timeout", "500", "--facility", facility,
        ])
        #expect(
            refused.status == 64 && refused.output.contains("of tcp-1/1 the model is not sure"), "\(refused.output)")
    }

    @Test(arguments: [
        (["--yes"], "say --gateway"), (["--yes", "--gateway", "A"], "say --line or --tcp"),
        (["--facility", "kind=dust-site,name=x"], "belong to --yes"),
        (["--yes", "--gateway", "A", "--tcp", "h", "--facility", "kind=kitchen,name=x"], "write kind="),
        (["--yes", "--gateway", "A", "--tcp", "h", "--facility", "kind=fume-purifier,name=x"], "stoves is missing"),
        (["--yes", "--gateway", "A", "--tcp", "h", "--bauds", "9601"], "write some of 1200"),
        (
            ["--yes", "--gateway", "A", "--tcp", "h", "--facility", "kind=dust-site,name=x,limit=80"],
            "--facility x: dust-site has no limit"
        ),
        (
            [
                "--yes", "--gateway", "A", "--tcp", "h", "--facility", "kind=dust-site,name=x,devices=tcp-1/1",
                "--facility", "kind=dust-site,name=y,devices=tcp-1/2+tcp-1/1",
            ], "the device tcp-1/1 is named twice"
        ),
        (["--yes", "--gateway", "A", "--tcp", "h", "--device", "tcp-1/3=foo"], "no profile of the name foo"),
        (
            ["--yes", "--gateway", "A", "--tcp", "127.0.0.1:9", "--tcp", "localhost:9"],
            "localhost:9 is the same line as 127.0.0.1:9"
        ),
    ]) func whatIsWronglyAskedIsSaid(arguments: [String], reason: String) async throws {
        let (status, output) = try await run(["init"] + arguments)
        #expect(status == 64 && output.contains(reason), "\(output)")
    }
}
