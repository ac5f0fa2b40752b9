import Foundation
import Glibc
import Simulator
import TestSupport
import Testing

/// Failures as they really happen: nobody reads the C library's words, SwiftNIO's names or numbers of errors.
@Suite(.timeLimit(.minutes(10))) struct SystemWordsTests {
    private let folder = try! TemporaryFolder()

    /// What no output may have.
    private static let words = [
        "descriptor:", "errno", "NSError", "Domain=", "Connection refused", "No such file", "Permission denied",
        "Inappropriate ioctl", "Address already in use", "No space left", "Name or service", "Is a directory",
        "Network is unreachable", "No route to host", "not known",
    ]

    private func check(_ output: String) {
        for word in Self.words { #expect(!output.contains(word), "\(word) in: \(output)") }
        for (open, close) in ["(": ")", "（": "）"] as [Character: Character] {
            let (opened, closed) = (output.filter { $0 == open }.count, output.filter { $0 == close }.count)
            #expect(opened == closed, "\(output)")
        }
    }

    private func run(_ arguments: String..., language: String) async throws -> (status: CInt, output: String) {
        let shown = try await Program.run(arguments + ["--language", language], in: folder)
        check(shown.output)
        return shown
    }

    @Test(arguments: ["zh", "en"]) func aLineThatCannotBeOpenedIsExplained(language: String) async throws {
        let nobody = try ModbusServer.tcp { _ in .silence }
        nobody.stop()
        let lines = [
            (["--tcp", "127.0.0.1:\(nobody.port)"], ["没有在这个端口上等待连接", "nothing there waits for connections"]),
            (["--tcp", "no-such-host.invalid"], ["DNS", "DNS"]),
            (["--line", "/dev/null"], ["不是串口", "is no serial port"]),
            (["--line", "/dev/ttyS77"], ["是否插好", "is it plugged in?"]),
            (["--line", folder.path], ["", ""]),
        ]
        for (place, words) in lines {
            let shown = try await Program.run(
                ["read"] + place + ["--registers", "holding 0", "--language", language], in: folder)
            check(shown.output)
            #expect(shown.status == 69)
            #expect(
                words[language == "zh" ? 0 : 1].isEmpty || shown.output.contains(words[language == "zh" ? 0 : 1]),
                "\(shown.output)")
        }
    }

    @Test(arguments: ["zh", "en"]) func whatCannotBeHadOrWrittenIsExplained(language: String) async throws {
        let server = try ModbusServer.tcp { _ in .silence }
        defer { server.stop() }
        let profile = Program.repository + "/device-profiles/mashang-fume-monitor.yaml"
        let taken = try await run(
            "simulate", "--profile", profile, "--tcp", "127.0.0.1:\(server.port)", language: language)
        #expect(taken.output.contains(language == "zh" ? "已被另一个程序占用" : "another program uses this port"))
        let away = try await run(
            "simulate", "--profile", profile, "--tcp", "192.0.2.1:0", language: language)
        #expect(away.output.contains(language == "zh" ? "本机没有这个地址" : "this machine does not have this address"))
        let link = try await run("simulate", "--profile", profile, "--pty", "/nowhere/tty", language: language)
        #expect(link.status != 0 && link.output.contains(language == "zh" ? "请检查路径" : "check the path"))
    }

    @Test(arguments: ["zh", "en"]) func aSiteWithoutAGatewaySaysHowToStartIt(language: String) async throws {
        let site = try Site()
        let status = try await site.run("status", "--language", language)
        check(status.output)
        #expect(
            status.status == 69
                && status.output
                    == (language == "zh"
                        ? "没有网关在运行：sudo systemctl start mashang\n"
                        : "no gateway is running: sudo systemctl start mashang\n")
        )
        let backup = try await site.run("backup", site.folder.path + "/copy.sqlite", "--language", language)
        check(backup.output)
        #expect(backup.status == 69)
        #expect(backup.output.contains(language == "zh" ? "还没有运行过网关" : "no gateway has run here yet"))
    }

    /// In the log, in the status and in the technician's report.
    @Test func aPortThatIsTakenAndABrokerThatIsAwayAreExplained() async throws {
        let server = try ModbusServer.tcp { _ in .silence }
        defer { server.stop() }
        let site = try Site()
        let text = try String(contentsOfFile: site.file, encoding: .utf8)
        try text.replacing("127.0.0.1:0\"", with: "127.0.0.1:\(server.port)\"").write(
            toFile: site.file, atomically: true, encoding: .utf8)
        let gateway = try site.start()
        while !gateway.output.contains("another program uses this port") {
            try #require(gateway.isRunning, "\(gateway.output)")
            try await Task.sleep(for: .milliseconds(50))
        }
        var shown = try await site.run("status")
        while !shown.output.contains("对方没有在这个端口上等待连接") {
            try await Task.sleep(for: .milliseconds(50))
            shown = try await site.run("status")
        }
        check(shown.output)
        check(gateway.output)
        await gateway.end(SIGTERM)
    }
}
