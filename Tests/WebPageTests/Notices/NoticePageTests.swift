import Facilities
import Foundation
import Testing

@testable import WebPage

/// The banner, the list and the pages of notices.
@Suite struct NoticePageTests {
    private static let noon = FixedSource.noon
    private static let cook = Operator(name: "刘大姐", role: .operator, since: noon - .days(9))
    private static let owner = Operator(name: "王老板", role: .owner, since: noon - .days(9))
    private static func door() -> TestDoor { TestDoor([(cook, pin: "123456"), (owner, pin: "654321")]) }

    private func source(_ records: [Record]) -> FixedSource {
        FixedSource(details: [.adsorber(), .kitchen, .point], hasNotice: false, posted: PostedNotices.all(records))
    }

    private static func posted(_ notice: Notice, _ minutes: Int = 0) -> Record {
        PostedNotices.record(notice, at: noon - .hours(1) + .minutes(minutes))
    }

    @Test func aBannerStandsOnThePagesThatItIsForOnly() async throws {
        let kitchens = Self.posted(PostedNotices.notice(kinds: [.fumePurifier]))
        try await Site.serve(source([kitchens])) { site in
            for (path, isThere) in [
                ("/q/\(FacilityDetail.kitchenCode)", true), ("/q/\(FacilityDetail.code)", false), ("/", true),
                ("/?kiosk", true), ("/q/\(FacilityDetail.pointCode)", false),
            ] {
                let body = try await site.get(path).body
                #expect(body.contains("停电检修") == isThere, "\(path)")
                #expect(body.contains(#"class="posted""#) == isThere, "\(path)")
                #expect(!body.contains(#"class="notice""#), "it is not the gateway's own sentence")
            }
        }
    }

    /// Who passes a complaint point sees its form, and above it what is to be known there.
    @Test func aComplaintPointShowsItsNotices() async throws {
        let notice = Self.posted(PostedNotices.notice(kinds: [.complaintPoint]))
        try await Site.serve(source([notice])) { site in
            let point = try await site.get("/q/\(FacilityDetail.pointCode)").body
            let kitchen = try await site.get("/q/\(FacilityDetail.kitchenCode)").body
            #expect(point.contains("停电检修") && !kitchen.contains("停电检修"))
        }
    }

    @Test func theTwoNewestAreShownAndTheOthersCounted() async throws {
        let records = (1...5).map { Self.posted(PostedNotices.notice("n\($0)", "第\($0)条"), $0) }
        try await Site.serve(source(records)) { site in
            let body = try await site.get("/q/\(FacilityDetail.code)", language: "zh").body
            #expect(body.contains("第5条") && body.contains("第4条") && !body.contains("第3条"))
            #expect(body.contains("另有3条"))
            #expect(try await site.get("/", language: "en").body.contains("3 more"))
            let list = try await site.get("/notices", language: "zh").body
            #expect((1...5).allSatisfy { list.contains("第\($0)条") })
        }
    }

    @Test func scriptInATextIsText() async throws {
        let bad = #"<script>alert(1)</script><img src=x onerror="a()">'"#
        var notice = PostedNotices.notice("<b>", bad, text: bad, link: "https://ma.example.cn/a?b='&c=d")
        notice.steps = TrainingSteps([bad])
        notice.questions = TrainingQuestions(Array(repeating: TrainingQuestion(bad, [bad, "b"], right: 1), count: 3))
        try await Site.serve(source([Self.posted(notice)]), door: Self.door()) { site in
            for path in [
                "/", "/q/\(FacilityDetail.code)", "/notices", "/notices/%3Cb%3E", "/notices/%3Cb%3E?given=0-0-0",
            ] {
                let page = try await site.get(path)
                #expect(page.status == 200, "\(path)")
                #expect(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "\(path)")
                #expect(page.body.contains("&lt;script&gt;"), "\(path)")
            }
            let posted = try await site.get("/notices/%3Cb%3E").body
            #expect(posted.contains(#"rel="noopener noreferrer">ma.example.cn</a>"#))
        }
    }

    @Test func whatIsOverIsListedForThirtyDaysAndWhatIsToComeForTheOwnerOnly() async throws {
        var coming = PostedNotices.notice("later", "下月通知", until: Self.noon + .days(20))
        coming.from = Self.noon + .days(3)
        let old = PostedNotices.record(
            PostedNotices.notice("old", "上月通知", until: Self.noon - .days(30)), at: Self.noon - .days(40))
        let older = PostedNotices.record(
            PostedNotices.notice("older", "更早通知", until: Self.noon - .days(30) - .seconds(1)), at: Self.noon - .days(40)
        )
        try await Site.serve(source([old, older, Self.posted(coming)]), door: Self.door()) { site in
            let list = try await site.get("/notices", language: "zh").body
            #expect(list.contains("上月通知") && !list.contains("更早通知") && !list.contains("下月通知"))
            #expect(try await site.get("/notices/later").status == 404)
            #expect(try await site.get("/notices/older").status == 404)
            #expect(try await site.get("/notices/none").status == 404)
            let cookie = try await site.signIn("王老板", "654321")
            #expect(try await site.get("/notices", cookie: cookie).body.contains("下月通知"))
            #expect(try await site.get("/notices/later", cookie: cookie).status == 200)
        }
    }

    @Test func whatWasEndedBeforeItBeganIsSeenByWhoPostsOnly() async throws {
        var coming = PostedNotices.notice("later", "下月通知", until: Self.noon + .days(20))
        coming.from = Self.noon + .days(3)
        let end = PostedNotices.notice("later", "下月通知", until: Self.noon - .minutes(30))
        try await Site.serve(source([Self.posted(coming), Self.posted(end, 30)]), door: Self.door()) { site in
            for cookie in ["", try await site.signIn("刘大姐", "123456")] {
                #expect(try await !site.get("/notices", cookie: cookie).body.contains("下月通知"))
                #expect(try await site.get("/notices/later", cookie: cookie).status == 404)
            }
            let cookie = try await site.signIn("王老板", "654321")
            #expect(try await site.get("/notices", cookie: cookie).body.contains("下月通知"))
            #expect(try await site.get("/notices/later", cookie: cookie).status == 200)
        }
    }

    // MARK: Receipts

    @Test func aReceiptIsEnteredByWhoIsSignedInAndShownToThem() async throws {
        let door = Self.door()
        try await Site.serve(source([Self.posted(PostedNotices.notice())]), door: door) { site in
            let path = "/notices/n1"
            let anybody = try await site.get(path, language: "zh").body
            #expect(!anybody.contains("action=\"/notices/n1/read\"") && anybody.contains("登录后登记已读"))
            let cookie = try await site.signIn("刘大姐", "123456")
            let token = try await site.token(path, cookie: cookie)
            let answer = try await site.post("\(path)/read", [("token", token)], cookie: cookie)
            #expect(answer.status == 303 && answer.headers["location"] == path)
            _ = try await site.post("\(path)/read", [("token", token)], cookie: cookie)
            #expect(door.entered.count == 1)
            let entered = try #require(door.entered.first)
            #expect(entered.code == nil && entered.person == Self.cook && entered.draft.head.text("by") == "刘大姐")
            #expect(entered.draft.body == ["kind": .text("noticeRead"), "id": .text("n1")])
        }
    }

    /// A receipt is of what was read.
    @Test(arguments: ["read", "answer"])
    func aFormOfWhatTheNoticeSaidBeforeEntersNothing(act: String) async throws {
        let door = Self.door()
        var (token, cookie) = ("", "")
        try await Site.serve(source([Self.posted(PostedNotices.training)]), door: door) { site in
            cookie = try await site.signIn("刘大姐", "123456")
            let page = try await site.get("/notices/t1", cookie: cookie).body
            let form = try #require(page.components(separatedBy: "action=\"/notices/t1/\(act)\"").last)
            token = String(form.components(separatedBy: #"value=""#)[1].prefix { $0 != "\"" })
        }
        var changed = PostedNotices.training
        changed.steps?.texts[0] = "先断电"
        var later = PostedNotices.training
        later.until = later.until + .days(1)
        for (notice, status) in [(changed, 409), (later, 303)] {
            let records = [Self.posted(PostedNotices.training), Self.posted(notice, 1)]
            try await Site.serve(source(records), door: door) { site in
                let answer = try await site.post(
                    "/notices/t1/\(act)", [("token", token), ("q1", "1"), ("q2", "0"), ("q3", "1")], cookie: cookie)
                #expect(answer.status == status && answer.body.contains("通知已更新，请再看一遍") == (status == 409))
            }
        }
        #expect(door.entered.count == 1)
    }

    @Test func aForgedFormAndAnotherNoticesTokenEnterNothing() async throws {
        let door = Self.door()
        let records = [Self.posted(PostedNotices.notice()), Self.posted(PostedNotices.notice("n2"))]
        try await Site.serve(source(records), door: door) { site in
            let cookie = try await site.signIn("刘大姐", "123456")
            let token = try await site.token("/notices/n2", cookie: cookie)
            for (value, status) in [("", 403), ("1.2.3", 403), (token, 403)] {
                let answer = try await site.post("/notices/n1/read", [("token", value)], cookie: cookie)
                #expect(answer.status == status)
            }
            let foreign = try await site.post(
                "/notices/n2/read", [("token", token)], cookie: cookie, headers: ["Origin": "https://evil.example"])
            #expect(foreign.status == 403)
            let out = try await site.post("/notices/n2/read", [("token", token)])
            #expect(out.status == 303 && out.headers["location"]?.hasPrefix("/signin") == true)
            #expect(try await site.post("/notices/n2/end", [("token", token)], cookie: cookie).status == 403)
            #expect(try await site.post("/notices/none/read", [("token", token)], cookie: cookie).status == 404)
            let large = String(repeating: "a", count: 1 << 20)
            #expect(try await site.post("/notices/n2/read", [("token", large)], cookie: cookie).status == 413)
            #expect(door.entered.isEmpty)
        }
    }

    @Test func countsByRoleAreForTheOwnerAndInspectors() async throws {
        let receipts = [
            PostedNotices.record(NoticeReceipt(id: "t1"), by: "刘大姐", .operator),
            PostedNotices.record(NoticeReceipt(id: "t1"), by: "张三", .operator),
            PostedNotices.record(NoticeReceipt(id: "t1"), by: "赵检查", .inspector),
            PostedNotices.record(TrainingResult(id: "t1", right: 3), by: "刘大姐", .operator),
            PostedNotices.record(TrainingResult(id: "t1", right: 2), by: "张三", .operator),
        ]
        try await Site.serve(source([Self.posted(PostedNotices.training)] + receipts), door: Self.door()) { site in
            let cook = try await site.get("/notices", cookie: try await site.signIn("刘大姐", "123456")).body
            #expect(!cook.contains("已读3人"))
            let owner = try await site.get("/notices", cookie: try await site.signIn("王老板", "654321")).body
            #expect(owner.contains("已读3人：操作人员2、检查人员1"))
            #expect(owner.contains("培训通过1人：操作人员1；答过未通过1人"))
            #expect(!owner.contains("刘大姐"), "roles, not names")
        }
    }

    // MARK: Trainings

    @Test func aWrongAnswerNamesTheStepAndNoPageSaysWhichIsRight() async throws {
        let door = Self.door()
        let training = Self.posted(PostedNotices.training)
        try await Site.serve(source([training]), door: door) { site in
            let cookie = try await site.signIn("刘大姐", "123456")
            let asked = try await site.get("/notices/t1", cookie: cookie).body
            #expect(!asked.contains("checked") && !asked.contains("right") && !asked.contains("答对"))
            let token = try await site.token("/notices/t1", cookie: cookie)
            let answer = try await site.post(
                "/notices/t1/answer", [("token", token), ("q1", "1"), ("q2", "2"), ("q3", "0")], cookie: cookie)
            #expect(answer.headers["location"] == "/notices/t1?given=1-2-0")
            #expect(
                door.entered.map(\.draft.body) == [
                    ["kind": .text("trainingResult"), "id": .text("t1"), "right": .number(1)]
                ])
            // What is not entered has no result, whatever an address says.
            for given in ["1-2-0", "1-0-1"] {
                let page = try await site.get("/notices/t1?given=\(given)", cookie: cookie).body
                #expect(!page.contains("答对") && !page.contains("，通过") && !page.contains("✖"), "\(given)")
            }
        }
        func entered(_ right: Int) -> Record {
            PostedNotices.record(TrainingResult(id: "t1", right: right), by: "刘大姐", .operator)
        }
        try await Site.serve(source([training, entered(1)]), door: Self.door()) { site in
            let cookie = try await site.signIn("刘大姐", "123456")
            let result = try await site.get("/notices/t1?given=1-2-0", cookie: cookie).body
            #expect(result.contains("3题答对1题，没有全对") && result.contains("未通过"))
            #expect(result.contains("请再看第2步") && result.contains("请再看一遍步骤") && !result.contains("请再看第1步"))
            #expect(!result.contains("15分钟</p>"), "the right answer is not given away")
            let forged = try await site.get("/notices/t1?given=1-0-1", cookie: cookie).body
            #expect(!forged.contains("，通过") && !forged.contains("3题答对3题"))
        }
        try await Site.serve(source([training, entered(1), entered(3)]), door: Self.door()) { site in
            let cookie = try await site.signIn("刘大姐", "123456")
            #expect(try await site.get("/notices/t1?given=1-0-1", cookie: cookie).body.contains("3题答对3题，通过"))
        }
    }

    @Test(arguments: [
        [("q1", "1"), ("q2", "0")], [("q1", "1"), ("q2", "0"), ("q3", "3")], [("q1", "-1"), ("q2", "0"), ("q3", "1")],
        [("q1", "x"), ("q2", "0"), ("q3", "1")], [],
    ]) func everyQuestionNeedsOneOfItsAnswers(fields: [(String, String)]) async throws {
        let door = Self.door()
        try await Site.serve(source([Self.posted(PostedNotices.training)]), door: door) { site in
            let cookie = try await site.signIn("刘大姐", "123456")
            let token = try await site.token("/notices/t1", cookie: cookie)
            let answer = try await site.post("/notices/t1/answer", [("token", token)] + fields, cookie: cookie)
            #expect(answer.status == 422 && answer.body.contains("请每题选一个答案") && door.entered.isEmpty)
            for given in ["1-0", "1-0-3", "1-0-x", "--", "9999999999999999999-0-0", ""] {
                let page = try await site.get("/notices/t1?given=\(given)", cookie: cookie)
                #expect(page.status == 200 && !page.body.contains("答对"), "\(given)")
            }
        }
    }

    @Test func whoIsNotSignedInPractisesAndNothingIsEntered() async throws {
        let door = Self.door()
        try await Site.serve(source([Self.posted(PostedNotices.training)]), door: door) { site in
            let token = try await site.token("/notices/t1")
            let answer = try await site.post(
                "/notices/t1/answer", [("token", token), ("q1", "1"), ("q2", "0"), ("q3", "1")])
            #expect(answer.status == 303 && door.entered.isEmpty)
            #expect(try await site.get("/notices/t1", language: "zh").body.contains("结果不登记"))
            let zh = try await site.get("/notices/t1?given=1-0-1", language: "zh").body
            #expect(zh.contains("3题答对3题（练习，没有登记）") && !zh.contains("，通过"))
            let en = try await site.get("/notices/t1?given=1-0-1", language: "en").body
            #expect(en.contains("3 of 3 right (practice: nothing is entered)") && !en.contains(", passed"))
        }
    }

    // MARK: Posting

    @Test func theOwnerPostsAndEndsANotice() async throws {
        let door = Self.door()
        try await Site.serve(source([Self.posted(PostedNotices.notice())]), door: door) { site in
            let cookie = try await site.signIn("王老板", "654321")
            let token = try await site.token("/notice", cookie: cookie)
            let fields = [
                ("token", token), ("title", "检修"), ("text", "周六检修"), ("until", "2026-12-03T18:00"),
                ("kinds", "dust-site"), ("kinds", "fume-purifier"),
            ]
            let answer = try await site.post("/notice", fields, cookie: cookie)
            #expect(answer.status == 303)
            let draft = try #require(door.entered.first?.draft)
            #expect(draft.body["until"] == .text("2026-12-03T10:00:00Z"))
            #expect(draft.body["kinds"] == .list(["dust-site", "fume-purifier"]))
            #expect(answer.headers["location"] == "/notices/\(draft.body.text("id") ?? "")")

            let page = try await site.get("/notices/n1", cookie: cookie).body
            let form = try #require(page.components(separatedBy: #"action="/notices/n1/end""#).last)
            let end = String(form.components(separatedBy: #"value=""#)[1].prefix { $0 != "\"" })
            #expect(try await site.post("/notices/n1/end", [("token", end)], cookie: cookie).status == 303)
            let ended = try #require(door.entered.last?.draft)
            #expect(ended.body["until"] == .text(Self.noon.description) && ended.body.text("title") == "停电检修")
        }
    }

    @Test func aFormWithMistakesNamesThemAtTheirPlace() async throws {
        let door = Self.door()
        try await Site.serve(source([]), door: door) { site in
            let cookie = try await site.signIn("王老板", "654321")
            let token = try await site.token("/notice", cookie: cookie)
            let fields = [
                ("token", token), ("title", ""), ("text", "文"), ("from", "2026-12-03T18:00"),
                ("until", "2026-12-03T17:00"),
                ("link", "javascript:alert(1)"),
            ]
            let answer = try await site.post("/notice", fields, cookie: cookie)
            #expect(answer.status == 422 && door.entered.isEmpty)
            for id in ["title-problem", "until-problem", "link-problem"] { #expect(answer.body.contains(id), "\(id)") }
            let cook = try await site.signIn("刘大姐", "123456")
            #expect(try await site.get("/notice", cookie: cook).status == 403)
            #expect(try await site.post("/notice", fields, cookie: cook).status == 403)
            let nobody = try await site.post("/notice", fields)
            #expect(nobody.status == 303 && nobody.headers["location"]?.hasPrefix("/signin") == true)
        }
    }

    @Test func theTermsAreListedInBothLanguages() async throws {
        try await Site.serve(source([])) { site in
            for language in ["zh", "en"] {
                let body = try await site.get("/terms", language: language).body
                #expect(body.contains("活性炭") && body.contains("activated carbon"), "\(language)")
            }
        }
    }
}
