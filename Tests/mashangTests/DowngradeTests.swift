import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct DowngradeTests {
    /// With a status that systemd does not answer with another start.
    @Test func aJournalOfANewerVersionIsRefusedInBothLanguagesAndLeftAsItIs() async throws {
        let site = try Site()
        let journal = site.folder.path + "/journal.sqlite"
        let gateway = try site.start()
        while try await site.run("status").status != 0 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(await gateway.end(SIGTERM) == 0)
        _ = try await output(of: "sqlite3", [journal, "INSERT INTO grdb_migrations VALUES ('later')"])
        let before = try Data(contentsOf: URL(filePath: journal))
        let refusals = [
            ("zh", "日志库 \(journal) 的结构版本是 15，本程序只认识到 14"), ("en", "has schema 15, and this program knows 14"),
        ]
        for (language, refusal) in refusals {
            for command in [["run"], ["export", "ledger"]] {
                let (status, shown) = try await site.run(command + ["--language", language])
                #expect(status == 65 && shown.contains(refusal), "\(shown)")
            }
        }
        #expect(try Data(contentsOf: URL(filePath: journal)) == before)
        #expect(!FileManager.default.fileExists(atPath: journal + "-wal"))
        let unit = try String(contentsOfFile: Program.repository + "/systemd/mashang.service", encoding: .utf8)
        #expect(unit.contains("\nRestartPreventExitStatus=64 65\n"))
    }
}
