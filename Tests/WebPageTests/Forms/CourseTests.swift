import Facilities
import Testing

@testable import WebPage

@Suite struct CourseTests {
    private static func course(_ state: ComplaintCourse.State, rating: ComplaintRating.Rating? = nil) -> ComplaintCourse
    {
        var steps = [ComplaintCourse.Step(at: FixedSource.noon - .hours(3), .received)]
        if state != .received { steps.append(.init(at: FixedSource.noon - .hours(1), state, text: "清洗净化器")) }
        return ComplaintCourse(
            number: "20261124-000007", code: FacilityDetail.pointCode, point: "夫子庙东入口", category: .fume, steps: steps,
            answerDue: state == .received ? FixedSource.noon + .hours(21) : nil,
            closeDue: state == .closed ? nil : FixedSource.noon + .days(7), rating: rating)
    }

    private func serve(_ course: ComplaintCourse, _ body: (Site, TestDoor) async throws -> Void) async throws {
        let door = TestDoor(courses: [course])
        try await Site.serve(FixedSource(details: [.point]), door: door) { try await body($0, door) }
    }

    @Test func aNumberSaysHowItStandsAndUntilWhenAnAnswerIsPromised() async throws {
        try await serve(Self.course(.received)) { site, _ in
            let page = try await site.get("/c/20261124-000007")
            for text in ["已受理", "本站承诺：明天9:00前答复".replacing("9:00", with: "09:00"), "12月1日前办结", "夫子庙东入口 · 油烟", "打12345"]
            {
                #expect(page.body.contains(text), "\(text)")
            }
            #expect(!page.body.contains("满意") && !page.body.contains("已超时"))
            #expect(try await site.get("/c/20261124-000008").status == 404)
        }
    }

    @Test func anAnswerThatIsOverdueIsSaidToBeLate() async throws {
        var course = Self.course(.received)
        course.answerDue = FixedSource.noon - .seconds(1)
        try await serve(course) { site, _ in
            let page = try await site.get("/c/20261124-000007")
            #expect(page.body.contains("已受理 · 已超时"))
        }
    }

    @Test func onlyWhoComplainedRatesAndOnlyOnceItIsClosed() async throws {
        try await serve(Self.course(.closed)) { site, door in
            let key = ComplaintKey("20261124-000007", door).value
            let others = try await site.get("/c/20261124-000007")
            #expect(others.body.contains("清洗净化器") && !others.body.contains("满意吗"))
            let own = try await site.get("/c/20261124-000007?key=\(key)")
            #expect(own.body.contains("满意吗"))
            for wrong in ["", "x", String(key.dropLast())] {
                let answer = try await site.post(
                    "/c/20261124-000007/rating", [("key", wrong), ("rating", "satisfied")])
                #expect(answer.status == 403)
            }
            #expect(
                try await site.post("/c/20261124-000007/rating", [("key", key), ("rating", "great")]).status == 400)
            #expect(door.entered.isEmpty)
            for _ in 0..<2 {
                let rated = try await site.post(
                    "/c/20261124-000007/rating", [("key", key), ("rating", "dissatisfied")])
                #expect((rated.status, rated.headers["location"]) == (303, "/c/20261124-000007?key=\(key)"))
            }
            #expect(door.entered.count == 1)
            #expect(door.entered.first?.draft.body.text("rating") == "dissatisfied")
        }
        try await serve(Self.course(.answered)) { site, door in
            let key = ComplaintKey("20261124-000007", door).value
            let page = try await site.get("/c/20261124-000007?key=\(key)")
            #expect(!page.body.contains("满意吗"))
        }
    }
}
