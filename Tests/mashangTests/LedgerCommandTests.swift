import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct LedgerCommandTests {
    @Test func aRecordIsEnteredExportedAndVerified() async throws {
        let office = try Office()
        try await office.open()
        let kept = try await office.record(
            "NJ320104C000018", "replacement", "mass=1000", "form=granular", "maker=,=1+1", "--at", "2026-11-20 10:00"
        )
        #expect(kept.status == 0 && kept.output.hasPrefix("已登记，台账序号 "), "\(kept.output)")
        // While the gateway runs and after it.
        for _ in 1...2 {
            let verified = try await office.run("ledger", "verify")
            #expect(verified.status == 0 && verified.output.contains("均与写入时一致"), "\(verified.output)")
            _ = await office.close()
        }
        let csv = try await office.run("export", "ledger", "--code", "NJ320104C000018").output
        #expect(csv.hasPrefix("\u{FEFF}sequence,time,local_time,code,event,what,level,by,"))
        let row = csv.split(separator: "\r\n").first { $0.contains(",record,replacement,") } ?? ""
        #expect(row.contains(#"""at"":""2026-11-20T02:00:00Z""#), "\(csv)")
        let json = try await JSONSerialization.jsonObject(
            with: Data(office.run("export", "ledger", "--format", "json").output.utf8))
        let rows = try #require(json as? [[String: Any]])
        #expect(rows.contains { $0["what"] as? String == "replacement" && $0["by"] as? String == "王" })
        #expect(rows.allSatisfy { ($0["hash"] as? String)?.count == 64 })
    }

    @Test func whatIsNotThereIsAnEmptyTableAndWhatIsWrongIsSaid() async throws {
        let office = try Office()
        try await office.open()
        await #expect(office.close() == 0)
        let means = try await office.run("export", "means", "--interval", "15min")
        #expect(
            means.output.hasSuffix(
                "sequence,start,local_start,code,device,interval,quantity,mean,min,max,unit,count,capture,epoch\r\n"))
        #expect(try await office.run("export", "readings", "--format", "json").output == "[\n]\n")
        for (wrong, reason) in [
            (["--interval", "2h"], "write 1min, 15min, 1h or 1d"), (["--from", "yesterday"], "“yesterday”不是时间"),
            (["--from", "2026-11-24 00:00", "--until", "2026-11-23 00:00"], "--from 晚于 --until"),
        ] {
            let program = try Program(["export", "means", "--config", office.file] + wrong, in: office.folder)
            #expect(await program.exitStatus == 64)
            #expect(program.output.contains(reason), "\(program.output)")
        }
    }

    @Test func aWrongRecordIsRefusedWhole() async throws {
        let office = try Office()
        try await office.open()
        let wrong = try await office.record("NJ320104C000018", "replacement", "mass=-1", "form=lump", "wieght=3")
        #expect(wrong.status == 65)
        for part in [
            "新炭装填量（mass）", "（form）不允许：应为granular（颗粒炭）、honeycomb（蜂窝炭）、fibre（", "没有“wieght”这个字段",
        ] {
            #expect(wrong.output.contains(part), "\(part) is missing in \(wrong.output)")
        }
        let elsewhere = try await office.record("NJ320104T000056", "replacement", "mass=1")
        #expect(elsewhere.status == 65 && elsewhere.output.contains("没有“更换活性炭”记录"))
        let nowhere = try await office.record("NJ320104X000000", "replacement", "mass=1")
        #expect(nowhere.status == 65 && nowhere.output.contains("没有这个设施"))
        await #expect(office.close() == 0)
        #expect(try await !office.run("export", "ledger").output.contains(",record,"))
    }

    @Test func whoAlteredTheLedgerIsFound() async throws {
        let office = try Office()
        try await office.open()
        _ = try await office.record("NJ320104T000056", "complaint", "id=1", "text=异味", "category=odour")
        await #expect(office.close() == 0)
        let head = try await office.run("ledger", "verify").output
        let hash = String(try #require(head.firstMatch(of: /校验值 ([0-9a-f]{64})/)).1)
        #expect(try await office.run("ledger", "verify", "--noted", hash).status == 0)
        let other = try await office.run("ledger", "verify", "--noted", String(repeating: "0", count: 63) + "1")
        #expect(other.status == 1 && other.output.contains("没有条目的校验值是"))
        try await office.tamper("UPDATE private SET text = '无' WHERE text = '异味'")
        let text = try await office.run("ledger", "verify")
        #expect(text.status == 1 && text.output.contains("的文字被改动"), "\(text.output)")
        try await office.tamper("UPDATE entry SET time = time + 1 WHERE body LIKE '%complaint%'")
        let verified = try await office.run("ledger", "verify")
        #expect(verified.status == 1 && verified.output.contains("被改动或移动"), "\(verified.output)")
    }

    @Test func aCopyIsCheckedWithoutAConfiguration() async throws {
        let office = try Office()
        try await office.open()
        _ = try await office.record("NJ320104T000056", "complaint", "id=1", "text=异味", "category=odour")
        let copy = office.folder.path + "/copy.sqlite"
        #expect(try await office.run("backup", copy).status == 0)
        let json = try await office.run("ledger", "verify", "--json")
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any], "\(json.output)")
        #expect(report["schema"] as? String == "mashang/verification/1" && report["faultCount"] as? Int == 0)
        #expect(try await fitsSchema(json.output))
        await #expect(office.close() == 0)
        let hash = try #require(report["hash"] as? String)
        let none = ["--config", office.folder.path + "/none.yaml"]
        let alone = try await Program.run(
            ["ledger", "verify", "--file", copy, "--noted", hash] + none, in: office.folder)
        #expect(alone.status == 0 && alone.output.contains("均与写入时一致"), "\(alone.output)")
        let absent = try await Program.run(["ledger", "verify", "--file", copy + "x"] + none, in: office.folder)
        #expect(absent.status == 69 && absent.output.contains("is not there"), "\(absent.output)")
        _ = try await output(of: "sqlite3", [copy, "DROP TRIGGER entry_is_not_changed"])
        let altered = try await Program.run(["ledger", "verify", "--file", copy] + none, in: office.folder)
        let listed = try await Program.run(["ledger", "verify", "--json", "--file", copy] + none, in: office.folder)
        #expect(listed.status == 1)
        #expect(try await fitsSchema(listed.output), "\(listed.output)")
        #expect(altered.status == 1 && altered.output.contains("防改触发器entry_is_not_changed"), "\(altered.output)")
    }

    /// Whether a report fits its schema.
    private func fitsSchema(_ report: String) async throws -> Bool {
        let (status, said) = try await SchemaTests.validate([report.replacing("\n", with: "")])
        return status == 0 && said.contains("mashang/verification/1=1")
    }

    @Test func theRunningGatewayChecksWhenItIsAsked() async throws {
        let office = try Office()
        try await office.open()
        let live = try await office.run("ledger", "verify", "--live")
        #expect(live.status == 0 && live.output.contains("均与写入时一致"), "\(live.output)")
        let status = try await office.run("status")
        #expect(status.output.contains("台账校验：完好（"), "\(status.output)")
        let json = try await office.run("status", "--json").output.replacing("\n", with: "")
        let (valid, said) = try await SchemaTests.validate([json])
        #expect(valid == 0 && json.contains(#""verification""#), "\(said)")
        let both = try await office.run("ledger", "verify", "--live", "--file", "x")
        #expect(both.status == 64 && both.output.contains("--live: belongs to neither"), "\(both.output)")
        await #expect(office.close() == 0)
        #expect(office.log.components(separatedBy: "Head of the ledger").count == 3, "\(office.log)")
        #expect(try await office.run("ledger", "verify", "--live").status == 69)
    }

    @Test func anErasedNameIsInNoFileExportAndBackupAndTheLedgerIsStillWhole() async throws {
        let office = try Office()
        try await office.open()
        let name = "欧阳消失"
        let kept = try await Program.run(
            [
                "record", "--config", office.file, "--by", name, "--code", "NJ320104C000018", "inspection",
                "colour=good", "form=good", "weight=good", "bubbles=good", "state=used",
            ], in: office.folder)
        let sequence = try #require(kept.output.firstMatch(of: /台账序号 ([0-9]+)/)).1
        #expect(try await office.run("export", "ledger").output.contains(#"""field"":""record.by"""#))
        let unknown = try await office.run("ledger", "erase", "999999")
        #expect(unknown.status == 65 && unknown.output.contains("没有记录对应“999999”"), "\(unknown.output)")
        let erased = try await office.run("ledger", "erase", String(sequence), "--by", "李")
        #expect(
            erased.status == 0 && erased.output.contains("已删除1处姓名或文字"), "\(erased.output)")
        let again = try await office.run("ledger", "erase", String(sequence))
        #expect(again.status == 65 && again.output.contains("或已删除"), "\(again.output)")
        let backup = try await office.run("backup", office.folder.path + "/copy.sqlite")
        #expect(backup.status == 0, "\(backup.output)")
        let export = try await office.run("export", "ledger").output
        #expect(!export.contains(name) && export.contains(",erased,") && export.contains("（已删除）"), "\(export)")
        for file in ["journal.sqlite", "journal.sqlite-wal", "copy.sqlite"] {
            let data = try? Data(contentsOf: URL(filePath: office.folder.path + "/" + file))
            #expect(data?.range(of: Data(name.utf8)) == nil, "\(file)")
        }
        #expect(try await office.run("ledger", "verify").status == 0)
        await #expect(office.close() == 0)
        #expect(try await office.run("ledger", "verify").status == 0)
        #expect(try await office.run("ledger", "erase", String(sequence)).status == 69)
    }

    /// Who writes at a terminal knows nothing of topics.
    @Test func aRecordOfAFacilityWithoutACodeSaysWhichOptionIsMissing() async throws {
        let office = try Office()
        let record = try await office.run("record", "--by", "王", "replacement", "mass=1")
        #expect(record.status == 64 && record.output.contains("请写 --code"), "\(record.output)")
        let fields = try await office.run("record", "--fields", "inspection")
        #expect(fields.output.contains("\n* state  "), "\(fields.output)")
    }

    @Test func aCodeInLowerCaseIsRaised() async throws {
        let office = try Office()
        try await office.open()
        let kept = try await office.record("nj320104c000018", "replacement", "mass=1000")
        #expect(kept.status == 0, "\(kept.output)")
        let csv = try await office.run("export", "ledger", "--code", "nj320104c000018").output
        #expect(csv.contains(",NJ320104C000018,record,replacement,"), "\(csv)")
        await office.close()
    }

    @Test func withoutAGatewayNothingIsEntered() async throws {
        let office = try Office()
        let record = try await office.record("NJ320104C000018", "replacement", "mass=1")
        #expect(record.status == 69 && record.output.contains("没有网关在运行"), "\(record.output)")
        let verified = try await office.run("ledger", "verify")
        #expect(verified.status == 69 && verified.output.contains("日志库不能用：没有 "), "\(verified.output)")
    }
}
