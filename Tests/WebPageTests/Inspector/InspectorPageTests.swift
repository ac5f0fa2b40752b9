import Facilities
import Foundation
import Testing

@testable import WebPage

/// The inspector's screen: who sees it, and what it says.
@Suite struct InspectorPageTests {
    private static let path = "/q/NJ320104C000018/inspect"

    private func serve(
        _ inspections: TestInspections = TestInspections(.example), _ body: (Site) async throws -> Void
    ) async throws {
        var source = FixedSource(details: [.adsorber()])
        source.inspections = inspections
        try await Site.serve(source, door: TestDoor(Inspection.people), body)
    }

    // MARK: Who

    @Test func whoHasNotSignedInIsAskedTo() async throws {
        try await serve { site in
            let answer = try await site.get(Self.path + "?month=2026-10", cookie: "")
            #expect(answer.status == 303)
            #expect(answer.headers["location"] == "/signin?next=%2Fq%2FNJ320104C000018%2Finspect%3Fmonth%3D2026%2D10")
        }
    }

    @Test(arguments: [
        ("刘大姐", "333333", false), ("小周", "444444", false), ("王老板", "222222", true), ("李科", "111111", true),
    ])
    func onlyInspectorsAndTheOwnerSeeIt(name: String, pin: String, sees: Bool) async throws {
        try await serve { site in
            let cookie = try await site.signIn(name, pin)
            let answer = try await site.get(Self.path, cookie: cookie)
            #expect(answer.status == (sees ? 200 : 403))
            #expect(answer.body.contains("只给检查人员和负责人看") == !sees)
            #expect(answer.body.contains("过于平滑") == sees)
            // The link stands on the facility's page for the same people.
            let page = try await site.get("/q/NJ320104C000018", cookie: cookie).body
            #expect(page.contains("href=\"\(Self.path)\"") == sees)
            #expect(answer.body.contains("/do/visit\"") == (name == "李科"))
        }
    }

    @Test(arguments: ["2026-13", "2026-00", "11", "<script>", "2026-12", "0000-01"])
    func aWrongMonthIsSaidInASentence(month: String) async throws {
        try await serve { site in
            let cookie = try await site.signIn("李科", "111111")
            let answer = try await site.get("\(Self.path)?month=\(month.percentEncoded)", cookie: cookie)
            #expect(answer.status == 400 && !answer.body.contains("<script>”"))
            #expect(answer.body.contains("月份") || answer.body.contains("还没有到"))
        }
    }

    @Test func aCodeThatIsNoFacilityAndAJournalThatCannotBeReadAreSaid() async throws {
        try await serve(TestInspections(nil)) { site in
            let cookie = try await site.signIn("李科", "111111")
            #expect(try await site.get("/q/NJ000000X000000/inspect", cookie: cookie).status == 404)
            let answer = try await site.get(Self.path, cookie: cookie)
            #expect(answer.status == 503 && answer.body.contains("读不出来"))
        }
    }

    // MARK: The check

    @Test func theCheckNeedsTheTokenOfThisScreenAndTheRole() async throws {
        let inspections = TestInspections(.example)
        try await serve(inspections) { site in
            let cookie = try await site.signIn("李科", "111111")
            let token = try await site.token(Self.path, cookie: cookie)
            #expect(!token.isEmpty)
            for forged in ["", "1.abcdefghijkl.00", token + "0", try await site.token("/signin")] {
                let answer = try await site.post(Self.path + "/verify", [("token", forged)], cookie: cookie)
                #expect(answer.status == 403, "\(forged)")
            }
            let cook = try await site.signIn("刘大姐", "333333")
            #expect(try await site.post(Self.path + "/verify", [("token", token)], cookie: cook).status == 403)
            #expect(try await site.post(Self.path + "/verify", [("token", token)]).status == 303)
            #expect(inspections.checks == 0)
            let answer = try await site.post(Self.path + "/verify", [("token", token)], cookie: cookie)
            #expect(answer.status == 303 && answer.headers["location"] == Self.path + "#check")
            #expect(inspections.checks == 1)
        }
    }

    private static func result(isWhole: Bool) -> JournalCheckState.Result {
        JournalCheckState.Result(
            at: FixedSource.noon, seconds: 2.35, entries: 912, isWhole: isWhole,
            lines: Text(zh: "台账912条\n所有采样均已封存", en: "912 entries\nevery sample is sealed"),
            faults: isWhole ? [] : [Text(zh: "序号7被改动", en: "<b>7</b> was altered")])
    }

    @Test func aCheckThatRunsIsSaidWithALinkAndAResultWithItsFigures() async throws {
        let running = JournalCheckState(isRunning: true, result: nil, failure: nil)
        let whole = JournalCheckState(isRunning: false, result: Self.result(isWhole: true), failure: nil)
        let altered = JournalCheckState(isRunning: false, result: Self.result(isWhole: false), failure: nil)
        let failed = JournalCheckState(isRunning: false, result: nil, failure: Text(zh: "磁盘出错", en: "the disk fails"))
        let cases: [(JournalCheckState?, [String], [String])] = [
            (nil, ["还没有校验过"], ["正在校验", "完好"]), (running, ["正在校验", "刷新看结果"], ["完好", "还没有校验过"]),
            (whole, ["✔ 完好：核对台账912条，12:00，用时2.4秒", "所有采样均已封存"], ["发现问题", "正在校验"]),
            (altered, ["✖ 发现问题：核对台账912条", "序号7被改动"], ["完好"]), (failed, ["没能校验：磁盘出错"], ["完好", "the disk fails"]),
        ]
        for (check, said, notSaid) in cases {
            try await serve(TestInspections(.example, check: check)) { site in
                let cookie = try await site.signIn("李科", "111111")
                let body = try await site.get(Self.path, cookie: cookie).body
                for text in said { #expect(body.contains(text), "\(text)") }
                for text in notSaid { #expect(!body.contains(text), "\(text)") }
            }
        }
    }

    // MARK: What it says

    @Test func itShowsTheHeadTheSealTheGapsWithReasonsAndTheCurves() async throws {
        try await serve { site in
            let cookie = try await site.signIn("李科", "111111")
            let zh = try await site.get(Self.path, cookie: cookie).body
            for text in [
                "序号 4711，共 912 条", String(repeating: "5f", count: 32), "封存3598条采样", "压差 · 一级箱 · p1", "缺62分钟",
                "网关未运行（按日结） 40分钟（02:10–02:50）", "原因未知 22分钟（05:00–09:00之间）", "<svg class=\"curve\"",
                "<path class=\"line\"", "需整改", "整改期限 2026-11-30", "投诉 20261124-000001",
                "/ledger?month=2026-11&amp;code=NJ320104C000018",
            ] { #expect(zh.contains(text), "\(text)") }
            let en = try await site.get(Self.path + "?lang=en", cookie: cookie).body
            for text in ["Completeness of data", "62 min missing", "reason not known: 22 min", "to be put right"] {
                #expect(en.contains(text), "\(text)")
            }
            #expect(!en.contains("原因未知") && !zh.contains("reason not known"))
        }
    }

    @Test func evidenceOfComplaintsAndAnInspectorsNameAndWordsAreForInspectors() async throws {
        try await serve { site in
            for (name, pin, sees) in [("李科", "111111", true), ("王老板", "222222", false)] {
                let cookie = try await site.signIn(name, pin)
                let body = try await site.get(Self.path, cookie: cookie).body
                for text in ["投诉佐证", "20261124-000001", "滤网破损"] {
                    #expect(body.contains(text) == sees, "\(name) \(text)")
                }
                #expect(body.contains("<span class=\"amount\">李科</span>") == sees)
                #expect(body.contains("整改期限 2026-11-30") && body.contains("针对："))
            }
        }
    }

    @Test func whereMoreIsThereThanIsListedItIsSaid() async throws {
        var many = Inspection.example
        many.findings = Array(repeating: many.findings[0], count: Inspection.listed)
        many.suspicions = Array(repeating: many.suspicions[1], count: Inspection.listed + 1)
        try await serve(TestInspections(many)) { site in
            let owner = try await site.get(Self.path, cookie: try await site.signIn("王老板", "222222")).body
            #expect(owner.contains("只列最新25条。") && !owner.contains("全部见台账"), "The owner's ledger has none")
            let cookie = try await site.signIn("李科", "111111")
            let body = try await site.get(Self.path, cookie: cookie).body
            #expect(body.contains("只列最新25条，全部见台账的CSV。"))
            #expect(body.components(separatedBy: "压差过于平滑").count == Inspection.listed + 1)
            // Those of which no curve is drawn lead to where their day is seen.
            let day = "/q/\(FacilityDetail.code)/day/\(many.suspicions[0].suspicion.from.day(utcOffset: 28_800))"
            let rest = Inspection.listed - Inspection.drawn
            #expect(body.components(separatedBy: "只画最新6条疑点的曲线。").count == rest + 1)
            #expect(body.components(separatedBy: "href=\"\(day)\"").count == rest + 1)
        }
        many.findings.append(many.findings[0])
        try await serve(TestInspections(many)) { site in
            let cookie = try await site.signIn("王老板", "222222")
            #expect(try await site.get(Self.path, cookie: cookie).body.contains("只列最新25条，全部见台账的CSV。"))
        }
    }

    @Test func scriptInTextsIsText() async throws {
        try await serve { site in
            let cookie = try await site.signIn("李科", "111111")
            let body = try await site.get(Self.path, cookie: cookie).body
            #expect(!body.contains("<script>") && body.contains("&lt;script&gt;"))
            #expect(!body.contains("style=\""))
        }
    }

    @Test func aMonthWithoutAnythingSaysSo() async throws {
        let empty = Inspection(
            entries: 0, sequence: 0, hash: "0", completeness: Completeness(days: [], channels: []))
        try await serve(TestInspections(empty)) { site in
            let cookie = try await site.signIn("王老板", "222222")
            let body = try await site.get(Self.path, cookie: cookie).body
            #expect(body.contains("还没有封存过读数") && body.contains("本月没有测量通道") && body.contains("<p>没有。</p>"))
        }
    }

    @Test func aDaysShareIsRoundedDownSoThatAHundredIsWhole() {
        let days = [(1440, 1440), (1439, 1440), (0, 1440), (1, 1440), (720, 720)].enumerated().map { index, day in
            Completeness.OfDay(Day("2026-11-01")! + index, minutes: day.0, of: day.1, gaps: [])
        }
        let channel = Completeness.OfChannel(Channel.ID(DeviceID("p1"), .pressureDrop), place: "", days: days)
        let view = ChannelMonthView(channel, time: PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh))
        #expect(view.cells.map(\.percent) == ["100", "99", "0", "0", "100"])
        #expect(view.cells.map(\.look) == ["full", "most", "poor", "poor", "full"])
    }

    // MARK: The form

    @Test func aVisitIsEnteredByAnInspectorAndItsDayIsTheEndOfThatDay() async throws {
        let door = TestDoor(Inspection.people)
        let form = "/q/NJ320104C000018/do/visit"
        try await Site.serve(FixedSource(details: [.adsorber()]), door: door) { site in
            let cook = try await site.signIn("刘大姐", "333333")
            #expect(try await site.get(form, cookie: cook).status == 403)
            let cookie = try await site.signIn("李科", "111111")
            let page = try await site.get(form + "?rule=carbon.cycle", cookie: cookie).body
            #expect(page.contains("type=\"date\"") && page.contains("value=\"carbon.cycle\""))
            let token = try await site.token(form, cookie: cookie)
            func send(_ deadline: String, _ result: String = "rectify") async throws -> Int {
                try await site.post(
                    form,
                    [
                        ("token", token), ("result", result), ("parts", "operation"), ("deadline", deadline),
                        ("text", "<script>"),
                    ], cookie: cookie
                ).status
            }
            for wrong in ["2026-11-23", "2026-13-01", "", "morgen"] {
                #expect(try await send(wrong) == 422, "\(wrong)")
            }
            #expect(try await send("2026-11-30", "passed") == 422)
            #expect(door.entered.isEmpty)
            #expect(try await send("2026-11-24") == 303)
            #expect(door.entered.first?.draft.body["deadline"] == .text("2026-11-24T15:59:59Z"))
        }
    }
}
