import Foundation
import TestSupport
import Testing

/// `mashang record`: an id, a person's PIN, and what became of a record.
@Suite(.timeLimit(.minutes(10))) struct RecordOnceTests {
    private static let calibration = [
        "calibration", "device=p1", "quantity=pressureDrop", "gain=1", "offset=0", "reference=JJF 1234",
    ]
    private static let looks = ["inspection", "colour=good", "form=good", "weight=good", "bubbles=good", "state=used"]

    private func record(
        _ office: Office, _ arguments: [String], pin: String
    ) async throws -> (status: CInt, output: String) {
        try await result(
            of: Program.path, ["record", "--config", office.file] + arguments, input: pin + "\n")
    }

    @Test func theSameIdIsThereOnceAlsoAfterARestart() async throws {
        let office = try Office()
        try await office.open()
        let arguments = ["--code", "NJ320104C000018", "--by", "王", "--id", "a1"]
        let first = try await record(office, arguments + Self.looks, pin: "")
        #expect(first.status == 0 && first.output.contains("台账序号"), "\(first)")
        await #expect(office.close() == 0)
        try await office.open()
        #expect(try await record(office, arguments + Self.looks, pin: "").output == first.output)
        let asked = try await office.run("record", "--ask", "a1")
        #expect(asked.status == 0 && asked.output == first.output, "\(asked)")
        let other = try await record(office, arguments + ["replacement", "mass=1000"], pin: "")
        #expect(other.status == 65 && other.output.contains("另一条记录请用另一个 id"), "\(other)")
        let nothing = try await office.run("record", "--ask", "a2")
        #expect(nothing.status == 65 && nothing.output.contains("没有登记，请重新提交"), "\(nothing)")
        let wrong = try await record(
            office, ["--code", "NJ320104C000018", "--by", "王", "--id", "一"] + Self.looks, pin: "")
        #expect(wrong.status == 65 && wrong.output.contains("如UUID"), "\(wrong)")
        let ledger = try await office.run("export", "ledger").output
        #expect(ledger.components(separatedBy: ",record,inspection,").count == 2, "\(ledger)")
        #expect(ledger.contains(",local,a1,,"), "\(ledger)")
        await office.close()
    }

    @Test func aPINSaysWhoItIsAndWhatTheyMayEnter() async throws {
        let office = try Office()
        try await office.open()
        let added = try await office.run(
            "operator", "add", "刘大姐", "--role", "operator", "--facilities", "NJ320104C000018")
        let pin = String(try #require(added.output.firstMatch(of: /PIN ([0-9]{6})/)?.1))
        let box = ["--code", "NJ320104C000018", "--by", "刘大姐", "--pin"]
        let right = try await record(office, box + Self.looks, pin: pin)
        #expect(right.status == 0, "\(right)")
        let role = try await record(office, box + Self.calibration, pin: pin)
        #expect(role.status == 65 && role.output.contains("由技术人员登记"), "\(role)")
        let place = [
            "--code", "NJ320104T000056", "--by", "刘大姐", "--pin", "complaint", "id=1", "category=odour", "text=臭",
        ]
        let elsewhere = try await record(office, place, pin: pin)
        #expect(elsewhere.status == 65 && elsewhere.output.contains("不能在设施 NJ320104T000056 登记"), "\(elsewhere)")
        let unknown = try await record(
            office, ["--code", "NJ320104C000018", "--by", "张", "--pin"] + Self.looks, pin: "123456")
        #expect(unknown.status == 65 && unknown.output.contains("姓名或PIN不对"), "\(unknown)")
        let wrong = try await record(office, box + Self.looks, pin: pin == "000000" ? "000001" : "000000")
        #expect(wrong.status == 65 && wrong.output.contains("姓名或PIN不对"), "\(wrong)")
        let none = try await record(office, box + Self.looks, pin: "")
        #expect(none.status == 64, "\(none)")
        let ledger = try await office.run("export", "ledger").output
        let rows = ledger.split(separator: "\r\n").filter { $0.contains(",record,inspection,") }
        #expect(rows.count == 1 && rows[0].contains(",operator,"), "\(ledger)")
        #expect(![ledger, office.log, right.output, wrong.output].contains { $0.contains(pin) })
        await office.close()
    }

    /// Reading is possible meanwhile, and what waits in memory is known, too.
    @Test func whatBecameOfARecordIsAnsweredWhileAnotherProgramLocksTheJournal() async throws {
        let office = try Office()
        try await office.open()
        let box = ["--code", "NJ320104C000018", "--by", "王", "--id"]
        let before = try await record(office, box + ["a1"] + Self.looks, pin: "")
        #expect(before.status == 0, "\(before)")
        let somebody = try JournalLock(on: office.folder.path + "/journal.sqlite")
        let entered = try await record(office, box + ["a2"] + Self.looks, pin: "")
        #expect(entered.status == 1 && entered.output.contains("编号 a2"), "\(entered)")
        for _ in 1...2 {
            let waiting = try await office.run("record", "--ask", "a2")
            #expect(waiting.status == 1 && waiting.output.contains("已收下，等待写入"), "\(waiting)")
        }
        let known = try await office.run("record", "--ask", "a1")
        #expect(known.status == 0 && known.output == before.output, "\(known)")
        let nothing = try await office.run("record", "--ask", "a3")
        #expect(nothing.status == 65 && nothing.output.contains("没有登记"), "\(nothing)")
        somebody.release()
        var kept = try await office.run("record", "--ask", "a2")
        let isKept = try await eventually {
            kept = try await office.run("record", "--ask", "a2")
            return kept.status == 0
        }
        #expect(isKept && kept.output.contains("台账序号"), "\(kept)")
        #expect(try await record(office, box + ["a2"] + Self.looks, pin: "").output == kept.output)
        await #expect(office.close() == 0)
        let ledger = try await office.run("export", "ledger").output
        #expect(ledger.components(separatedBy: ",record,inspection,").count == 3, "\(ledger)")
    }

    /// After the fifth wrong PIN in a row the next try must wait 16 s.
    @Test func theRightPINIsNotCheckedDuringAWaitAndIsRightAfterIt() async throws {
        let office = try Office()
        try await office.open()
        let added = try await office.run("operator", "add", "刘大姐", "--role", "owner")
        let pin = String(try #require(added.output.firstMatch(of: /PIN ([0-9]{6})/)?.1))
        let wrong = pin == "000000" ? "000001" : "000000"
        let box = ["--code", "NJ320104C000018", "--by", "刘大姐", "--pin", "--id", "a1"] + Self.looks
        for _ in 1...5 {
            let isWrong = try await eventually(within: .seconds(60), every: .milliseconds(200)) {
                let answer = try await record(office, box, pin: wrong)
                #expect([1, 65].contains(answer.status), "\(answer)")
                return answer.status == 65
            }
            #expect(isWrong)
        }
        let during = try await record(office, box, pin: pin)
        #expect(during.status == 1 && during.output.contains("PIN输错，请过"), "\(during)")
        #expect(try await !office.run("export", "ledger").output.contains(",record,inspection,"))
        var after = during
        // To ask during a wait makes it no longer.
        let isKept = try await eventually(within: .seconds(60), every: .milliseconds(200)) {
            after = try await record(office, box, pin: pin)
            return after.status != 1
        }
        #expect(isKept && after.status == 0, "\(after)")
        // The wrong ones are forgotten: one more needs no wait.
        let again = try await record(office, box.map { $0 == "a1" ? "a2" : $0 }, pin: wrong)
        #expect(again.status == 65 && again.output.contains("姓名或PIN不对"), "\(again)")
        let ledger = try await office.run("export", "ledger").output
        #expect(ledger.components(separatedBy: ",record,inspection,").count == 2, "\(ledger)")
        await office.close()
    }

    @Test func afterAnErasureTheAnswerSaysWhatIsGone() async throws {
        let office = try Office()
        try await office.open()
        let box = ["--code", "NJ320104C000018", "--by", "王", "--id", "a1"]
        let first = try await record(office, box + Self.looks, pin: "")
        let erased = try await office.run("ledger", "erase", "a1")
        #expect(first.status == 0 && erased.status == 0, "\(first) \(erased)")
        for answer in [
            try await office.run("record", "--ask", "a1"), try await record(office, box + Self.looks, pin: ""),
        ] {
            #expect(answer.status == 0 && answer.output.hasPrefix(first.output), "\(answer)")
            #expect(answer.output.contains("已删除1处姓名或文字"), "\(answer)")
        }
        let other = try await record(office, box + ["replacement", "mass=1000"], pin: "")
        #expect(other.status == 65 && other.output.contains("另一条记录请用另一个 id"), "\(other)")
        await office.close()
    }
}
