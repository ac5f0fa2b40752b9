import Facilities
import Foundation
import Journal
import TestSupport
import Testing

@testable import Gateway

/// Case B2: another program writes to the journal and does not come to an end.
@Suite(.timeLimit(.minutes(5))) struct DeskPendingTests {
    private let folder = try! TemporaryFolder()

    private func site() throws -> DeskSite { try DeskSite(folder, patience: .milliseconds(300)) }

    private func lock() throws -> JournalLock { try JournalLock(on: DeskSite.path(in: folder), mode: "IMMEDIATE") }

    /// The answer to a question over the local socket.
    private func asked(_ id: String, _ site: DeskSite) async throws -> Reply {
        let requests = LocalRequests(
            desk: site.desk, intake: site.driven.keeping.intake, clock: .believed(),
            board: site.driven.keeping.board,
            operators: OperatorRequests(
                intake: site.driven.keeping.intake, board: site.driven.keeping.board, pins: Pins(site.journal),
                codes: []),
            buses: BusRequests(pollers: [:]), verification: Verification(of: site.journal),
            report: { fatalError("nobody asks for it") },
            rates: { _ in fatalError("nobody asks for it") })
        return try JSONDecoder().decode(
            Reply.self, from: Data(await requests.reply(to: LocalRequest(answerTo: id).json)))
    }

    @Test(arguments: DeskSite.everySource) func whatWaitsIsPendingUntilItIsKeptOnce(source: Source) async throws {
        let site = try site()
        let lock = try lock()
        let first = await site.send(cleaning, id: "a", from: source)
        #expect((first.answer, first.id, first.sequences, first.isNotNow) == (.pending, "a", [], true))
        #expect(await site.send(cleaning, id: "a", from: source).text == first.text)
        #expect(try await asked("a", site).text == first.text)
        // Another content is refused, since it may still be kept.
        let other = await site.send(#"{"kind":"cleaning","parts":["plates"]}"#, id: "a", from: source)
        #expect((other.answer, other.fields) == (.refused, ["id"]))
        #expect(try site.journal.lastSequence() == 0)
        lock.release()
        await site.driven.flush()
        let again = await site.send(cleaning, id: "a", from: source)
        #expect((again.answer, again.id) == (.kept, "a"))
        #expect(try await asked("a", site).text == again.text)
        let records = try site.records()
        #expect(records.map(\.sequence) == again.sequences && records.count == 1)
        #expect(await site.desk.waiting == 0)
    }

    @Test func manyThatWaitAreKeptInTheirOrderAndNoneTwice() async throws {
        let site = try site()
        let lock = try lock()
        for _ in 1...2 {
            let answers = await withTaskGroup(of: Reply.Answer.self) { group in
                for number in 1...50 {
                    group.addTask { await site.send(cleaning, id: "\(number)").answer }
                }
                return await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(answers == [.pending])
        }
        #expect(await site.desk.waiting == 50)
        lock.release()
        await site.driven.flush()
        #expect(Set(try site.records().map(\.content.origin?.id)) == Set((1...50).map { "\($0)" }))
        #expect(try site.records().count == 50)
        #expect(await site.send(cleaning, id: "51").answer == .kept)
        #expect(await site.desk.waiting == 0)
    }

    @Test func whatWasNotKeptBeforeTheEndIsEnteredOnceByItsRepetition() async throws {
        let before = try site()
        let lock = try lock()
        #expect(await before.send(cleaning, id: "a").answer == .pending)
        before.journal.close()
        lock.release()
        let after = try site()
        #expect(try await asked("a", after).fields == ["id"])
        let first = await after.send(cleaning, id: "a")
        #expect(first.answer == .kept)
        #expect(await after.send(cleaning, id: "a").text == first.text)
        #expect(try after.records().count == 1)
    }

    @Test func aRefusalStandsAlsoWhileTheJournalCannotBeWritten() async throws {
        let site = try site()
        let lock = try lock()
        let refused = await site.send(answer(to: "1"), id: "a", to: DeskSite.point)
        #expect(refused.answer == .refused)
        #expect(await site.send(complaint("1"), id: "c", to: DeskSite.point).answer == .pending)
        #expect(await site.send(answer(to: "1"), id: "a", to: DeskSite.point).text == refused.text)
        #expect(try await asked("a", site).text == refused.text)
        lock.release()
        await site.driven.flush()
        #expect(await site.send(answer(to: "1"), id: "a", to: DeskSite.point).text == refused.text)
        #expect(await site.send(answer(to: "1"), id: "b", to: DeskSite.point).answer == .kept)
        #expect(await site.desk.waiting == 0)
    }

    /// Refusals cost nothing that lasts: while the journal cannot be written, only so many wait.
    @Test func refusalsThatWaitAreBounded() async throws {
        let site = try site()
        let lock = try lock()
        for number in 1...2100 { _ = await site.send(answer(to: "1"), id: "\(number)", to: DeskSite.point) }
        #expect(await site.desk.waiting == 2000)
        lock.release()
        await site.driven.flush()
        #expect(await site.send(cleaning, id: "a").answer == .kept)
        #expect(await site.desk.waiting == 0)
    }
}
