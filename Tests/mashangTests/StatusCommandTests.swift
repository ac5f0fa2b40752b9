import Facilities
import Foundation
import Gateway
import TestSupport
import Testing

@testable import mashang

@Suite(.timeLimit(.minutes(10))) struct StatusCommandTests {
    @Test func statusNamesWhatAnswersWhatDoesNotAndWhatToLookAt() async throws {
        let site = try Site()
        let gateway = try site.start()
        var shown = try await site.run("status")
        while !shown.output.contains("从未应答：检查单元号2") {
            try await Task.sleep(for: .milliseconds(100))
            shown = try await site.run("status")
        }
        #expect(shown.status == 0)
        #expect(shown.output.contains("服务器 未连接"), "\(shown.output)")
        #expect(shown.output.contains("plc/1  在线"), "\(shown.output)")
        #expect(shown.output.contains("应答时间 ≤"), "\(shown.output)")
        let json = try await site.run("status", "--json")
        let (status, errors) = try await SchemaTests.validate([json.output.replacing("\n", with: " ")])
        #expect(status == 0, "\(errors)")
        let report = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(report["schema"] as? String == "mashang/report/1")
        #expect((report["facilities"] as? [Any])?.count == 3)
        _ = await gateway.end(SIGTERM)
        #expect(try await site.run("status").status == 69)
    }

    @Test func whatStandsBehindAFindingIsShownAtTheGateway() throws {
        let golden = Program.repository + "/Tests/GatewayTests/Golden/0.2.0/report.json"
        let report = try JSONDecoder().decode(
            GatewayReport.self, from: Data(contentsOf: URL(filePath: golden)))
        #expect(StatusText(.zh).text(report).contains("\n      · 工地TSP超限35分钟\n"))
    }

    @Test func aBusIsSuspendedAndResumed() async throws {
        let site = try Site()
        let gateway = try site.start()
        while try await site.run("status").status != 0 { try await Task.sleep(for: .milliseconds(50)) }
        let wrong = try await site.run("suspend", "line-9")
        #expect(wrong.status == 65 && wrong.output.contains("there are: plc"), "\(wrong.output)")
        #expect(try await site.run("suspend", "plc", "--minutes", "61").status == 64)
        #expect(try await site.run("suspend", "plc", "--minutes", "60").status == 0)
        #expect(try await site.run("status").output.contains("暂停轮询至"))
        #expect(try await site.run("resume", "plc").status == 0)
        #expect(!(try await site.run("status").output.contains("暂停轮询至")))
        _ = await gateway.end(SIGTERM)
    }
}
