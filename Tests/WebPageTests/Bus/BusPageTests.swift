import Facilities
import Testing

@testable import WebPage

/// The technician's page, as a browser gets it, and the forms on it.
@Suite(.timeLimit(.minutes(2))) struct BusPageTests {
    private static let people: [(Operator, pin: String)] = Operator.Role.allCases.map { role in
        (Operator(name: role.rawValue, role: role, since: FixedSource.noon - .days(9)), pin: "123456")
    }
    private let door = TestDoor(people)
    private let source = FixedSource()

    private func serve(_ body: (Site) async throws -> Void) async throws {
        try await Site.serve(source, door: door, body)
    }

    @Test func whoHasNotSignedInDoesThatFirst() async throws {
        try await serve { site in
            let answer = try await site.get("/bus", cookie: "")
            #expect(answer.status == 303 && answer.headers["location"] == "/signin?next=/bus")
            let posted = try await site.post("/bus/suspend", [("bus", "plc"), ("minutes", "10")])
            #expect(posted.status == 303 && posted.headers["location"] == "/signin?next=/bus")
            #expect(try await site.get("/bus/events", cookie: "").status == 403)
        }
        #expect(door.machines.suspended.isEmpty)
    }

    @Test(arguments: Operator.Role.allCases.filter { $0 != .technician })
    func anotherRoleSeesAndSuspendsNothing(role: Operator.Role) async throws {
        try await serve { site in
            let cookie = try await site.signIn(role.rawValue, "123456")
            let answer = try await site.get("/bus", cookie: cookie)
            #expect(answer.status == 403 && answer.body.contains("总线页面只对技术人员开放"))
            #expect(!answer.body.contains("127.0.0.1:502"))
            #expect(try await site.get("/bus/events", cookie: cookie).status == 403)
            let posted = try await site.post("/bus/suspend", [("bus", "plc"), ("minutes", "10")], cookie: cookie)
            #expect(posted.status == 403)
        }
        #expect(door.machines.suspended.isEmpty)
    }

    @Test(arguments: Operator.Role.allCases) func theOverviewLeadsATechnicianThereAndNobodyElse(role: Operator.Role)
        async throws
    {
        try await serve { site in
            let cookie = try await site.signIn(role.rawValue, "123456")
            let isThere = try await site.get("/", cookie: cookie).body.contains("<a href=\"/bus\">总线和网关</a>")
            #expect(isThere == (role == .technician))
            let english = try await site.get("/?lang=en", cookie: cookie).body
            #expect(english.contains("<a href=\"/bus\">Buses and gateway</a>") == isThere)
            #expect(try await !site.get("/", cookie: "").body.contains("/bus"))
        }
    }

    @Test func everyDeviceSaysHowItIsSinceWhenAndHowOldItsValuesAre() async throws {
        try await serve { site in
            let page = try await site.get("/bus", cookie: try await site.signIn("technician", "123456")).body
            for text in [
                "plc <small>127.0.0.1:502</small>", "最近一分钟占用 12 %", "✔ 在线", "✖ 离线</span> 自 11:54:00",
                "! 有应答，没有可用的值", "? 还没有应答", "1.25 mg/m³", "11:59:58 · 不到1分钟前", "11:55:00 · 5 分钟前", "轮询 1/10",
                "应答时间 ≤5 ms 7", "gateway.yaml:3:5: &lt;b&gt;错", "检查&lt;script&gt;供电",
                "截至 <time data-part=\"at\">12:00:00",
            ] {
                #expect(page.contains(text), "\(text)")
            }
            #expect(!page.contains("<script>"))
        }
    }

    /// A line that is suspended has devices that were offline before.
    @Test func onlyADeviceThatIsOfflineHasATimeSinceWhich() async throws {
        source.machines.report.lines[0].devices[1].state = .suspended
        source.machines.report.lines[0].devices[2].state = .unanswered
        try await serve { site in
            let page = try await site.get("/bus", cookie: try await site.signIn("technician", "123456")).body
            #expect(page.contains("Ⅱ 已暂停轮询") && !page.contains("自 11:54:00"))
            #expect(page.contains("! 最近一次没有取得有效应答") && !page.contains("有应答，没有可用的值"))
        }
    }

    @Test func englishIsComplete() async throws {
        try await serve { site in
            let page = try await site.get(
                "/bus?lang=en", cookie: try await site.signIn("technician", "123456")
            ).body
            for text in [
                "busy for 12 % of the last minute", "online", "since 11:54:00", "under 1 min ago", "Resume polling",
            ] {
                #expect(page.contains(text), "\(text)")
            }
            let han = page.unicodeScalars.filter { 0x4E00...0x9FFF ~= $0.value }
            // The way to the other language.
            #expect(String(String.UnicodeScalarView(han)) == "中文")
        }
    }

    @Test func aTechnicianSuspendsALineAndResumesIt() async throws {
        try await serve { site in
            let cookie = try await site.signIn("technician", "123456")
            let token = try await site.token("/bus", cookie: cookie)
            func send(_ path: String, _ more: (String, String)...) async throws -> Int {
                try await site.post(path, [("token", token)] + more, cookie: cookie).status
            }
            #expect(try await send("/bus/suspend", ("bus", "plc"), ("minutes", "30")) == 303)
            #expect(try await send("/bus/resume", ("bus", "plc"), ("minutes", "60")) == 303)
            #expect(door.machines.suspended == ["plc 30", "plc 0"])
            for minutes in ["61", "-1", "1.5", "", "ten"] {
                #expect(try await send("/bus/suspend", ("bus", "plc"), ("minutes", minutes)) == 422, "\(minutes)")
            }
            #expect(try await send("/bus/suspend", ("bus", "no such"), ("minutes", "10")) == 422)
            #expect(door.machines.suspended.count == 2)
        }
    }

    @Test func aFormThatTheGatewayDidNotGiveToThisPersonSuspendsNothing() async throws {
        let other = Operator(name: "另一位", role: .technician, since: FixedSource.noon - .days(9))
        let door = TestDoor(Self.people + [(other, pin: "123456")])
        try await Site.serve(source, door: door) { site in
            let cookie = try await site.signIn("technician", "123456")
            let token = try await site.token("/bus", cookie: try await site.signIn("另一位", "123456"))
            #expect(!token.isEmpty)
            for token in [token, "", "1.2.3"] {
                let fields = [("token", token), ("bus", "plc"), ("minutes", "10")]
                #expect(try await site.post("/bus/suspend", fields, cookie: cookie).status == 403)
            }
            let own = [("token", try await site.token("/bus", cookie: cookie)), ("bus", "plc"), ("minutes", "10")]
            let foreign = try await site.post(
                "/bus/suspend", own, cookie: cookie, headers: ["Origin": "http://evil.example"])
            #expect(foreign.status == 403)
        }
        #expect(door.machines.suspended.isEmpty)
    }

    @Test func aLineWithoutDevicesIsNotShownAndThatIsSaid() async throws {
        source.machines.report.lines = []
        try await serve { site in
            let page = try await site.get("/bus", cookie: try await site.signIn("technician", "123456")).body
            #expect(page.contains("没有接设备的总线"))
        }
    }
}
