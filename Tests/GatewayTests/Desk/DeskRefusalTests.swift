import Facilities
import Foundation
import Journal
import SiteConfiguration
import TestSupport
import Testing

@testable import Gateway

/// What is refused, for how long, and that nothing of it is there.
@Suite(.timeLimit(.minutes(5))) struct DeskRefusalTests {
    private let folder = try! TemporaryFolder()

    @Test func whatHasNeitherIDNorTimeIsRefusedWithTheLineToAdd() async throws {
        let site = try DeskSite(folder)
        for source in DeskSite.everySource {
            let reply = await site.send(cleaning, from: source)
            #expect((reply.answer, reply.fields, reply.id) == (.refused, ["id"], nil))
            let text = reply.problems.first?.text
            #expect(text?.zh.contains(#""id": "…""#) == true && text?.en.contains(#""id": "…""#) == true)
        }
        #expect(try site.journal.lastSequence() == 0)
    }

    @Test func anIDThatWasUsedForSomethingElseIsRefusedAndNamesTheEntry() async throws {
        let site = try DeskSite(folder)
        let first = await site.send(cleaning, id: "a")
        let sequence = try #require(first.sequences.first)
        let others = [
            await site.send(#"{"kind":"cleaning","parts":["plates"]}"#, id: "a"),
            await site.send(cleaning, id: "a", by: "李"), await site.send(cleaning, id: "a", at: "2026-12-01T02:00:00Z"),
            await site.send(cleaning, id: "a", to: DeskSite.otherKitchen),
        ]
        for reply in others {
            #expect((reply.answer, reply.fields, reply.id) == (.refused, ["id"], "a"))
            #expect(reply.problems.first?.text.en.contains("the record \(sequence)") == true, "\(reply.text)")
        }
        // That costs the first one nothing.
        #expect(await site.send(cleaning, id: "a").text == first.text)
        #expect(try site.records().count == 1)
    }

    /// The repetition comes before anything was committed, behind a commit, and after a restart.
    @Test func aRefusedContentGetsTheSameRefusalAlsoWhereItWouldBePossibleByThen() async throws {
        var site = try DeskSite(folder)
        let refused = await site.send(answer(to: "1"), id: "a", to: DeskSite.point)
        #expect((refused.answer, refused.fields) == (.refused, ["id"]))
        #expect(try await site.desk.answer(to: "a")?.text == refused.text)
        // It came in before the refusal was kept.
        let complaint = await site.driven.enter(
            Record(at: DeskSite.now, by: "王", Complaint(id: "1", text: "油烟")), at: [DeskSite.point], now: DeskSite.now)
        guard case .kept = complaint else {
            Issue.record("\(complaint)")
            return
        }
        for _ in 1...3 {
            #expect(await site.send(answer(to: "1"), id: "a", to: DeskSite.point).text == refused.text)
            await site.driven.flush()
        }
        site.journal.close()
        site = try DeskSite(folder)
        #expect(await site.send(answer(to: "1"), id: "a", to: DeskSite.point).text == refused.text)
        #expect(try await site.desk.answer(to: "a")?.text == refused.text)
        #expect(await site.send(answer(to: "1"), id: "b", to: DeskSite.point).answer == .kept)
    }

    @Test func aRefusalIsRememberedBeforeAnythingIsCommitted() async throws {
        let site = try DeskSite(folder)
        let early = await site.send(cleaning, id: "a", at: "2026-12-01T02:10:00Z")
        #expect((early.answer, early.fields) == (.refused, ["at"]))
        let later = await site.send(cleaning, id: "a", at: "2026-12-01T02:10:00Z", now: DeskSite.now + .hours(1))
        #expect(later.text == early.text)
        #expect(await site.desk.waiting == 1)
        await site.driven.flush()
        #expect(await site.send(cleaning, id: "b").answer == .kept)
        #expect(await site.desk.waiting == 0)
    }

    @Test(arguments: [false, true]) func correctedContentIsEnteredUnderTheSameID(isCommitted: Bool) async throws {
        let site = try DeskSite(folder)
        let wrong = await site.send(#"{"kind":"cleaning","parts":["soup"]}"#, id: "a")
        #expect((wrong.answer, wrong.fields) == (.refused, ["parts"]))
        if isCommitted { await site.driven.flush() }
        let right = await site.send(cleaning, id: "a")
        #expect((right.answer, right.id) == (.kept, "a"))
        #expect(await site.send(cleaning, id: "a").text == right.text)
        // What was wrong stays so, and does not take the id from what was kept.
        let again = await site.send(#"{"kind":"cleaning","parts":["soup"]}"#, id: "a")
        #expect(again.answer == .refused && again.problems.first?.text.en.contains("\(right.sequences[0])") == true)
        #expect(try await site.desk.answer(to: "a")?.text == right.text)
        #expect(try site.records().count == 1)
    }

    /// Wrong and right content of one id at once: the wrong one is refused, the right one is there.
    @Test func correctedContentWaitsForTheAnswerToTheWrongOne() async throws {
        let site = try DeskSite(folder)
        for number in 1...20 {
            async let wrong = site.send(#"{"kind":"cleaning","parts":["soup"]}"#, id: "\(number)")
            async let right = site.send(cleaning, id: "\(number)")
            let answers = await [wrong, right].map(\.answer)
            #expect(answers == [.refused, .kept])
        }
        #expect(try site.records().count == 20)
    }

    @Test func whatIsRefusedForNowIsNotRemembered() async throws {
        let site = try DeskSite(folder)
        let address = Source.page(address: "10.0.0.9", .anybody)
        for number in 1...10 {
            let reply = await site.send(complaint("\(number)"), id: "c\(number)", to: DeskSite.point, from: address)
            #expect(reply.answer == .kept)
        }
        let over = await site.send(complaint("11"), id: "c11", to: DeskSite.point, from: address)
        #expect((over.answer, over.fields, over.isNotNow) == (.refused, ["quota"], true))
        // What was kept is answered however many more come.
        let again = await site.send(complaint("10"), id: "c10", to: DeskSite.point, from: address)
        #expect(again.answer == .kept)
        #expect(await site.send(complaint("11"), id: "c11", to: DeskSite.point).answer == .kept)
        let wrong = await site.send(cleaning, id: "p", pin: "000000")
        #expect((wrong.answer, wrong.fields, wrong.isNotNow) == (.refused, ["pin"], false))
        let soon = await site.send(cleaning, id: "p", pin: "000000")
        #expect((soon.answer, soon.isNotNow) == (.refused, true))
        #expect(await site.send(cleaning, id: "p").answer == .kept)
    }

    @Test func byThePageAnybodyComplainsAndOnlyWhoHasSignedInEntersTheRest() async throws {
        let site = try DeskSite(folder)
        let anybody = Source.page(address: "10.0.0.9", .anybody)
        let refused = await site.send(cleaning, id: "a", from: anybody)
        #expect((refused.answer, refused.fields) == (.refused, ["name"]))
        let complained = await site.send(complaint("1"), id: "b", to: DeskSite.point, from: anybody)
        #expect(complained.answer == .kept)
        let elsewhere = DeskSite.page(from: "10.0.0.9", .operator, at: [DeskSite.otherKitchen])
        #expect(await site.send(cleaning, id: "c", from: elsewhere).answer == .refused)
        let inspector = DeskSite.page(from: "10.0.0.9", .inspector)
        #expect(await site.send(cleaning, id: "d", from: inspector).answer == .refused)
        let own = DeskSite.page(from: "10.0.0.9", .operator, at: [DeskSite.kitchen])
        #expect(await site.send(cleaning, id: "e", from: own).answer == .kept)
        let records = try site.records()
        #expect(records.map(\.content.origin?.role) == [nil, .operator])
        #expect(records.map(\.content.origin?.from) == ["page", "page"])
    }

    @Test(arguments: ["", String(repeating: "a", count: 65), "汉字", "a b", "a\\n", "é"])
    func whatCannotBeAnIDIsRefused(id: String) async throws {
        let site = try DeskSite(folder)
        for source in DeskSite.everySource {
            let reply = await site.send(cleaning, id: id, at: "2026-12-01T01:00:00Z", from: source)
            #expect((reply.answer, reply.fields, reply.id) == (.refused, ["id"], nil))
        }
        #expect(try site.journal.lastSequence() == 0)
    }

    @Test func theLongestIDAndEveryCharacterOfOneAreTaken() async throws {
        let site = try DeskSite(folder)
        for id in [String(repeating: "a", count: 64), "0", "Az09.-_:"] {
            #expect(await site.send(cleaning, id: id).answer == .kept)
        }
    }

    @Test func aMemberThatNoCommandHasIsNamed() async throws {
        let site = try DeskSite(folder)
        func fields(_ members: String, _ source: Source = .local) async -> [String] {
            let head = #"{"schema":"mashang/command/2","id":"a",\#(members)"#
            let reply = await site.send(payload: head + #""record":{"by":"王","body":\#(cleaning)}}"#, from: source)
            #expect(reply.answer == .refused)
            return reply.fields
        }
        #expect(await fields(#""ID":"b","at":"2026-12-01T01:00:00Z","#) == ["ID", "at"])
        #expect(await fields(#""pin":"123456","#, DeskSite.uplink) == ["pin"])
        #expect(await fields(#""pin":123456,"#) == ["pin"])
        // A command for another facility than that of its topic.
        #expect(await fields(#""code":"\#(DeskSite.otherKitchen)","#, DeskSite.uplink) == ["code"])
        #expect(try site.journal.lastSequence() == 0)
    }

    @Test(arguments: [
        "complaintClosing", "complaintAnswer", "complaintProgress", "rectification", "shelving", "calibration",
    ])
    func aKindThatAnUplinkMayNotEnterIsRefusedWithWhatToDoAndIsNotRemembered(kind: String) async throws {
        let site = try DeskSite(folder)
        let reply = await site.send(#"{"kind":"\#(kind)"}"#, id: "a", from: DeskSite.uplink)
        #expect((reply.answer, reply.fields) == (.refused, ["kind"]))
        let text = try #require(reply.problems.first?.text)
        #expect(text.en.contains("on the gateway") && text.zh.contains("现场"))
        // What the site may add to `accept` is named as such.
        let canBeAdded = RecordKind(rawValue: kind)?.broker == .ifNamed
        #expect(text.en.contains("add it to accept") == canBeAdded && text.zh.contains("accept") == canBeAdded)
        #expect(await site.send(cleaning, id: "a").answer == .kept)
    }

    @Test func aLatchedFindingIsAcknowledgedOnSiteOnly() async throws {
        let site = try DeskSite(folder)
        for seconds in [0, 5] {
            let hot = Sample(
                device: DeviceID("b/1"), time: DeskSite.now + .seconds(seconds),
                readings: [Reading(.bedTemperature, 90, .celsius), Reading(.fanState, 1, .one)])
            await site.driven.take(
                [Arrival(facility: DeskSite.adsorber, event: .sample(hot))], now: DeskSite.now + .seconds(seconds))
        }
        let now = DeskSite.now + .seconds(10)
        let all = Source.uplink("broker", accepts: AcceptedKinds(["acknowledgement", "rectification", "shelving"]))
        for kind in ["acknowledgement", "rectification"] {
            let note = #"{"kind":"\#(kind)","rule":"carbon.temperature"}"#
            let afar = await site.send(note, id: kind, to: DeskSite.adsorber, from: all, now: now)
            #expect((afar.answer, afar.fields) == (.refused, ["rule"]), "\(afar.text)")
            #expect(afar.problems.first?.text.en.contains("on site") == true)
            // The same command, and the same id, from here.
            let here = await site.send(note, id: kind, to: DeskSite.adsorber, now: now)
            #expect(here.answer == .kept, "\(here.text)")
        }
        // One that does not latch may be acknowledged from afar.
        let note = #"{"kind":"acknowledgement","rule":"carbon.quality"}"#
        #expect(await site.send(note, id: "q", to: DeskSite.adsorber, from: all, now: now).answer == .kept)
    }

    /// The command that asks over the socket decides by it how it ends.
    @Test func whetherItIsAMatterOfNowGoesWithTheProblemAndNotWithItsField() throws {
        for isNotNow in [false, true] {
            let problem = RecordProblem("later", isNotNow: isNotNow, Text(zh: "稍后", en: "later"))
            let reply = try JSONDecoder().decode(Reply.self, from: Data(Reply(Refusal(problem)).json))
            #expect((reply.problems, reply.isNotNow) == ([problem], isNotNow))
            #expect(reply.text.contains("notNow") == isNotNow)
        }
        // As an older gateway wrote it.
        let old = Data(#"{"field":"mass","text":{"zh":"错","en":"wrong"}}"#.utf8)
        #expect(try JSONDecoder().decode(RecordProblem.self, from: old).isNotNow == false)
    }
}
