import Facilities
import Foundation
import Journal
import TestSupport
import Testing

/// A gateway, a device and a platform of HJ 212, each a process of its own.
@Suite(.timeLimit(.minutes(10))) struct PlatformTests {
    private let folder = try! TemporaryFolder()
    private let profiles = Program.repository + "/device-profiles"

    /// Waits until a program has printed a text, and returns what it has printed.
    private func output(of program: Program, having text: String) async throws -> String {
        while !program.output.contains(text) {
            try #require(program.isRunning, "\(program.output)")
            try await Task.sleep(for: .milliseconds(20))
        }
        return program.output
    }

    private func port(of program: Program, after words: String) async throws -> String {
        let output = try await output(of: program, having: words)
        let line = try #require(output.split(separator: "\n").first { $0.contains(words) })
        return String(try #require(line.split(separator: ":").last))
    }

    @Test func aPlatformGetsWhatADeviceSaysAndIsAnswered() async throws {
        let input = Pipe()
        let platform = try Program(["simulate", "--hj212-platform", "127.0.0.1:0"], in: folder, input: input)
        let port = try await port(of: platform, after: "HJ 212 on 127.0.0.1:")
        let device = try Program(
            [
                "simulate", "--profile", "mashang-dust-station", "--tcp", "127.0.0.1:0", "--profiles", profiles,
            ], in: folder)
        let bus = try await self.port(of: device, after: "mashang-dust-station on 127.0.0.1:")
        let file = folder.path + "/gateway.yaml"
        try "geheim\n".write(toFile: folder.path + "/pw", atomically: true, encoding: .utf8)
        try """
        gateway: {id: NJ-TEST-0001, language: en}
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:0"}
        uplinks:
          - name: bureau
            hj212: {host: 127.0.0.1, port: \(port), mn: 88888880000001, passwordFile: \(folder.path)/pw, realtime: 30s}
        buses: {line: {tcp: {host: 127.0.0.1, port: \(bus)}}}
        facilities:
          - {code: NJ320104D000049, kind: dust-site, name: 工地, devices: [{profile: mashang-dust-station, bus: line, unit: 1}]}
        """.write(toFile: file, atomically: true, encoding: .utf8)

        let checked = try await Program.run(["check", "--config", file, "--profiles", profiles], in: folder)
        #expect(checked.status == 0, "\(checked.output)")
        #expect(checked.output.contains("packets to bureau, as examples:\n  QN="), "\(checked.output)")
        #expect(checked.output.contains("ST=39;CN=2011;PW=******;MN=88888880000001;Flag=5;CP=&&DataTime="))
        #expect(checked.output.contains("a34001-Rtd=0.250,a34001-Flag=N"), "\(checked.output)")
        #expect(!checked.output.contains("geheim"))

        let gateway = try Program(["run", "--config", file, "--profiles", profiles], in: folder)
        _ = try await output(of: platform, having: "CN=2081;PW=geheim;MN=88888880000001")
        // The simulated values are within some percent of the example's 0.250.
        _ = try await output(of: platform, having: "a34001-Rtd=0.2")
        try input.fileHandleForWriting.write(contentsOf: Data("ask 1061\n".utf8))
        _ = try await output(of: platform, having: "RtdInterval=30&&")
        try input.fileHandleForWriting.write(contentsOf: Data("ask 1064 MinInterval=5\n".utf8))
        let asked = try await output(of: platform, having: "ask 1064 MinInterval=5: QN=")
        let number = try #require(asked.firstMatch(of: /MinInterval=5: QN=([0-9]{17})/)?.1)
        _ = try await output(of: platform, having: "QN=\(number);ST=91;CN=9012")
        try input.fileHandleForWriting.write(contentsOf: Data("ask 1063\n".utf8))
        _ = try await output(of: platform, having: "MinInterval=5&&")
        let status = try await Program.run(["status", "--config", file, "--profiles", profiles], in: folder)
        #expect(status.output.contains("bureau") && status.output.contains("HJ 212-2017"), "\(status.output)")
        #expect(!gateway.output.contains("geheim") && !status.output.contains("geheim"))
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")

        let journal = try Journal.reading(path: folder.path + "/journal.sqlite")
        defer { journal.close() }
        let entries = try journal.gatewayRecords(PlatformSetting.kind, limit: 10)
        #expect(entries.count == 1, "the interval that the platform set stands in the ledger")
        #expect(await platform.end(SIGTERM) == 0)
        #expect(await device.end(SIGTERM) == 0)
    }

    @Test func aSimulatedPlatformSaysWhatItUnderstands() async throws {
        let input = Pipe()
        let platform = try Program(["simulate", "--hj212-platform", "127.0.0.1:0"], in: folder, input: input)
        _ = try await output(of: platform, having: "HJ 212 on ")
        for (line, answer) in [
            ("late 3s", "late 3s: ok\n"), ("refuse", "refuse: ok\n"), ("answer", "answer: ok\n"),
            ("ask 1061", "no gateway has sent anything yet"), ("lait", "lait: write one of answer, silent"),
        ] {
            try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
            _ = try await output(of: platform, having: answer)
        }
        #expect(await platform.end(SIGTERM) == 0)
        let wrong = try await Program.run(
            ["simulate", "--hj212-platform", "127.0.0.1:0", "--tcp", "127.0.0.1:0"], in: folder)
        #expect(wrong.status == 64, "\(wrong.output)")
    }
}
