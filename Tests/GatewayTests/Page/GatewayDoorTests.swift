import Facilities
import Journal
import Logging
import Rules
import TestSupport
import Testing
import WebPage

@testable import Gateway

/// What the page hands in, through the real desk and journal.
@Suite(.timeLimit(.minutes(3))) struct GatewayDoorTests {
    private let folder = try! TemporaryFolder()
    private static let owner = Operator(name: "王经理", role: .owner, since: DeskSite.now - .days(1))

    private func door(_ site: DeskSite) throws -> GatewayDoor {
        try GatewayDoor(
            DeskSite.facilities, site.driven.keeping, journal: site.journal, desk: site.desk, pins: Pins(site.journal),
            photographs: PhotographStore(
                site.driven.keeping, journal: site.journal, budget: 64 << 20, logger: Logger(label: "test")),
            buses: BusRequests(pollers: [:]))
    }

    private func enter(
        _ body: any RecordContent, _ id: String, at code: Facility.Code = DeskSite.point, by person: Operator? = owner,
        _ door: GatewayDoor
    ) async -> Answer {
        var values = body.values
        values["kind"] = .text(type(of: body).kind.rawValue)
        let draft = RecordDraft(head: ["by": .text(person?.name ?? "公众")], body: values)
        return await door.enter(draft, at: code, id: id, by: person, from: "10.0.0.9/32")
    }

    @Test func aComplaintIsFollowedFromItsArrivalToItsEndAndBack() async throws {
        let site = try DeskSite(folder)
        let door = try door(site)
        #expect(await door.complaint("1") == nil)
        let complaint = Complaint(id: "1", text: "三楼油烟大", category: .fume, place: "3楼301")
        #expect(await enter(complaint, "c1", by: nil, door) == .kept)
        var course = try #require(await door.complaint("1"))
        #expect((course.state, course.point, course.category) == (.received, "投诉点", .fume))
        let at = course.steps[0].at
        #expect((course.answerDue, course.closeDue) == (at + .hours(24), at + .hours(168)))
        // Its text and place are never part of it.
        #expect(course.steps.allSatisfy { $0.text == nil })

        #expect(await enter(ComplaintProgress(id: "1", state: .inProgress), "p1", door) == .kept)
        #expect(await door.complaint("1")?.state == .inProgress)
        #expect(await enter(AnsweredComplaint(id: "1", text: "已查看"), "a1", door) == .kept)
        course = try #require(await door.complaint("1"))
        #expect((course.state, course.answerDue, course.closeDue) == (.answered, nil, at + .hours(168)))
        #expect(await enter(ClosedComplaint(id: "1", text: "净化器已清洗"), "z1", door) == .kept)
        course = try #require(await door.complaint("1"))
        #expect((course.state, course.answerDue, course.closeDue) == (.closed, nil, nil))
        #expect(course.steps.map(\.text) == [nil, nil, "已查看", "净化器已清洗"])

        #expect(await enter(ComplaintRating(id: "1", rating: .satisfied), "r1", by: nil, door) == .kept)
        #expect(await door.complaint("1")?.rating == .satisfied)
        #expect(await enter(ComplaintRating(id: "1", rating: .dissatisfied), "r2", by: nil, door) == .kept)
        course = try #require(await door.complaint("1"))
        #expect((course.state, course.rating) == (.reopened, nil))
        #expect(course.answerDue != nil && course.closeDue != nil)
    }

    @Test func whatAnybodyMayNotEnterIsRefusedHoweverItComes() async throws {
        let site = try DeskSite(folder)
        let door = try door(site)
        let cleaning = Cleaning(parts: [.plates])
        let refused = await enter(cleaning, "x", at: DeskSite.kitchen, by: nil, door)
        guard case .refused(let problems) = refused else {
            Issue.record("\(refused)")
            return
        }
        #expect(problems.map(\.field) == ["name"])
        let closing = await enter(ClosedComplaint(id: "1", text: "好了"), "y", by: nil, door)
        #expect(closing != .kept)
        #expect(try site.records().isEmpty)
        #expect(await enter(cleaning, "x", at: DeskSite.kitchen, door) == .kept)
        #expect(await door.answer(to: "x") == .kept)
        #expect(await door.answer(to: "nobody") == nil)
    }

    /// However many complaints come from one address, so many photographs are stored for nobody.
    @Test func anAddressSendsThirtyPhotographsAnHourAndTheOthersGoOn() async throws {
        let site = try DeskSite(folder)
        let door = try door(site)
        for _ in 0..<30 { #expect(await door.take([1], isPublic: true, from: "10.0.0.9/32").isAboutTheFile) }
        guard case .refused(let text) = await door.take([1], isPublic: true, from: "10.0.0.9/32") else { return }
        #expect(text.zh.hasPrefix("该地址的照片超过每小时30张"))
        #expect(await door.take([1], isPublic: true, from: "10.0.0.10/32").isAboutTheFile)
        #expect(await door.take([1], isPublic: false, from: "10.0.0.9/32").isAboutTheFile)
    }

    @Test func anErasedEntryGivesNoPhotographAlsoWhereAnotherOneHasTheSamePicture() async throws {
        let site = try PhotographSite(folder)
        let door = try door(site.site)
        let id = try await site.take(1)
        let first = await site.complain([id], id: "T-1").sequences[0]
        let second = await site.complain([id], id: "T-2").sequences[0]
        #expect(await door.photograph(id, of: first, at: DeskSite.point)?.isPublic == true)
        #expect(await door.photograph(id, of: first, at: DeskSite.kitchen) == nil)
        #expect(try await site.erase("\(first)").answer == .kept)
        #expect(await door.photograph(id, of: first, at: DeskSite.point) == nil)
        #expect(await door.photograph(id, of: second, at: DeskSite.point) != nil)
        let records = try site.site.journal.records(of: DeskSite.point, limit: 9)
        #expect(try site.site.journal.removedPhotographs(of: records) == [first: [id]])
        #expect(try await site.erase("\(second)").answer == .kept)
        #expect(await door.photograph(id, of: second, at: DeskSite.point) == nil)
        #expect(try site.site.journal.removedPhotographs(of: records) == [first: [id], second: [id]])
    }

    @Test func aSealIsOfThisGatewayOnly() throws {
        let seal = try door(DeskSite(folder)).seal("form\n1")
        let other = try TemporaryFolder()
        #expect(try door(DeskSite(other)).seal("form\n1") != seal)
        #expect(try door(DeskSite(folder)).seal("form\n1") == seal)
        #expect(seal.count == 32)
    }
}

extension TakenPhotograph {
    /// Whether it was refused for what it is, and not for how many there were.
    fileprivate var isAboutTheFile: Bool {
        guard case .refused(let text) = self else { return true }
        return !text.zh.contains("每小时")
    }
}
