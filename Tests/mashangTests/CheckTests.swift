import Foundation
import HJ212
import Simulator
import TestSupport
import Testing

/// `mashang check`, with what it finds on this machine and at the brokers.
@Suite(.timeLimit(.minutes(10))) struct CheckTests {
    private let missing = ", username: n, passwordFile: /nowhere/pw"

    /// C5.
    @Test func aFileThatABrokerNeedsAndThatIsNotThereEndsCheckWithItsPlace() async throws {
        let site = try Site(mqtt: missing)
        let checked = try await site.run("check")
        #expect(checked.status == 65)
        let message = ": /nowhere/pw 不存在；请放到那里，或改正路径"
        #expect(checked.output.contains("\(site.file):2:") && checked.output.contains(message), "\(checked.output)")
    }

    /// C5.
    @Test func theGatewayRunsWithoutAFileThatABrokerNeedsAndLogsIt() async throws {
        let site = try Site(mqtt: missing)
        let gateway = try site.start()
        #expect(try await gateway.page().contains("静默"))
        #expect(gateway.output.contains("/nowhere/pw is not there"), "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func theGatewayRunsWithoutTheFilesOfTLS() async throws {
        let site = try Site(mqtt: ", certificateAuthority: /nowhere/ca.crt")
        let text = try String(contentsOfFile: site.file, encoding: .utf8).replacing("mqtt://", with: "mqtts://")
        try text.write(toFile: site.file, atomically: true, encoding: .utf8)
        let gateway = try site.start()
        #expect(try await gateway.page().contains("静默"))
        #expect(gateway.output.contains("/nowhere/ca.crt is not there"), "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func tryingTheBrokerLeavesTheGatewayConnected() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let gateway = try site.start()
        func states() -> [String] {
            witness.messages.filter { $0.topic == "mashang/2/NJ-TEST-0001/state" }.compactMap {
                $0.json["state"] as? String
            }
        }
        #expect(await witness.wait { _ in states().last == "online" })
        let checked = try await site.run("check", "--connect")
        #expect(checked.status == 0, "\(checked.output)")
        #expect(
            checked.output.contains("上报 broker 127.0.0.1:\(site.broker.port)：已连接，MQTT 5"),
            "\(checked.output)")
        #expect(!states().contains("offline"))
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func everyBrokerIsTriedAndOneThatDoesNotConnectEndsItWith69() async throws {
        let site = try Site()
        let other = try Broker("allow_anonymous false")
        try await other.start()
        let there = try Broker()
        try await there.start()
        let uplinks = [("refuses", other.port), ("there", there.port), ("away", freePort())].map { name, port in
            "{name: \(name), mqtt: {url: \"mqtt://127.0.0.1:\(port)\"}}"
        }
        let text = "gateway: {id: NJ-1}\nuplinks: [\(uplinks.joined(separator: ", "))]\n"
        try text.write(toFile: site.file, atomically: true, encoding: .utf8)
        let checked = try await site.run("check", "--connect")
        #expect(checked.status == 69)
        #expect(checked.output.contains("上报 there 127.0.0.1:\(there.port)：已连接，MQTT 5"))
        #expect(checked.output.contains("上报 refuses 127.0.0.1:\(other.port)：没有连上：服务器答复 0x8"))
        #expect(checked.output.contains("：没有连上：连接不上：对方没有在这个端口上等待连接"), "\(checked.output)")
    }

    @Test(arguments: ["zh-Hans", "en"]) func everyPlatformIsTriedAndOneThatDoesNotConnectEndsItWith69(
        language: String
    ) async throws {
        let site = try Site()
        let password = site.folder.path + "/pw"
        try "123456\n".write(toFile: password, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: password)
        let there = try await HJ212Platform.start(
            now: { BeijingTime(milliseconds: 0) }, script: { _ in .answer })
        let uplinks = [("there", there.port), ("away", freePort())].map { name, port in
            "{name: \(name), hj212: {host: 127.0.0.1, port: \(port), mn: A1, passwordFile: \(password)}}"
        }
        let text = "gateway: {id: NJ-1, language: \(language)}\nuplinks: [\(uplinks.joined(separator: ", "))]\n"
        try text.write(toFile: site.file, atomically: true, encoding: .utf8)
        let checked = try await site.run("check", "--connect")
        let isChinese = language == "zh-Hans"
        #expect(checked.status == 69, "\(checked.output)")
        let connected = isChinese ? "：TCP 已连接；HJ 212 没有登录" : ": connected over TCP; HJ 212 has no log-in"
        #expect(
            checked.output.contains("\(isChinese ? "上报" : "uplink") there 127.0.0.1:\(there.port)\(connected)"),
            "\(checked.output)")
        let failed = isChinese ? "：没有连上：连接不上：对方没有在这个端口上等待连接" : ": not connected: cannot be reached: nothing there waits"
        #expect(checked.output.contains(failed), "\(checked.output)")
        await there.stop()
    }

    @Test func withoutAnUplinkThereIsNothingToTry() async throws {
        let site = try Site()
        try "gateway: {id: NJ-1}\n".write(toFile: site.file, atomically: true, encoding: .utf8)
        let checked = try await site.run("check", "--connect")
        #expect(checked.status == 0 && checked.output.hasSuffix("没有可连接的上报通道\n"), "\(checked.output)")
    }

    // MARK: What it prints

    private func check(_ text: String, _ arguments: String...) async throws -> (status: CInt, output: String) {
        let folder = try TemporaryFolder()
        let file = folder.path + "/gateway.yaml"
        let journal = "\njournal: {path: \(folder.path)/journal.sqlite}\npage: {listen: \"127.0.0.1:0\"}\n"
        try (text + journal).write(toFile: file, atomically: true, encoding: .utf8)
        return try await Program.run(["check", "--config", file] + arguments, in: folder)
    }

    private let kitchen = """
        gateway: {id: NJ-1}
        facilities:
          - {code: NJ320104F00002A, kind: fume-purifier, name: 厨房, fume: {stoves: 2}}
        """

    /// E8.
    @Test func aWarningEndsItWith0AndWith1IfItIsStrict() async throws {
        let checked = try await check(kitchen)
        #expect(checked.status == 0, "\(checked.output)")
        #expect(checked.output.contains(": 提醒：page 里没有 publicURL"), "\(checked.output)")
        #expect(checked.output.contains("\n1 个提醒\n"), "\(checked.output)")
        #expect(try await check(kitchen, "--strict").status == 1)
        #expect(try await check("gateway: {id: NJ-1}\nfacilities: []", "--strict").status == 0)
    }

    /// E10.
    @Test func aFacilityIsALineAndThePlanIsThereOnRequest() async throws {
        let short = try await check(kitchen).output.split(separator: "\n")
        #expect(short.filter { $0.hasPrefix("NJ320104F00002A 厨房：判断 ") }.count == 1, "\(short)")
        #expect(short.allSatisfy { !$0.contains("fume.cleaning)") })
        let long = try await check(kitchen, "--verbose").output
        #expect(long.contains("(fume.cleaning)") && long.contains("\n  二维码 "), "\(long)")
    }

    /// E8.
    @Test func aFolderThatIsNotThereEndsItWith65AndTheSitesLanguageIsSpoken() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/gateway.yaml"
        try "gateway: {id: NJ-1, language: en}\njournal: {path: \(folder.path)/away/j.sqlite}\nfacilities: []\n".write(
            toFile: file, atomically: true, encoding: .utf8)
        let checked = try await Program.run(["check", "--config", file], in: folder)
        #expect(checked.status == 65)
        #expect(
            checked.output.contains("\(file):2:17: the journal's folder \(folder.path)/away is not there; make it"),
            "\(checked.output)")
        #expect(checked.output.contains("\nerrors: 1\n"), "\(checked.output)")
    }

    /// The sentence is that of `run`, and nothing of the file is touched.
    @Test(arguments: [
        (
            "CREATE TABLE grdb_migrations (identifier); INSERT INTO grdb_migrations VALUES ('later')",
            "它由较新版本的 mashang 写入"
        ),
        ("CREATE TABLE a (b)", "是别的程序的数据库"), (nil, "不是日志库，或已损坏"),
    ])
    func aJournalThatAGatewayCouldNotContinueEndsItWith65AtItsLine(sql: String?, message: String) async throws {
        let folder = try TemporaryFolder()
        let (file, journal) = (folder.path + "/gateway.yaml", folder.path + "/journal.sqlite")
        if let sql {
            _ = try await output(of: "sqlite3", [journal, sql])
        } else {
            try String(repeating: "no database", count: 500).write(toFile: journal, atomically: true, encoding: .utf8)
        }
        try "gateway: {id: NJ-1}\nfacilities: []\njournal: {path: \(journal)}\npage: {listen: \"127.0.0.1:0\"}\n".write(
            toFile: file, atomically: true, encoding: .utf8)
        let before = try Data(contentsOf: URL(filePath: journal))
        let checked = try await Program.run(["check", "--config", file], in: TemporaryFolder())
        #expect(checked.status == 65 && checked.output.contains("\(file):3:17: "), "\(checked.output)")
        #expect(checked.output.contains(message), "\(checked.output)")
        #expect(try Data(contentsOf: URL(filePath: journal)) == before)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["gateway.yaml", "journal.sqlite"])
    }

    /// Beside a gateway that has it open.
    @Test func theJournalOfAGatewayThatRunsIsRight() async throws {
        let site = try Site()
        let gateway = try site.start()
        _ = try await gateway.address()
        let checked = try await site.run("check")
        #expect(checked.status == 0, "\(checked.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test(arguments: ["", "nonsense: 1\n"]) func theDocumentForProgramsIsAsItsSchemaSays(more: String) async throws {
        let checked = try await check(more + kitchen, "--json")
        #expect(checked.status == (more.isEmpty ? 0 : 65))
        let line = try #require(checked.output.split(separator: "\n").first)
        let (status, output) = try await SchemaTests.validate([String(line)])
        #expect(status == 0, "\(output) \(line)")
        #expect(line.contains("\"isUsable\":\(more.isEmpty)") && line.contains("mashang/check/1"))
    }

    /// The document would have text behind it.
    @Test func theDocumentAndTheTrialOfBrokersDoNotGoTogether() async throws {
        let checked = try await check(kitchen, "--json", "--connect")
        #expect(
            checked.status == 64 && checked.output.contains("--json and --connect do not go together"), "\(checked)")
        #expect(!checked.output.contains("mashang/check/1"))
    }

    @Test func aFolderOfProfilesThatIsNotThereIsNamed() async throws {
        let checked = try await check(kitchen, "--profiles", "/nowhere")
        #expect(checked.status == 64 && checked.output.contains("there is no folder '/nowhere'"), "\(checked)")
    }

    @Test func aFolderInThePlaceOfTheFileIsNamedAsOne() async throws {
        let folder = try TemporaryFolder()
        let checked = try await Program.run(["check", "--config", folder.path], in: folder)
        #expect(checked.status == 65 && checked.output.contains("this is a folder"), "\(checked.output)")
    }
}
