import Facilities
import Foundation
import Journal
import SiteConfiguration
import TestSupport
import Testing

@testable import Gateway

/// Notices as they come in from a broker, on this machine and by the page.
@Suite(.timeLimit(.minutes(5))) struct DeskNoticeTests {
    private let folder = try! TemporaryFolder()
    private static let now = DeskSite.now

    private static func body(_ id: String = "n1", _ more: String = "", until: String = "2026-12-08T02:00:00Z") -> String
    {
        #"{"kind":"notice","id":"\#(id)","title":"停电","text":"周五停电","until":"\#(until)"\#(more)}"#
    }

    private static func payload(_ body: String, id: String, by name: String = "王") -> String {
        #"{"schema":"mashang/command/2","id":"\#(id)","record":{"by":"\#(name)","body":\#(body)}}"#
    }

    private func send(
        _ body: String, id: String, from source: Source = DeskSite.uplink, at site: DeskSite, now: Timestamp = now
    ) async -> Reply {
        var name = "王"
        if case .page(_, .signedIn(let person)) = source { name = person.name }
        return await site.send(payload: Self.payload(body, id: id, by: name), for: .all, from: source, now: now)
    }

    private static func receipt(_ id: String = "n1") -> String { #"{"kind":"noticeRead","id":"\#(id)"}"# }

    private static func person(_ name: String, _ role: Operator.Role) -> Source {
        .page(address: "10.0.0.7", .signedIn(Operator(name: name, role: role, since: now - .days(1))))
    }

    @Test(arguments: [DeskSite.uplink, .local, DeskSite.page(from: "10.0.0.7"), DeskSite.page(from: "a", .inspector)])
    func aNoticeIsOneEntryOfTheGatewayAndIsThereAfterARestart(source: Source) async throws {
        var site = try DeskSite(folder)
        let reply = await send(Self.body(), id: "c1", from: source, at: site)
        #expect(reply.answer == .kept && reply.sequences.count == 1, "\(reply.text)")
        let again = await send(Self.body(), id: "c1", from: source, at: site)
        #expect(again.sequences == reply.sequences)
        let entry = try #require(try site.journal.ledger(after: reply.sequences[0] - 1, limit: 1).first?.kept)
        #expect(entry.facility == nil && entry.content.kind == .record)
        for round in ["at once", "after a restart"] {
            let posted = try #require(site.driven.keeping.board.notices["n1"], "\(round)")
            #expect(posted.notice.title == "停电" && posted.origin?.from == source.word)
            #expect(try site.journal.postedNotices() == site.driven.keeping.board.notices)
            site.journal.close()
            site = try DeskSite(folder)
        }
        let end = await send(Self.body("n1", until: "2026-12-01T01:00:00Z"), id: "c2", from: source, at: site)
        #expect(end.answer == .kept, "\(end.text)")
        #expect(site.driven.keeping.board.notices.inForce(at: Self.now).isEmpty)
    }

    @Test func itIsOfTheWholeGatewayAndNamesNoFacility() async throws {
        let site = try DeskSite(folder)
        let reply = await site.send(payload: Self.payload(Self.body(), id: "c1"), from: DeskSite.uplink)
        #expect((reply.answer, reply.fields) == (.refused, ["kind"]), "\(reply.text)")
        let named = Self.payload(Self.body(), id: "c2").replacing(
            "\"record\"", with: "\"code\":\"\(DeskSite.kitchen)\",\"record\"")
        let other = await site.send(payload: named, for: .named)
        #expect((other.answer, other.fields) == (.refused, ["kind"]), "\(other.text)")
    }

    @Test func onlyWhatTheSiteAcceptsAndWhoMayPostPostsIt() async throws {
        let site = try DeskSite(folder)
        let strict = Source.uplink("broker", accepts: .init(["complaint"]))
        #expect(await send(Self.body(), id: "c1", from: strict, at: site).fields == ["kind"])
        for role in [Operator.Role.operator, .technician] {
            let reply = await send(Self.body(), id: "c-\(role)", from: Self.person("张", role), at: site)
            #expect((reply.answer, reply.fields) == (.refused, ["kind"]), "\(reply.text)")
        }
        let anybody = Source.page(address: "10.0.0.9", .anybody)
        #expect(await send(Self.body(), id: "c4", from: anybody, at: site).answer == .refused)
        for kind in ["noticeRead", "trainingResult"] {
            let body = #"{"kind":"\#(kind)","id":"n1","right":3}"#
            let reply = await send(body, id: "c-\(kind)", at: site)
            #expect((reply.answer, reply.fields) == (.refused, ["kind"]), "\(reply.text)")
        }
    }

    @Test(arguments: [
        (#","link":"https://ma.example.cn/a""#, true), (#","link":"https://MA.EXAMPLE.CN/a""#, true),
        (#","link":"https://evil.example/""#, false), (#","link":"https://ma.example.cn.evil.example/""#, false),
        (#","link":"https://xn--m-7sb.example.cn/""#, false), (#","link":"javascript:alert(1)""#, false),
    ]) func aLinkLeadsToAHostThatTheSiteAllows(link: String, isKept: Bool) async throws {
        let site = try DeskSite(folder)
        let reply = await send(Self.body("n1", link), id: "c1", at: site)
        #expect((reply.answer == .kept) == isKept, "\(reply.text)")
        #expect(isKept || reply.fields == ["link"])
    }

    @Test func whatCannotBeIsRefusedWithASentenceInBothLanguages() async throws {
        let site = try DeskSite(folder)
        let bodies = [
            ("until", Self.body("n1", #","from":"2026-12-09T02:00:00Z""#)),
            ("until", Self.body(until: "2026-11-30T02:00:00Z")),
            ("kinds", Self.body("n1", #","kinds":["kitchen"]"#)), ("colour", Self.body("n1", #","colour":"red""#)),
            ("questions", Self.body("n1", #","steps":["a"],"questions":[{"text":"?","answers":["a","b"],"right":0}]"#)),
            ("payload", Self.body("n1", #","link":"\#(String(repeating: "a", count: 1 << 20))""#)),
        ]
        for (index, (field, body)) in bodies.enumerated() {
            let reply = await send(body, id: "c\(index)", at: site)
            #expect(reply.answer == .refused && reply.fields.contains(field), "\(reply.text)")
            #expect(reply.problems.allSatisfy { !$0.text.zh.isEmpty && !$0.text.en.isEmpty })
        }
        #expect(site.driven.keeping.board.notices == Notices())
    }

    @Test func anEleventhWaitsUntilOneHasEnded() async throws {
        let site = try DeskSite(folder)
        for number in 1...10 {
            #expect(await send(Self.body("n\(number)"), id: "c\(number)", at: site).answer == .kept)
        }
        let reply = await send(Self.body("n11"), id: "c11", at: site)
        #expect((reply.answer, reply.fields, reply.isNotNow) == (.refused, ["id"], true), "\(reply.text)")
        #expect(await send(Self.body("n4", until: "2026-12-01T02:00:00Z"), id: "end", at: site).answer == .kept)
        #expect(await send(Self.body("n11"), id: "c11", at: site).answer == .kept, "the same command, later")
    }

    // MARK: Receipts

    @Test func aPersonReadsItOnceInTheirRole() async throws {
        let site = try DeskSite(folder)
        #expect(await send(Self.receipt(), id: "r0", from: Self.person("刘大姐", .operator), at: site).answer == .refused)
        _ = await send(Self.body(), id: "c1", at: site)
        let cook = Self.person("刘大姐", .operator)
        #expect(await send(Self.receipt(), id: "r1", from: cook, at: site).answer == .kept)
        #expect(await send(Self.receipt(), id: "r1", from: cook, at: site).answer == .kept, "a double tap")
        #expect(await send(Self.receipt(), id: "r2", from: cook, at: site).fields == ["id"])
        #expect(await send(Self.receipt(), id: "r3", from: Self.person("赵检查", .inspector), at: site).answer == .kept)
        #expect(await send(Self.receipt(), id: "r4", from: .local, at: site).fields == ["pin"])
        let readers = try #require(site.driven.keeping.board.notices["n1"]?.readers)
        #expect(readers.map(\.role) == [.operator, .inspector])
        #expect(try site.journal.ledger(after: 0, limit: 100).count { $0.body.contains("noticeRead") } == 2)
    }

    /// Two who tap at the same moment, and one who taps twice at the same moment with two forms.
    @Test func twoFormsAtTheSameMomentEnterOneReceipt() async throws {
        let site = try DeskSite(folder)
        _ = await send(Self.body(), id: "c1", at: site)
        let cook = Self.person("刘大姐", .operator)
        let payloads = ["r1", "r2"].map { Self.payload(Self.receipt(), id: $0, by: "刘大姐") }
        async let first = site.send(payload: payloads[0], for: .all, from: cook)
        async let second = site.send(payload: payloads[1], for: .all, from: cook)
        let answers = await [first.answer, second.answer]
        #expect(Set(answers) == [.kept, .refused])
        #expect(site.driven.keeping.board.notices["n1"]?.readers.count == 1)
    }
}
