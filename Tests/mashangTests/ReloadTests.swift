import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct ReloadTests {
    @Test func aWrongConfigurationLeavesTheOldOneInForceAndARightOneTakesItsPlace() async throws {
        let site = try Site()
        let good = try String(contentsOfFile: site.file, encoding: .utf8)
        let gateway = try site.start()
        try await site.waitForStatus { $0.contains("NJ320104D000050") }
        try good.replacing("kind: complaint-point", with: "kind: complaint").write(
            toFile: site.file, atomically: true, encoding: .utf8)
        gateway.send(SIGHUP)
        // The command reads the file, too: another one with the same journal asks the gateway.
        let other = site.folder.path + "/other.yaml"
        try good.write(toFile: other, atomically: true, encoding: .utf8)
        try await site.waitForStatus(other) { $0.contains("新的配置有误") }
        let shown = try site.run("status", file: other).output
        #expect(shown.contains("gateway.yaml:10:35: ") && shown.contains("NJ320104T000056"), "\(shown)")
        #expect(gateway.output.contains("gateway.yaml:10:35: "), "\(gateway.output)")
        let better = good.replacing("name: 静默", with: "name: 新名")
        try better.write(toFile: site.file, atomically: true, encoding: .utf8)
        gateway.send(SIGHUP)
        try await site.waitForStatus { $0.contains("新名") && !$0.contains("新的配置有误") }
        #expect(gateway.end(SIGTERM) == 0)
    }

    @Test func withoutFacilitiesItRunsAndSaysWhatToConfigure() async throws {
        let site = try Site()
        try """
        gateway: {id: NJ-TEST-0001}
        mqtt: {url: "mqtt://127.0.0.1:\(site.broker.port)"}
        journal: {path: \(site.folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:0"}

        """.write(toFile: site.file, atomically: true, encoding: .utf8)
        let gateway = try site.start()
        try await site.waitForStatus { $0.contains("尚未配置任何设施") }
        let line = try #require(gateway.output.split(separator: "\n").first { $0.contains("http://127.0.0.1:") })
        let url = try #require(line.firstMatch(of: /http:\/\/[0-9.:]+\//)?.0)
        #expect(try output(of: "curl", ["-s", String(url)]).contains("尚未配置任何设施"))
        #expect(gateway.end(SIGTERM) == 0)
    }
}

extension Site {
    fileprivate func waitForStatus(_ file: String? = nil, until isAsWanted: (String) -> Bool) async throws {
        while !isAsWanted(try run("status", file: file).output) { try await Task.sleep(for: .milliseconds(50)) }
    }
}
