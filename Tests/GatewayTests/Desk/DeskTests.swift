import Facilities
import Journal
import TestSupport
import Testing

@testable import Gateway

/// Case B3: what is sent again is there once, and gets the first answer.
@Suite(.timeLimit(.minutes(5))) struct DeskTests {
    private let folder = try! TemporaryFolder()

    @Test(arguments: DeskSite.everySource) func aCommandThatIsSentUpToFiveTimesIsThereOnce(source: Source) async throws
    {
        let site = try DeskSite(folder)
        for times in 1...5 {
            var replies: [String] = []
            for _ in 1...times { replies.append(await site.send(cleaning, id: "id-\(times)", from: source).text) }
            #expect(Set(replies).count == 1 && replies[0].contains(#""answer":"kept""#), "\(replies)")
            #expect(replies[0].contains(#""id":"id-\#(times)""#))
        }
        #expect(try site.records().map(\.content.origin?.id) == (1...5).map { "id-\($0)" })
        #expect(await site.desk.waiting == 0)
    }

    @Test(arguments: DeskSite.everySource) func aCommandThatIsSentSeveralTimesAtOnceIsThereOnce(source: Source)
        async throws
    {
        let site = try DeskSite(folder)
        for times in 1...5 {
            let replies = await withTaskGroup(of: String.self) { group in
                for _ in 1...times { group.addTask { await site.send(cleaning, id: "id-\(times)", from: source).text } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(replies).count == 1 && replies[0].contains(#""answer":"kept""#), "\(replies)")
        }
        #expect(try site.records().map(\.content.origin?.id) == (1...5).map { "id-\($0)" })
        #expect(await site.desk.waiting == 0)
    }

    @Test func theFirstAnswerIsRememberedOverARestartForThirtyDays() async throws {
        let first = try DeskSite(folder)
        let reply = await first.send(cleaning, id: "a")
        first.journal.close()
        let next = try DeskSite(folder)
        for days in [0, 29, 30, 3650] {
            #expect(await next.send(cleaning, id: "a", now: DeskSite.now + .days(days)).text == reply.text)
        }
        #expect(try next.records().count == 1)
    }

    @Test func afterThirtyDaysTheIdIsFreeForAnotherContent() async throws {
        let site = try DeskSite(folder)
        let reply = await site.send(cleaning, id: "a")
        let other = #"{"kind":"cleaning","parts":["duct"]}"#
        let within = await site.send(other, id: "a", now: DeskSite.now + .days(30))
        #expect(within.answer == .refused && within.problems.map(\.field) == ["id"])
        let later = await site.send(other, id: "a", now: DeskSite.now + .days(30) + .milliseconds(1))
        #expect(later.answer == .kept && later.sequences != reply.sequences)
        // From then on that is the first answer.
        #expect(await site.send(other, id: "a", now: DeskSite.now + .days(31)).text == later.text)
    }

    /// A clock that is ten years ahead for one start must not let what was entered before be entered again.
    @Test func aClockThatWasAheadForgetsNothing() async throws {
        let site = try DeskSite(folder)
        let reply = await site.send(cleaning, id: "a")
        _ = await site.send(cleaning, id: "b", now: DeskSite.now + .days(3650))
        #expect(await site.send(cleaning, id: "a").text == reply.text)
        #expect(try site.records().count == 2)
    }

    @Test func aClockThatIsSetBackForgetsNothing() async throws {
        let site = try DeskSite(folder)
        let reply = await site.send(cleaning, id: "a")
        #expect(await site.send(cleaning, id: "a", now: DeskSite.now - .hours(1)).text == reply.text)
        let other = await site.send(cleaning, id: "b", now: DeskSite.now - .hours(1))
        #expect(await site.send(cleaning, id: "b").text == other.text)
        #expect(try site.records().count == 2)
    }

    @Test func withoutAnIDWhoDidWhatWhereAndWhenIsOne() async throws {
        let site = try DeskSite(folder)
        let at = "2026-12-01T01:00:00Z"
        let first = await site.send(cleaning, at: at)
        #expect(first.answer == .kept && first.id != nil)
        #expect(await site.send(cleaning, at: at, from: DeskSite.uplink).text == first.text)
        // The order of members and the way of writing say nothing else.
        let same = #"{ "parts" : ["filter"], "kind":"cleaning"}"#
        #expect(await site.send(same, at: at).text == first.text)
        let others = [
            await site.send(cleaning, at: at, by: "李"),
            await site.send(#"{"kind":"cleaning","parts":["plates"]}"#, at: at),
            await site.send(cleaning, at: "2026-12-01T01:00:01Z"),
            await site.send(cleaning, at: at, to: DeskSite.otherKitchen),
        ]
        #expect(others.allSatisfy { $0.answer == .kept })
        #expect(Set(others.map(\.id) + [first.id]).count == 5)
        #expect(try site.records().count == 5)
        // Nobody learns the name from the id: it is a hash with the journal's own key.
        #expect(first.id?.count == 32)
    }

    @Test func theCitysAirIsAtEverySiteOnce() async throws {
        let site = try DeskSite(folder)
        let body = #"{"kind":"cityAir","from":"2026-12-01T00:00:00Z","to":"2026-12-01T01:00:00Z","pm10":80}"#
        let payload = #"{"schema":"mashang/command/2","id":"air","record":{"by":"局","body":\#(body)}}"#
        let replies = [
            await site.send(payload: payload, for: .all, from: DeskSite.uplink),
            await site.send(payload: payload, for: .all, from: DeskSite.uplink),
            await site.send(payload: payload, for: .named),
        ]
        #expect(Set(replies.map(\.text)).count == 1 && replies[0].sequences.count == 2)
        #expect(try site.records().map(\.facility) == DeskSite.sites)
    }

    @Test(arguments: [
        ("2026-11-30T20:00:00+08:00", "2026-11-30T12:00:00Z"), ("2026-11-30T08:30:00-03:30", "2026-11-30T12:00:00Z"),
        ("2026-11-30T12:00:00Z", "2026-11-30T12:00:00Z"), ("2026-12-01T01:45:00.250+13:45", "2026-11-30T12:00:00.250Z"),
        ("2026-11-30T12:00:00-00:00", "2026-11-30T12:00:00Z"),
    ]) func aTimeMayHaveAnyDistanceFromUTC(written: String, time: String) async throws {
        let site = try DeskSite(folder)
        let reply = await site.send(cleaning, id: "a", at: written)
        #expect(reply.answer == .kept, "\(reply.text)")
        #expect(try site.records().map(\.content.at) == [Timestamp(time)])
    }

    @Test(arguments: ["2026-11-30T20:00:00", "2026-11-30T20:00:00+8", "2026-11-30T20:00:00+24:00", "2026-11-30 20:00Z"])
    func aTimeWithoutItsDistanceFromUTCIsRefused(written: String) async throws {
        let site = try DeskSite(folder)
        let reply = await site.send(cleaning, id: "a", at: written)
        #expect((reply.answer, reply.fields) == (.refused, ["at"]), "\(reply.text)")
        #expect(try site.records().isEmpty)
    }

    /// What cannot be told from another one: an object, a truth value or null in the place of a field.
    @Test func aCorrectedFieldIsAnotherContent() async throws {
        let site = try DeskSite(folder)
        let wrong = await site.send(#"{"kind":"cleaning","parts":{}}"#, id: "a")
        #expect((wrong.answer, wrong.fields) == (.refused, ["parts"]))
        #expect(await site.send(#"{"kind":"cleaning","parts":null}"#, id: "a").answer == .kept)
    }

    @Test func whatWasEnteredSaysWhereItCameFrom() async throws {
        let site = try DeskSite(folder)
        for (number, source) in DeskSite.everySource.enumerated() {
            _ = await site.send(cleaning, id: "\(number)", from: source)
        }
        #expect(
            try site.records().map(\.content.origin) == [
                Origin(from: "local", id: "0"), Origin(from: "page", id: "1", role: .owner),
                Origin(from: "broker", id: "2"),
            ])
    }
}
