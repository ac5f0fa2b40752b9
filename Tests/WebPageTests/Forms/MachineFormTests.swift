import Facilities
import Foundation
import Testing

@testable import WebPage

/// The forms of a machine as a browser without script uses them.
@Suite struct MachineFormTests {
    private static let test = "/q/\(MachineCases.code)/do/exhaustTest"
    private static let repair = "/q/\(MachineCases.code)/do/rectification"

    private func serve(
        _ records: [Record] = [], findings: [Finding] = [], role: Operator.Role = .owner,
        _ body: (Site, TestDoor, String) async throws -> Void
    ) async throws {
        var detail = MachineCases.detail(MachineCases.settings, records)
        detail.status.findings = findings
        if !findings.isEmpty {
            let step = NextStep(.repairEngine, due: Day("2026-11-24")!)
            (detail.status.light, detail.status.next) = (.red, step)
            detail.status.due = [.init("machinery.smoke", step)]
        }
        let person = Operator(name: "王老板", role: role, facilities: [], since: FixedSource.noon - .hours(1))
        let door = TestDoor([(person, pin: "123456")])
        try await Site.serve(FixedSource(details: [detail]), door: door) { site in
            try await body(site, door, try await site.signIn("王老板", "123456"))
        }
    }

    private func send(_ fields: [(String, String)], to path: String, _ site: Site, _ cookie: String) async throws
        -> Site.Answer
    {
        let token = try await site.token(path, cookie: cookie)
        return try await site.post(path, [("token", token)] + fields, cookie: cookie)
    }

    private static let finding = Finding(
        rule: "machinery.smoke", cause: "test", level: .red, since: FixedSource.noon - .days(3),
        limit: MachineCases.limits[0], text: Text(zh: "排气检测烟度0.92 m⁻¹，超过0.8 m⁻¹", en: "smoke 0.92"))

    @Test(arguments: [("0.80", "合格：光吸收系数 0.80 m⁻¹，限值 0.80 m⁻¹"), ("0.801", "不合格：光吸收系数 0.801 m⁻¹，超过限值 0.80 m⁻¹")])
    func theVerdictIsSaidAtOnceWithWhatIsMissing(smoke: String, verdict: String) async throws {
        try await serve { site, door, cookie in
            let sent = try await send([("at", "2026-11-24"), ("smoke", smoke)], to: Self.test, site, cookie)
            #expect(sent.status == 303)
            let done = try await site.get(sent.headers["location"] ?? "", cookie: cookie).body
            #expect(done.contains(verdict))
            #expect(done.contains("还差：林格曼黑度、检测报告编号、检测单位、报告照片"))
            #expect(door.entered.count == 1)
        }
    }

    @Test(arguments: ["-0.1", "30.1", "很黑", "", "0x1p3000"])
    func smokeThatCannotBeIsNamedAndNothingIsEntered(smoke: String) async throws {
        try await serve { site, door, cookie in
            let sent = try await send(
                [("at", "2026-11-24"), ("smoke", smoke), ("report", "<script>")], to: Self.test, site, cookie)
            #expect(sent.status == 422)
            #expect(sent.body.contains("应为0至30") || sent.body.contains("请填写"))
            #expect(sent.body.contains("&lt;script&gt;") && !sent.body.contains("value=\"<script>"))
            #expect(door.entered.isEmpty)
        }
    }

    @Test func theFormSaysTheLimitAndTheTestBefore() async throws {
        try await serve([MachineCases.record(ExhaustTest(smoke: 0.62))]) { site, _, cookie in
            let page = try await site.get(Self.test, cookie: cookie).body
            #expect(page.contains("限值 0.80 m⁻¹：Ⅱ类，120 kW（依据未核实）"))
            #expect(page.contains("上次 2026-11-21：合格"))
            #expect(page.contains("<h1>登记检测</h1>"))
        }
    }

    @Test func afterAFailedTestTheFormIsThatOfARetestAlsoWhenItIsWrong() async throws {
        try await serve([MachineCases.record(ExhaustTest(smoke: 0.92))]) { site, _, cookie in
            #expect(try await site.get(Self.test, cookie: cookie).body.contains("<h1>登记复测</h1>"))
            let sent = try await send([("at", "2026-11-24"), ("smoke", "99")], to: Self.test, site, cookie)
            #expect(sent.status == 422 && sent.body.contains("<h1>登记复测</h1>"))
        }
    }

    @Test func theCardOffersTheRepairOfTheFindingAndTheRetest() async throws {
        try await serve([MachineCases.record(ExhaustTest(smoke: 0.92))], findings: [Self.finding]) { site, _, cookie in
            let page = try await site.get("/q/\(MachineCases.code)", cookie: cookie).body
            let path = "\(Self.repair)?rule=machinery%2Esmoke&amp;cause=test"
            #expect(page.contains(#"<a class="button" href="\#(path)">登记整改</a>"#))
            #expect(page.contains(#"href="\#(Self.test)">登记复测</a>"#))
            #expect(page.components(separatedBy: path).count == 3, "once at the card, and once at the finding")
            let form = try await site.get("\(Self.repair)?rule=machinery.smoke&cause=test", cookie: cookie).body
            #expect(form.contains("<p>排气检测烟度0.92 m⁻¹，超过0.8 m⁻¹</p>"))
        }
    }

    @Test func aRepairKeepsItsProgressAndItsPhotographs() async throws {
        try await serve(findings: [Self.finding]) { site, door, cookie in
            let path = "\(Self.repair)?rule=machinery.smoke&cause=test"
            let token = try await site.token(path, cookie: cookie)
            let fields = [
                ("token", token), ("at", "now"), ("rule", "machinery.smoke"), ("cause", "test"), ("progress", "begun"),
            ]
            let sent = try await site.post(Self.repair, fields, files: [("photographs", [1, 2, 3])], cookie: cookie)
            #expect(sent.status == 303)
            let record = try RecordForm(Rectification.kind).record(
                try #require(door.entered.last?.draft), now: FixedSource.noon)
            let repair = try #require(record.body as? Rectification)
            #expect((repair.progress, repair.photographs?.count, repair.isDone) == (.begun, 1, false))
        }
    }

    @Test(arguments: [Operator.Role.technician, .inspector])
    func anotherRoleEntersNoTest(role: Operator.Role) async throws {
        try await serve(role: role) { site, _, cookie in
            let answer = try await site.get(Self.test, cookie: cookie)
            #expect(answer.status == 403)
        }
    }
}
