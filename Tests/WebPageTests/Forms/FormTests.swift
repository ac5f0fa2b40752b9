import Facilities
import Foundation
import Testing

@testable import WebPage

/// The forms as a browser without script uses them.
@Suite struct FormTests {
    private static let cook = Operator(
        name: "刘大姐", role: .operator, facilities: [FacilityDetail.kitchenCode], since: FixedSource.noon - .days(9))
    private static let inspector = Operator(name: "赵检查", role: .inspector, since: FixedSource.noon - .days(9))
    private static let path = "/q/NJ320104F000025/do/cleaning"
    private static let complaintPath = "/q/NJ320104T000056/do/complaint"
    private let source = FixedSource(details: [.kitchen, .point, .adsorber()])

    private func serve(_ door: TestDoor? = nil, _ body: (Site, TestDoor) async throws -> Void) async throws {
        let door = door ?? TestDoor([(Self.cook, pin: "123456"), (Self.inspector, pin: "654321")])
        try await Site.serve(source, door: door) { try await body($0, door) }
    }

    private func cleaning(_ token: String, parts: [String] = ["plates", "filter"], _ more: (String, String)...)
        -> [(String, String)]
    {
        [("token", token), ("at", "2026-11-24"), ("by", "self"), ("damage", "none")] + parts.map { ("parts", $0) }
            + more
    }

    @Test func whoHasNotSignedInIsSentThereAndBack() async throws {
        try await serve { site, door in
            let first = try await site.get(Self.path, cookie: "")
            #expect(first.status == 303)
            #expect(first.headers["location"] == "/signin?next=\(Self.path.percentEncoded)")
            let token = try await site.token("/signin")
            let wrong = try await site.post(
                "/signin", [("token", token), ("next", Self.path), ("name", "刘大姐"), ("pin", "000000")])
            #expect(wrong.status == 422 && wrong.body.contains("姓名或PIN不对") && wrong.body.contains(#"value="刘大姐""#))
            #expect(wrong.headers["set-cookie"] == nil && !wrong.body.contains(#"value="000000""#))
            let right = try await site.post(
                "/signin", [("token", token), ("next", Self.path), ("name", "刘大姐"), ("pin", "123456")])
            #expect((right.status, right.headers["location"]) == (303, Self.path))
            let cookie = right.headers["set-cookie"] ?? ""
            for part in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(part), "\(cookie)") }
            #expect(!cookie.contains("Secure") && !cookie.contains("刘大姐"))
            #expect(try await site.get(Self.path, cookie: cookie).status == 200)
            #expect(door.tries.allSatisfy { $0 == "127.0.0.1" } && door.tries.count == 2)
        }
    }

    @Test func aCleaningIsEnteredOnceHoweverOftenItIsSent() async throws {
        try await serve { site, door in
            let cookie = try await site.signIn("刘大姐", "123456")
            let token = try await site.token(Self.path, cookie: cookie)
            let form = cleaning(token, ("remark", " 洗净了 "))
            let photograph: [(String, [UInt8])] = [("before", [1, 2]), ("after", [3])]
            for _ in 0..<3 {
                let sent = try await site.post(Self.path, form, files: photograph, cookie: cookie)
                #expect(sent.status == 303)
                let done = try await site.get(sent.headers["location"] ?? "", cookie: cookie)
                #expect(done.body.contains("已登记：清洗净化器") && done.body.contains("下次清洗：12月3日前"))
            }
            let entered = try #require(door.entered.first)
            #expect(door.entered.count == 1)
            #expect((entered.code, entered.person) == (FacilityDetail.kitchenCode, Self.cook))
            let record = try RecordForm(Cleaning.kind).record(entered.draft, now: FixedSource.noon)
            let body = try #require(record.body as? Cleaning)
            #expect((record.by, record.at) == ("刘大姐", FixedSource.noon))
            #expect(
                (body.parts, body.hand, body.damage, body.remark) == (
                    [.plates, .filter], .own, [Cleaning.Damage.none], "洗净了"
                ))
            #expect((body.before?.count, body.after?.count) == (1, 1))
        }
    }

    @Test func everyWrongFieldIsNamedAtItsPlaceAndWhatWasTypedIsKept() async throws {
        try await serve { site, door in
            let cookie = try await site.signIn("刘大姐", "123456")
            let token = try await site.token(Self.path, cookie: cookie)
            let form = [
                ("token", token), ("at", "other"), ("atDay", ""), ("by", "firm"), ("damage", "soup"),
                ("remark", String(repeating: "长", count: 1001)),
            ]
            let photographs = (0..<4).map { ("before", [UInt8($0)]) } + [("after", [9])]
            let wrong = try await site.post(Self.path, form, files: photographs, cookie: cookie)
            #expect(wrong.status == 422)
            for (field, text) in [
                ("at", "请填写日期或时间"), ("parts", "请至少选一项"), ("firm", "请填写清洗公司"), ("damage", "请在给出的选项中选"),
                ("remark", "最多1000个字"), ("before", "最多3张照片"),
            ] {
                #expect(wrong.body.contains("href=\"#\(field)\""), "\(field)")
                #expect(wrong.body.contains(text), "\(text)")
            }
            #expect(wrong.body.contains(String(repeating: "长", count: 1001)))
            #expect(wrong.body.contains(#"value="firm" checked"#))
            // The photograph that is right is kept and need not be sent again.
            #expect(wrong.body.contains(#"<input type="hidden" name="after" value="00"#))
            #expect(door.entered.isEmpty && door.photographs == 1)
            let english = try await site.post(Self.path, form, cookie: cookie, language: "en")
            for text in ["Please give a day or a time", "Please choose at least one", "Please name the firm"] {
                #expect(english.body.contains(text), "\(text)")
            }
        }
    }

    @Test func whatTheGatewayRefusesStandsAtItsFieldWithoutNamesOfPayloads() async throws {
        let refusal = [
            RecordProblem("at", Text(zh: "时间（at）不能晚于现在", en: "when (at) is in the future")),
            RecordProblem("later", Text(zh: "日志库暂时无法写入", en: "the journal cannot be written now")),
        ]
        try await serve(TestDoor([(Self.cook, pin: "123456")], refusal: refusal)) { site, _ in
            let cookie = try await site.signIn("刘大姐", "123456")
            let token = try await site.token(Self.path, cookie: cookie)
            let answer = try await site.post(Self.path, cleaning(token), cookie: cookie)
            #expect(answer.status == 422)
            #expect(answer.body.contains("时间不能晚于现在") && !answer.body.contains("（at）"))
            #expect(answer.body.contains("日志库暂时无法写入"))
        }
    }

    @Test func aFormOfAnotherPageOrFacilityIsRefused() async throws {
        try await serve { site, door in
            let cookie = try await site.signIn("刘大姐", "123456")
            let other = try await site.token(Self.complaintPath)
            for token in ["", "1.2.3", other] {
                let answer = try await site.post(Self.path, cleaning(token), cookie: cookie)
                #expect(answer.status == 403 && answer.body.contains("不是本网关给出的"))
            }
            let token = try await site.token(Self.path, cookie: cookie)
            let foreign = try await site.post(
                Self.path, cleaning(token), cookie: cookie, headers: ["Origin": "https://evil.example"])
            #expect(foreign.status == 403)
            let forged = try await site.post(Self.path, cleaning(token), cookie: "mashang=e58898.1.abc")
            #expect(forged.status == 422 && forged.body.contains("登录已过期"))
            #expect(door.entered.isEmpty)
        }
    }

    @Test func whoMayNotEnterThisHereLearnsItBeforeFillingAnythingIn() async throws {
        try await serve { site, door in
            let inspector = try await site.signIn("赵检查", "654321")
            let refused = try await site.get(Self.path, cookie: inspector)
            #expect(refused.status == 403 && refused.body.contains("检查人员在“秦淮小馆”不能登记“清洗净化器”"))
            let cook = try await site.signIn("刘大姐", "123456")
            let elsewhere = try await site.get("/q/NJ320104C000018/do/replacement", cookie: cook)
            #expect(elsewhere.status == 403)
            for path in ["/q/NJ320104F000025/do/replacement", "/q/NJ320104F000025/do/nothing", "/q/NONE/do/cleaning"] {
                #expect(try await site.get(path, cookie: cook).status == 404, "\(path)")
            }
        }
    }

    @Test func anybodyComplainsWithAPhotographAloneAndFollowsTheNumber() async throws {
        try await serve { site, door in
            let token = try await site.token(Self.complaintPath)
            let form = [("token", token), ("category", "fume"), ("occurrence", "earlier"), ("atTime", "09:30")]
            let none = try await site.post(Self.complaintPath, form)
            #expect(none.status == 422 && none.body.contains("投诉内容必须填写，除非有照片"))
            let sent = try await site.post(Self.complaintPath, form, files: [("photographs", [7])])
            #expect(sent.status == 303)
            let entered = try #require(door.entered.first)
            let complaint = try #require(
                RecordForm(Complaint.kind).record(entered.draft, now: FixedSource.noon).body as? Complaint)
            #expect(entered.person == nil && complaint.photographs?.count == 1)
            #expect(!entered.draft.head.has("at") && complaint.occurred == Timestamp("2026-11-24T01:30:00Z"))
            #expect(sent.headers["location"]?.hasPrefix("/c/\(complaint.id)?key=") == true)
            #expect(complaint.id.hasPrefix("20261124-") && complaint.id.count == 15)
            // The same form again is the same complaint.
            _ = try await site.post(Self.complaintPath, form, files: [("photographs", [7])])
            #expect(door.entered.count == 1)
        }
    }

    private func draft(_ kind: RecordKind, _ texts: [String: [String]], after age: Duration = .zero) -> RecordDraft {
        RecordInput(FormInput(texts: texts), of: kind, opened: FixedSource.noon, utcOffset: 28_800)
            .draft(by: "刘", now: FixedSource.noon + age)
    }

    /// Terms count from the time at which a complaint came in: what the person says of when it happened stands beside it.
    @Test func whenItHappenedIsNotWhenItCameIn() {
        func occurred(_ clock: String) -> [RecordProblem] {
            let draft = draft(
                Complaint.kind,
                ["occurrence": ["earlier"], "atTime": [clock], "category": ["fume"], "text": ["烟"], "id": ["1"]])
            #expect(!draft.head.has("at"))
            return RecordForm(Complaint.kind).problems(with: draft, now: FixedSource.noon).filter {
                $0.field == "occurred"
            }
        }
        #expect(occurred("09:30") == [] && occurred("12:00") == [])
        #expect(occurred("12:06").map(\.text.zh) == ["发生时间（occurred）不能晚于现在"])
        #expect(occurred("25:00").count == 1)
    }

    @Test func todayIsTheMomentAtWhichItComesInAndAnotherDayItsNoon() {
        func time(_ day: String, after age: Duration = .zero) -> Timestamp? {
            draft(Cleaning.kind, ["at": [day], "parts": ["plates"]], after: age).head.time("at")
        }
        #expect(time("2026-11-24") == nil)
        #expect(time("2026-11-23") == Timestamp("2026-11-23T04:00:00Z"))
        // Sent on the next day it was yesterday.
        #expect(time("2026-11-24", after: .hours(20)) == Timestamp("2026-11-24T04:00:00Z"))
    }

    @Test func whoTicksWhatIsBrokenDoesNotMeanThePresetNone() {
        let draft = draft(Cleaning.kind, ["at": ["2026-11-24"], "parts": ["plates"], "damage": ["none", "plates"]])
        #expect(draft.body["damage"] == .list(["plates"]))
        var both = draft
        both.body["damage"] = .list(["none", "plates"])
        #expect(RecordForm(Cleaning.kind).problems(with: both, now: FixedSource.noon).map(\.field) == ["damage"])
    }

    @Test func whatBecameOfOneRecordIsNotShownAsAnother() async throws {
        try await serve { site, door in
            let token = try await site.token(Self.complaintPath)
            _ = try await site.post(Self.complaintPath, [("token", token), ("category", "fume"), ("text", "烟")])
            #expect(door.entered.count == 1)
            for path in ["/q/NJ320104F000025/done/cleaning/", "/q/NJ320104C000018/done/replacement/"] {
                #expect(try await site.get(path + token, cookie: "").status == 404)
                #expect(try await site.get(path + door.entered[0].id, cookie: "").status == 404)
            }
        }
    }

    @Test func whoAnswersAComplaintReadsItAndNobodyElseDoes() async throws {
        var complaint = Complaint(id: "20261124-000007", text: "三楼油烟大", category: .fume, place: "3楼301")
        complaint.phone = "13900000000"
        let kept = KeptEntry(
            sequence: 7, facility: FacilityDetail.pointCode, time: FixedSource.noon,
            .record(Record(at: FixedSource.noon, by: "公众", complaint)))
        let door = TestDoor(
            [(Self.cook, pin: "123456"), (Self.inspector, pin: "654321")], complaints: [complaint.id: kept])
        let path = "/q/NJ320104T000056/do/complaintAnswer?id=20261124-000007"
        try await serve(door) { site, _ in
            let inspector = try await site.signIn("赵检查", "654321")
            let form = try await site.get(path, cookie: inspector)
            for text in ["三楼油烟大", "3楼301", "13900000000", #"value="20261124-000007""#] {
                #expect(form.body.contains(text), "\(text)")
            }
            let cook = try await site.signIn("刘大姐", "123456")
            #expect(try await site.get(path, cookie: cook).status == 403)
        }
        let detail = FacilityDetail.adsorber(records: [kept])
        let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)
        #expect(FacilityView(detail, Self.cook, time: time).records[0].texts.isEmpty)
        #expect(FacilityView(detail, time: time).records[0].texts.isEmpty)
        #expect(FacilityView(detail, Self.inspector, time: time).records[0].texts.contains("手机号 13900000000"))
    }

    @Test func whatPeopleTypeIsShownAndNeverRun() async throws {
        try await serve { site, _ in
            let cookie = try await site.signIn("刘大姐", "123456")
            let token = try await site.token(Self.path, cookie: cookie)
            let evil = #""><script>alert(1)</script><img src=x onerror=alert(1)>"#
            let answer = try await site.post(
                Self.path, [("token", token), ("remark", evil), ("firm", evil), ("at", evil), ("parts", evil)],
                cookie: cookie)
            #expect(answer.status == 422)
            #expect(!answer.body.contains("<script>alert") && !answer.body.contains("<img src=x"))
            #expect(answer.body.contains("&lt;script&gt;alert(1)"))
        }
    }

    @Test func photographsAreForPeopleWithARole() async throws {
        try await serve { site, door in
            guard case .kept(let id) = door.take([5], isPublic: false, from: "") else { return }
            let path = { (sequence: Int) in "/q/NJ320104F000025/photograph/\(sequence)/\(id)" }
            let nobody = try await site.get(path(2), cookie: "")
            #expect(nobody.status == 303 && nobody.headers["location"]?.hasPrefix("/signin?next=") == true)
            let cook = try await site.signIn("刘大姐", "123456")
            let own = try await site.get(path(2), cookie: cook)
            #expect((own.status, own.headers["content-type"]) == (200, "image/jpeg"))
            #expect(own.headers["cache-control"] == "private, max-age=3600")
            // That of a complaint is for who answers for it.
            #expect(try await site.get(path(1), cookie: cook).status == 404)
            let inspector = try await site.signIn("赵检查", "654321")
            #expect(try await site.get(path(1), cookie: inspector).status == 200)
            // To sign in again would lead back here, in a circle.
            let elsewhere = try await site.get("/q/NJ320104C000018/photograph/2/\(id)", cookie: cook)
            #expect(elsewhere.status == 403 && elsewhere.body.contains("不能查看它的照片"))
            #expect(elsewhere.headers["location"] == nil)
            #expect(try await site.get("/q/NJ320104C000999/photograph/2/\(id)", cookie: cook).status == 404)
            #expect(try await site.get("/q/NJ320104F000025/photograph/2/../x", cookie: cook).status == 404)
        }
    }
}
