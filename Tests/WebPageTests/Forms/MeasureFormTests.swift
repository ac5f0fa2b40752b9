import Facilities
import Foundation
import Testing

@testable import WebPage

/// The form of a building site's measures.
@Suite struct MeasureFormTests {
    private static let code = Facility.Code("NJ320104D000049")!
    private static let path = "/q/\(code)/do/measure"

    private func serve(
        role: Operator.Role = .operator, next: NextStep.Action? = nil,
        _ body: (Site, TestDoor, String) async throws -> Void
    ) async throws {
        let person = Operator(name: "张三", role: role, facilities: [], since: FixedSource.noon - .hours(1))
        let step = next.map { NextStep($0, due: Day("2026-11-24")!) }
        let detail = FacilityDetail.facility(Self.code, .dustSite, "河西工地", step == nil ? .green : .red, next: step)
        let door = TestDoor([(person, pin: "123456")])
        try await Site.serve(FixedSource(details: [detail]), door: door) { site in
            try await body(site, door, try await site.signIn("张三", "123456"))
        }
    }

    private func send(_ fields: [(String, String)], _ site: Site, _ cookie: String, photographs: Int = 1) async throws
        -> Site.Answer
    {
        let token = try await site.token(Self.path, cookie: cookie)
        let files = (0..<photographs).map { ("photographs", [UInt8($0)]) }
        return try await site.post(Self.path, [("token", token)] + fields, files: files, cookie: cookie)
    }

    @Test func everyMeasureIsOfferedWithItsPictureAndWhatToPhotograph() async throws {
        try await serve { site, _, cookie in
            let page = try await site.get(Self.path, cookie: cookie).body
            for item in SiteMeasure.Item.allCases {
                #expect(page.contains(#"name="measures" value="\#(item.rawValue)">"#))
                #expect(page.contains("\(item.title.zh)<small>\(item.view.zh)</small>"))
            }
            #expect(page.components(separatedBy: #"<svg"#).count >= 16)
            #expect(!page.contains("checked>" + "<svg"), "nothing is chosen for anybody")
        }
    }

    @Test(arguments: [NextStep.Action.reduceDust, .switchOnSpray, .reduceNoise])
    func whatIsToBeDoneLeadsToIt(action: NextStep.Action) async throws {
        try await serve(next: action) { site, _, cookie in
            let page = try await site.get("/q/\(Self.code)", cookie: cookie).body
            #expect(page.contains(#"<a class="button" href="\#(Self.path)">登记措施</a>"#))
        }
    }

    @Test func severalMeasuresAreOneRecord() async throws {
        try await serve { site, door, cookie in
            let fields = [("at", "now"), ("measures", "spray"), ("measures", "cannon"), ("place", "earthworks")]
            #expect(try await send(fields, site, cookie, photographs: 3).status == 303)
            let record = try RecordForm(SiteMeasure.kind).record(
                try #require(door.entered.last?.draft), now: FixedSource.noon)
            let measure = try #require(record.body as? SiteMeasure)
            #expect((measure.measures, measure.place) == ([.spray, .cannon], .earthworks))
            #expect(measure.photographs?.count == 3 && record.at == FixedSource.noon)
        }
    }

    @Test func whatIsMissingIsNamedAtItsField() async throws {
        try await serve { site, door, cookie in
            let sent = try await send([("at", "now"), ("remark", "<script>")], site, cookie, photographs: 0)
            #expect(sent.status == 422 && door.entered.isEmpty)
            for problem in ["请至少选一项", "请选一项", "请拍照片"] { #expect(sent.body.contains(problem)) }
            #expect(sent.body.contains("&lt;script&gt;"))
        }
    }

    private static let wrong: [([(String, String)], String)] = [
        ([("at", "other"), ("atDay", "2026-11-24T12:06")], "时间不能晚于现在"),
        ([("at", "other"), ("atDay", "昨天")], "请填写日期或时间"),
        ([("at", "now"), ("measures", "burn")], "请在给出的选项中选"),
        ([("at", "now"), ("place", "roof")], "请在给出的选项中选"),
        ([("at", "now"), ("permit", "夜许-1"), ("permitUntil", "2026-11-25T06:00")], "措施里要选“夜间施工许可”"),
        ([("at", "now"), ("measures", "night"), ("permit", "夜许-1")], "请填许可到什么时候"),
        ([("at", "now"), ("measures", "night"), ("permitUntil", "2026-11-25T06:00")], "请填许可编号"),
        (
            [("at", "now"), ("measures", "night"), ("permit", "1"), ("permitUntil", "2026-11-24T12:00")],
            "许可的结束应晚于开始"
        ),
    ]

    @Test(arguments: wrong) func whatCannotBeIsNamed(fields: [(String, String)], problem: String) async throws {
        try await serve { site, door, cookie in
            let whole = [("measures", "spray"), ("place", "gate")].filter { one in
                !fields.contains { $0.0 == "place" && one.0 == "place" }
            }
            let sent = try await send(whole + fields, site, cookie)
            #expect(sent.status == 422 && sent.body.contains(problem), "\(problem)")
            #expect(door.entered.isEmpty)
        }
    }

    @Test(arguments: [Operator.Role.inspector, .technician]) func anotherRoleEntersNone(role: Operator.Role)
        async throws
    {
        try await serve(role: role) { site, _, cookie in
            let answer = try await site.get(Self.path, cookie: cookie)
            #expect(answer.status == 403)
        }
    }

    @Test func aPermitIsOfItsOwnTime() {
        var measure = SiteMeasure([.night])
        #expect(measure.nightWork(at: FixedSource.noon) == nil)
        (measure.permit, measure.permitUntil) = ("1", FixedSource.noon + .hours(18))
        #expect(measure.nightWork(at: FixedSource.noon) == FixedSource.noon..<FixedSource.noon + .hours(18))
        measure.permitFrom = FixedSource.noon + .hours(10)
        #expect(measure.nightWork(at: FixedSource.noon)?.lowerBound == FixedSource.noon + .hours(10))
        measure.measures = [.spray]
        #expect(measure.nightWork(at: FixedSource.noon) == nil)
    }
}
