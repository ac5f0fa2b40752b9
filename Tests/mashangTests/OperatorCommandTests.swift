import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct OperatorCommandTests {
    @Test func aPersonIsAddedListedAndRemovedAndThePINIsShownOnce() async throws {
        let office = try Office()
        try await office.open()
        let added = try await office.run(
            "operator", "add", "刘大姐", "--role", "operator", "--facilities", "NJ320104T000056,nj320104c000018")
        let pin = try #require(added.output.firstMatch(of: /PIN ([0-9]{6}) · 刘大姐/)?.1, "\(added.output)")
        #expect(added.status == 0)
        #expect(try await office.run("operator", "add", "王", "--role", "owner").status == 0)
        let listed = try await office.run("operator", "list")
        #expect(listed.status == 0)
        let lines = listed.output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("刘大姐  操作人员  NJ320104C000018、NJ320104T000056  "), "\(lines)")
        #expect(lines.last?.hasPrefix("王  负责人  全部设施  ") == true, "\(lines)")
        let removed = try await office.run("operator", "remove", "刘大姐")
        #expect(removed.status == 0 && removed.output.contains("已删除：刘大姐"), "\(removed.output)")
        await #expect(office.close() == 0)
        // Also without the gateway.
        let json = try JSONSerialization.jsonObject(
            with: Data(try await office.run("operator", "list", "--json").output.utf8))
        let people = try #require(json as? [[String: Any]])
        #expect(people.map { $0["name"] as? String } == ["王"] && people.first?["role"] as? String == "owner")
        let ledger = try await office.run("export", "ledger").output
        let events = ledger.split(separator: "\r\n").filter { $0.contains(",operator,") }
        #expect(events.count == 3 && events[2].contains(",operator,removed,,,删除人员：刘大姐"), "\(ledger)")
        let everything = [listed.output, removed.output, ledger, office.log]
        #expect(!everything.contains { $0.contains(pin) })
    }

    @Test func whatIsWrongIsSaidAtOnceAndNobodyIsAdded() async throws {
        let office = try Office()
        try await office.open()
        let wrong = try await office.run(
            "operator", "add", " 刘", "--role", "king", "--facilities", "NJ320104T000056,nj1")
        #expect(wrong.status == 65)
        for part in [
            "姓名应为1至60个字符", "没有角色“king”", "没有设施“nj1”", "NJ320104C000018, NJ320104T000056",
        ] {
            #expect(wrong.output.contains(part), "\(part) is missing in \(wrong.output)")
        }
        let manager = try await office.run(
            "operator", "add", "王", "--role", "owner", "--facilities", "NJ320104T000056")
        #expect(manager.status == 65 && manager.output.contains("只有操作人员可以限定设施"), "\(manager.output)")
        for nothing in ["", ","] {
            let answer = try await office.run("operator", "add", "李", "--role", "operator", "--facilities", nothing)
            #expect(answer.status == 65 && answer.output.contains("没有设施“”"), "\(answer.output)")
        }
        #expect(try await office.run("operator", "list").output.contains("还没有登记任何人员"))
        #expect(try await office.run("operator", "add", "王", "--role", "owner").status == 0)
        let twice = try await office.run("operator", "add", "王", "--role", "technician")
        #expect(twice.status == 65 && twice.output.contains("已有人员“王”"), "\(twice.output)")
        #expect(!twice.output.contains(/PIN [0-9]/))
        let nobody = try await office.run("operator", "remove", "李")
        #expect(nobody.status == 65 && nobody.output.contains("没有人员“李”；现有：王"), "\(nobody.output)")
        await #expect(office.close() == 0)
    }

    @Test func withoutAGatewayNobodyIsAdded() async throws {
        let office = try Office()
        for command in [["add", "王", "--role", "owner"], ["remove", "王"]] {
            let answer = try await Program.run(
                ["operator"] + command + ["--config", office.file], in: office.folder)
            #expect(answer.status == 69 && answer.output.contains("没有网关在运行"), "\(answer.output)")
        }
        let list = try await office.run("operator", "list")
        #expect(list.status == 69 && list.output.contains("日志库不能用：没有 "), "\(list.output)")
    }
}
