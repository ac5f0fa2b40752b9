import Facilities
import Foundation
import Testing

@testable import WebPage

/// The ledger of a month, as a page and as a table.
@Suite struct LedgerPageTests {
    private static func entry(_ sequence: Int64, _ time: String, _ content: Entry) -> KeptEntry {
        KeptEntry(sequence: sequence, facility: FacilityDetail.code, time: Timestamp(time)!, content)
    }

    private static func cleaning(_ remark: String, by name: String) -> Entry {
        let done = Timestamp("2026-11-10T01:00:00Z")!
        return .record(Record(at: done, by: name, Cleaning(parts: [.plates], remark: remark)))
    }

    private static func raised(_ text: String) -> Entry {
        var finding = Finding.overdue
        finding.text = Text(zh: text, en: "a finding")
        return .finding(.raised, finding)
    }

    private func source(_ entries: [KeptEntry]) -> FixedSource {
        FixedSource(details: [.adsorber(entries: entries), .kitchen])
    }

    /// 16:00 UTC is midnight in Nanjing. November begins and ends there, not in Greenwich.
    @Test func aMonthBeginsAndEndsByTheClockOfTheSite() async throws {
        let source = source([
            Self.entry(1, "2026-10-31T15:59:59Z", Self.raised("十月的")),
            Self.entry(2, "2026-10-31T16:00:00Z", Self.raised("十一月第一个")),
            Self.entry(3, "2026-11-30T15:59:59Z", Self.raised("十一月最后一个")),
            Self.entry(4, "2026-11-30T16:00:00Z", Self.raised("十二月的")),
        ])
        try await Site.serve(source) { site in
            for path in ["/ledger?month=2026-11", "/ledger.csv?month=2026-11"] {
                let body = try await site.get(path).body
                #expect(body.contains("十一月第一个") && body.contains("十一月最后一个"), "\(path)")
                #expect(!body.contains("十月的") && !body.contains("十二月的"), "\(path)")
                #expect(body.contains("2026-11-01 00:00:00") && body.contains("2026-11-30 23:59:59"), "\(path)")
            }
        }
    }

    @Test(arguments: [
        ("2025-12", "2025-12-31T15:59:59Z", "2025-12-31T16:00:00Z"),
        ("2024-02", "2024-02-29T15:59:59Z", "2024-02-29T16:00:00Z"),
        ("2026-02", "2026-02-28T15:59:59Z", "2026-02-28T16:00:00Z"),
    ]) func decemberAndFebruaryAreWhole(month: String, last: String, next: String) async throws {
        let source = source([Self.entry(1, last, Self.raised("在内")), Self.entry(2, next, Self.raised("在外"))])
        try await Site.serve(source) { site in
            let body = try await site.get("/ledger.csv?month=\(month)").body
            #expect(body.contains("在内") && !body.contains("在外"))
        }
    }

    @Test(arguments: ["2026-13", "2026-00", "11", "2026-1", "<b>", "2026-11-01", "0000-01"])
    func whatIsNoMonthIsSaidInASentence(month: String) async throws {
        try await Site.serve(source([])) { site in
            for path in ["/ledger", "/ledger.csv"] {
                let answer = try await site.get("\(path)?month=\(month.percentEncoded)")
                #expect(answer.status == 400 && answer.body.contains("month=2026-11"), "\(answer)")
                #expect(!answer.body.contains("<b>”"))
            }
        }
    }

    @Test func aMonthWithoutAnythingSaysSo() async throws {
        try await Site.serve(source([])) { site in
            let page = try await site.get("/ledger?month=2024-02").body
            #expect(page.contains("本月没有登记，也没有发现。") && page.contains("2024-02 没有登记，也没有发现。"))
            let table = try await site.get("/ledger.csv?month=2024-02").body
            #expect(table.split(separator: "\r\n").count == 1)
        }
    }

    @Test func withoutAMonthItIsThisOneAndTheOthersAreATapAway() async throws {
        try await Site.serve(source([])) { site in
            let page = try await site.get("/ledger").body
            #expect(page.contains("2026-11 台账"))
            #expect(page.contains(#"href="/ledger?month=2026-10""#) && !page.contains("2026-12"))
            let before = try await site.get("/ledger?month=2026-10").body
            for month in ["2026-09", "2026-11"] { #expect(before.contains(#"href="/ledger?month=\#(month)""#)) }
            let next = try await site.get("/ledger?month=2026-12")
            #expect(next.status == 400 && next.body.contains("2026-12 还没有到"))
        }
    }

    @Test func aTableIsReadAsChineseAndRunsNothing() async throws {
        let source = source([
            Self.entry(1, "2026-11-10T02:00:00Z", Self.raised("=1+1，\"引号\",\n换行"))
        ])
        var facilities = source
        facilities.details[0].status.name = "@SUM(A1)"
        try await Site.serve(facilities) { site in
            let answer = try await site.get("/ledger.csv?month=2026-11")
            #expect(answer.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(answer.headers["content-disposition"] == "attachment; filename=\"ledger-2026-11.csv\"")
            let lines = answer.body.components(separatedBy: "\r\n")
            #expect(lines[0] == "\u{FEFF}登记时间,编号,名称,分组,类别,事项,级别,内容,完成时间,登记身份,序号")
            #expect(
                lines[1]
                    == "2026-11-10 10:00:00,NJ320104C000018,'@SUM(A1),,发现,炭该换了,超标或逾期,\"'=1+1，\"\"引号\"\",\n换行\",,,1",
                "\(lines[1])")
            #expect(lines.count == 3 && lines[2].isEmpty)
        }
    }

    @Test func aRecordShowsItsAmountsAndNobodysNameNorWhatWasTyped() async throws {
        let complaint = Record(
            at: FixedSource.noon, by: "张三", Complaint(id: "7", text: "三楼油烟", category: .fume, place: "3楼301"))
        let source = source([
            Self.entry(1, "2026-11-10T02:00:00Z", Self.cleaning("找过李四", by: "刘大姐")),
            Self.entry(2, "2026-11-10T03:00:00Z", .record(complaint)),
        ])
        let owner = Operator(name: "王老板", role: .owner, since: FixedSource.noon - .hours(1))
        try await Site.serve(source, door: TestDoor([(owner, pin: "123456")])) { site in
            let cookie = try await site.signIn("王老板", "123456")
            for path in ["/ledger?month=2026-11", "/ledger.csv?month=2026-11"] {
                for body in [try await site.get(path).body, try await site.get(path, cookie: cookie).body] {
                    #expect(body.contains("2026-11-10 09:00:00") && body.contains("身份未核实"), "\(body)")
                    for text in ["刘大姐", "张三", "三楼油烟", "3楼301"] { #expect(!body.contains(text), "\(text)") }
                }
            }
        }
    }

    @Test func whatIsNotForEverybodyIsNotInIt() async throws {
        let suspicion = Suspicion(
            rule: "data.tampering", kind: .tooSmooth, cause: "b/1/vocIn", from: FixedSource.noon,
            until: FixedSource.noon, figure: 0, limit: .ownDefault("tamperingTurning", 5, .percent),
            text: Text(zh: "过于平滑", en: "smooth"))
        #expect(LedgerChoice().kinds.isDisjoint(with: [.suspicion, .operatorChange, .erased, .photographsRemoved]))
        #expect(
            LedgerRow(
                Self.entry(1, "2026-11-10T02:00:00Z", .suspicion(suspicion)),
                time: PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)) == nil)
    }

    @Test func whatCannotBeReadOrWasLostHasItsPlace() async throws {
        let unknown = Self.entry(3, "2026-11-10T02:00:00Z", .unknown(.unreadable))
        try await Site.serve(source([unknown])) { site in
            let page = try await site.get("/ledger?month=2026-11").body
            #expect(page.contains("无法读取的记录") && page.contains("序号 3"))
            #expect(!page.contains("2026-11 没有登记"))
        }
    }

    @Test func twoLedgersAreReadAtOnceAndTheThirdIsAskedToWait() {
        let turns = LedgerTurns()
        var held = [turns.begin(), turns.begin()]
        #expect(!held.contains { $0 == nil } && turns.begin() == nil)
        held.removeLast()
        #expect(turns.begin() != nil)
    }

    @Test func onlyTheFacilitiesThatWereChosenStandInIt() async throws {
        try await Site.serve(source([Self.entry(1, "2026-11-10T02:00:00Z", Self.raised("一条"))])) { site in
            let page = try await site.get("/ledger?month=2026-11&kind=fume-purifier").body
            #expect(page.contains("秦淮小馆") && !page.contains("活性炭吸附箱") && page.contains("个设施中的 1 个"))
            #expect(try await !site.get("/ledger.csv?month=2026-11&kind=fume-purifier").body.contains("一条"))
            #expect(try await site.get("/ledger?kind=blue").status == 400)
            // No facility is no empty month.
            let none = try await site.get("/ledger?month=2026-11&kind=dust-site").body
            #expect(none.contains("没有符合的设施") && !none.contains("没有登记"))
            // How a facility stands now chooses nothing of a month.
            #expect(try await site.get("/ledger?month=2026-11&light=green&due=week").body.contains("活性炭吸附箱"))
        }
    }

    @Test func moreThanABatchOfTheJournalIsReadWhole() async throws {
        let entries = (1...Int64(1201)).map { Self.entry($0, "2026-11-10T02:00:00Z", Self.raised("第\($0)条。")) }
        try await Site.serve(source(entries)) { site in
            let table = try await site.get("/ledger.csv?month=2026-11").body
            let numbers = table.matches(of: /第([0-9]+)条。/).compactMap { Int64($0.1) }
            #expect(numbers == Array(1...1201))
        }
    }

    @Test func aPageStopsAtTwoThousandEntriesAndSaysWhereTheRestIs() async throws {
        let entries = (1...Int64(2001)).map { Self.entry($0, "2026-11-10T02:00:00Z", Self.raised("第\($0)条。")) }
        try await Site.serve(source(entries)) { site in
            let page = try await site.get("/ledger?month=2026-11").body
            #expect(page.contains("第2000条。") && !page.contains("第2001条。"))
            #expect(page.contains("这里只列出前 2000 条，全部的见CSV。"))
            #expect(try await site.get("/ledger.csv?month=2026-11").body.contains("第2001条。"))
        }
    }

    @Test func aJournalThatCannotBeReadLooksLikeNoEmptyMonth() async throws {
        var source = source([Self.entry(1, "2026-11-10T02:00:00Z", Self.raised("一条"))])
        source.isUnreadable = true
        try await Site.serve(source) { site in
            let page = try await site.get("/ledger?month=2026-11").body
            #expect(page.contains("台账现在读不出来") && page.contains("这份台账不完整") && !page.contains("没有登记"))
            await #expect(throws: (any Error).self) { try await site.get("/ledger.csv?month=2026-11") }
        }
    }
}
