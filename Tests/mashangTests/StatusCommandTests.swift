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
        while !shown.output.contains("从未应答：检查站号2") {
            try await Task.sleep(for: .milliseconds(100))
            shown = try await site.run("status")
        }
        #expect(shown.status == 0)
        #expect(shown.output.contains("上报 broker 127.0.0.1:\(site.broker.port) 未连接"), "\(shown.output)")
        #expect(shown.output.contains("plc/1  在线"), "\(shown.output)")
        #expect(shown.output.contains("应答时间 ≤"), "\(shown.output)")
        let json = try await site.run("status", "--json")
        let (status, errors) = try await SchemaTests.validate([json.output.replacing("\n", with: " ")])
        #expect(status == 0, "\(errors)")
        let report = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(report["schema"] as? String == "mashang/report/2")
        #expect((report["facilities"] as? [Any])?.count == 3)
        _ = await gateway.end(SIGTERM)
        #expect(try await site.run("status").status == 69)
    }

    @Test func whatStandsBehindAFindingIsShownAtTheGateway() throws {
        let golden = Program.repository + "/Tests/GatewayTests/Golden/0.2.0/report.json"
        let report = try JSONDecoder().decode(
            GatewayReport.self, from: Data(contentsOf: URL(filePath: golden)))
        #expect(StatusText(.zh, SiteClock(utcOffset: 8 * 3600)).text(report).contains("\n      · 工地TSP超限35分钟\n"))
    }

    @Test func aJournalThatCannotBeWrittenIsSaidWithItsReasonAndSinceWhen() throws {
        let golden = Program.repository + "/Tests/GatewayTests/Golden/0.2.0/report.json"
        let report = try JSONDecoder().decode(
            GatewayReport.self, from: Data(contentsOf: URL(filePath: golden)))
        let text = StatusText(.en, SiteClock(utcOffset: 8 * 3600)).text(report)
        #expect(text.contains("! the journal cannot be written: its disk fails"))
        #expect(text.contains("since 2026-11-23 09:57:00  180 wait in memory"))
        #expect(text.contains("! 20000 are lost"))
    }

    /// What a technician reads first has the site's time and no word of the program's own.
    @Test(arguments: Language.allCases) func theFirstScreenHasPlainWords(language: Language) throws {
        let golden = Program.repository + "/Tests/GatewayTests/Golden/0.2.0/report.json"
        let report = try JSONDecoder().decode(
            GatewayReport.self, from: Data(contentsOf: URL(filePath: golden)))
        let text = StatusText(language, SiteClock(utcOffset: 8 * 3600, machine: 8 * 3600)).text(report)
        #expect(text.contains("NJ-QH-0001  mashang 0.1.0  2026-11-23 10:00:00\n"))
        #expect(!text.contains(/[0-9]Z/) && !text.contains("dust.tsp"), "\(text)")
        let jargon = ["不可达", "跳过", "序号纪元", "尚未封存", "代理", "errno", "(descriptor:", "UTC", "校验错", "多余帧"]
        for word in jargon { #expect(!text.contains(word), "\(word) in \(text)") }
        let elsewhere = StatusText(language, SiteClock(utcOffset: 8 * 3600, machine: 0)).text(report)
        #expect(elsewhere.contains("2026-11-23 10:00:00 (UTC+08:00)\n"))
    }

    @Test func theEpochIsShownOnRequest() throws {
        let golden = Program.repository + "/Tests/GatewayTests/Golden/0.2.0/report.json"
        let report = try JSONDecoder().decode(
            GatewayReport.self, from: Data(contentsOf: URL(filePath: golden)))
        let epoch = try #require(report.epoch)
        let clock = SiteClock(utcOffset: 8 * 3600)
        #expect(StatusText(.zh, clock, isVerbose: true).text(report).contains("\n编号批次 \(epoch.id)  "))
        #expect(!StatusText(.zh, clock).text(report).contains(epoch.id))
    }

    @Test func aBusIsSuspendedAndResumed() async throws {
        let site = try Site()
        let gateway = try site.start()
        while try await site.run("status").status != 0 { try await Task.sleep(for: .milliseconds(50)) }
        let wrong = try await site.run("suspend", "line-9")
        #expect(wrong.status == 65 && wrong.output.contains("plc"), "\(wrong.output)")
        #expect(try await site.run("suspend", "plc", "--minutes", "61").status == 64)
        #expect(try await site.run("suspend", "plc", "--minutes", "60").status == 0)
        #expect(try await site.run("status").output.contains("暂停轮询至"))
        #expect(try await site.run("resume", "plc").status == 0)
        #expect(!(try await site.run("status").output.contains("暂停轮询至")))
        _ = await gateway.end(SIGTERM)
    }

    /// With a real broker that is not there at first: what is sent later counts.
    @Test func theTransferRateRisesWithWhatIsSentLater() async throws {
        let site = try Site()
        let gateway = try site.start()
        while !(try await site.run("status").output.contains("传输率 0 % !")) {
            try await Task.sleep(for: .milliseconds(200))
        }
        let witness = try Witness(of: site.broker)
        defer { witness.stop() }
        try await site.broker.start(for: witness)
        while true {
            let shares = try await site.run("status").output.matches(of: /传输率 ([0-9.]+) %/).compactMap { Double($0.1) }
            if shares.count == 2, shares.allSatisfy({ $0 > 50 }) { break }
            try await Task.sleep(for: .milliseconds(200))
        }
        _ = await gateway.end(SIGTERM)
    }

    /// With a real broker, which accepts what it gets.
    @Test func theRatesOfTodayAndOfTheMonthAreShown() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let gateway = try site.start()
        var shown = try await site.run("status")
        // A minute of the day has passed, with data of the one device and none of the other.
        while !shown.output.contains("在线率 100 %") || !shown.output.contains("在线率 0 % !") {
            try await Task.sleep(for: .milliseconds(500))
            shown = try await site.run("status")
        }
        #expect(shown.output.contains(/今日 plc\/1  在线率 100 %（[0-9]+\/[0-9]+ 分钟）  有效率 —（尚无整小时）  传输率 [0-9.]+ %/))
        let month = try await site.run("status", "--rates")
        #expect(month.status == 0)
        #expect(month.output.contains("数据率 20") && month.output.contains("plc/2（"), "\(month.output)")
        let json = try await site.run("status", "--rates", "--json")
        let (status, errors) = try await SchemaTests.validate([json.output.replacing("\n", with: " ")])
        #expect(status == 0, "\(errors)")
        let report = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let facility = try #require((report["facilities"] as? [[String: Any]])?.first)
        let rates = try #require(((facility["devices"] as? [[String: Any]])?.first)?["rates"] as? [String: Any])
        let (samples, delivered) = (rates["samples"] as? Int ?? 0, rates["delivered"] as? Int ?? 0)
        #expect(delivered > 0 && delivered <= samples, "\(json.output)")
        let before = try await site.run("status", "--rates", "--month", "2020-02")
        #expect(before.status == 1 && before.output.contains("2020-02 没有数据率；"), "\(before.output)")
        for (wrong, said) in [
            (["--rates", "--month", "2026-13"], "'2026-13' is no month; write 2026-11"),
            (["--month", "2026-11"], "belongs to --rates"),
        ] {
            let refused = try await site.run(["status"] + wrong)
            #expect(refused.status == 64 && refused.output.contains(said), "\(refused.output)")
        }
        _ = await gateway.end(SIGTERM)
        let gone = try await site.run("status", "--rates")
        #expect(gone.status == 69 && gone.output.contains("没有网关在运行：sudo systemctl start mashang"), "\(gone.output)")
        #expect(try await site.run("export", "rates").output.contains("day,code,device,online,valid,transferred,"))
    }
}
