import Facilities
import Foundation
import Journal
import Logging
import TestSupport
import Testing

@testable import Gateway

private let kitchen = Facility.Code("NJ320104F000023")!
private let now = Timestamp("2026-12-01T02:00:00Z")!
private let facilities = [Facility(code: kitchen, name: "厨房", settings: .fumePurifier(FumeSettings(stoves: 4)))]

/// Everything that answers requests about people, over a journal.
private struct House {
    let journal: Journal
    let keeping: Keeping
    let pins: Pins
    let requests: LocalRequests

    init(_ journal: Journal) throws {
        self.journal = journal
        keeping = try DrivenKeeping(facilities, journal: journal).keeping
        pins = Pins(journal)
        requests = try LocalRequests(keeping, journal: journal, pins: pins, of: facilities)
    }

    func add(_ name: String, _ role: String, _ codes: [String]? = nil) async throws -> OperatorReply {
        try await answer(LocalRequest(adding: name, role: role, facilities: codes))
    }

    func remove(_ name: String) async throws -> Reply { try await answer(LocalRequest(removing: name)) }

    private func answer<Answer: Decodable>(_ request: LocalRequest) async throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(await requests.reply(to: request.json)))
    }

    func verify(_ name: String, _ pin: String, after seconds: Int = 0) async -> PinVerdict {
        await pins.verify(name, pin: pin, from: "local", now: ContinuousClock.now + .seconds(seconds))
    }
}

struct OperatorRequestsTests {
    private let folder = try! TemporaryFolder()

    private func journal() throws -> Journal { try Journal.open(path: folder.path + "/j.sqlite", now: now) }

    @Test func aPersonIsKeptWithAnEntryAndTheirPINIsRightAlsoAfterARestart() async throws {
        let house = try House(journal())
        let reply = try await house.add("刘大姐", "operator", ["NJ320104F000023"])
        let pin = try #require(reply.pin)
        #expect(reply.reply.answer == .kept && reply.reply.sequences.count == 1)
        let person = try #require(try house.journal.operators().first)
        #expect((person.name, person.role, person.facilities) == ("刘大姐", .operator, [kitchen]))
        #expect(
            try house.journal.ledger(after: 1, limit: 10).map(\.kept.content) == [
                .operatorChange(OperatorChange(.added, person))
            ])
        #expect(await house.verify("刘大姐", pin) == .right(person))
        house.journal.close()
        let next = try House(journal())
        #expect(await next.verify("刘大姐", pin) == .right(person))
        #expect(try await next.add("刘大姐", "owner").reply.answer == .refused)
    }

    @Test func aPersonWhoWasRemovedIsKnownNoLongerAndMayBeAddedWithAnotherPIN() async throws {
        let house = try House(journal())
        let first = try #require(try await house.add("王", "owner").pin)
        #expect(try await house.remove("王").answer == .kept)
        #expect(await house.verify("王", first) == .wrong)
        #expect(try await house.remove("王").problems.map(\.field) == ["name"])
        let second = try #require(try await house.add("王", "technician").pin)
        guard case .right(let person) = await house.verify("王", second, after: 1) else {
            Issue.record("the new PIN is refused")
            return
        }
        #expect(person.role == .technician)
        let words = try house.journal.ledger(after: 1, limit: 10).map { entry in
            if case .operatorChange(let change) = entry.kept.content { change.step.rawValue } else { "" }
        }
        #expect(words == ["added", "removed", "added"])
    }

    @Test func everythingThatIsWrongIsSaidAtOnceAndNothingIsKept() async throws {
        let house = try House(journal())
        let reply = try await house.add("刘\n", "cook", ["NJ320104F000023", "X"])
        #expect(reply.pin == nil && reply.reply.problems.map(\.field) == ["name", "role", "facilities"])
        let nowhere = try await house.add("王", "operator", [])
        #expect(nowhere.pin == nil && nowhere.reply.problems.map(\.field) == ["facilities"])
        for role in ["owner", "inspector", "technician"] {
            let reply = try await house.add("王", role, ["NJ320104F000023"])
            #expect(reply.pin == nil && reply.reply.problems.map(\.field) == ["facilities"])
        }
        #expect(try house.journal.operators() == [] && house.journal.ledgerHead().count == 0)
    }

    @Test func ofTwoWithOneNameAtTheSameTimeOneIsAdded() async throws {
        let house = try House(journal())
        async let first = house.add("王", "owner")
        async let second = house.add("王", "inspector")
        let answers = try await [first, second].map(\.reply.answer)
        #expect(Set(answers) == [.kept, .refused])
        #expect(try house.journal.operators().count == 1)
    }

    @Test func aFacilityThatIsNamedTwiceIsThereOnce() async throws {
        let house = try House(journal())
        _ = try await house.add("王", "operator", ["NJ320104F000023", "NJ320104F000023"])
        #expect(try house.journal.operators().first?.facilities == [kitchen])
    }

    @Test func anEntryOfPeopleIsForNoMessageAlsoWhereItCannotBeRead() throws {
        let person = Operator(name: "王", role: .owner, since: now)
        let entry = Entry.operatorChange(OperatorChange(.removed, person))
        #expect(entry.word == "operator" && !entry.isPublic)
        #expect(try JSONDecoder().decode(Entry.self, from: JSONEncoder().encode(entry)) == entry)
        let newer = Data(#"{"event":"operator","operator":{"step":"promoted","name":"王"}}"#.utf8)
        let unknown = try JSONDecoder().decode(Entry.self, from: newer)
        #expect(unknown.kind == .unknown && !unknown.isPublic)
        let items = [entry, unknown].enumerated().map { number, entry in
            Item.entry(KeptEntry(sequence: Int64(number + 1), facility: nil, time: now, entry))
        }
        #expect(packed(items, GoldenMessages.topics).isEmpty)
    }
}
