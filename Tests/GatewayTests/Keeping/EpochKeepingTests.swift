import Facilities
import Foundation
import Journal
import TestSupport
import Testing

@testable import Gateway
@testable import Uplinks

private let site = Facility(code: Facility.Code("NJ320104D000049")!, name: "工地", settings: .dustSite)

struct EpochKeepingTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/j.sqlite" }

    private func open() throws -> Journal { try Journal.open(path: path, now: .now) }

    private func changes(_ journal: Journal) throws -> [EpochChange] {
        try journal.ledger(after: 0, limit: 100).compactMap { entry in
            if case .epoch(let change) = entry.kept.content { change } else { nil }
        }
    }

    private func take(_ driven: DrivenKeeping) async {
        let sample = Sample(device: DeviceID("p1"), time: .now, readings: [Reading(.tsp, 1, .microgramPerCubicMetre)])
        await driven.take([Arrival(facility: site.code, event: .sample(sample))], now: .now)
    }

    @Test func theEntryOfAnEpochIsTheFirstThatIsKept() async throws {
        let journal = try open()
        let driven = try DrivenKeeping([site], journal: journal)
        #expect(driven.keeping.epochEntry == 1)
        await take(driven)
        #expect(try changes(journal).map(\.reason) == [.fresh])
        #expect(try journal.epochs().newest?.first == .min && journal.ledgerHash(at: 1) != nil)
        #expect(driven.keeping.board.epochs == (try journal.epochs()))
    }

    @Test func aRestartBeginsNone() async throws {
        var journal = try open()
        await take(try DrivenKeeping([site], journal: journal))
        journal.close()
        journal = try open()
        let again = try DrivenKeeping([site], journal: journal)
        #expect(again.keeping.epochEntry == nil)
        await take(again)
        #expect(try changes(journal).count == 1)
    }

    /// The gateway ends between the opening and the first commit.
    @Test func anEpochThatWasNotCommittedIsEnteredByTheNextRun() async throws {
        var journal = try open()
        _ = try DrivenKeeping([site], journal: journal)
        journal.close()
        journal = try open()
        await take(try DrivenKeeping([site], journal: journal))
        #expect(try changes(journal).count == 1)
    }

    @Test func aRestoredCopyNamesTheEpochBeforeAndItsLossHasTheNewOne() async throws {
        var journal = try open()
        await take(try DrivenKeeping([site], journal: journal))
        journal.close()
        let copy = folder.path + "/copy.sqlite"
        try Journal.copy(path, to: copy, now: .now - .hours(1))
        journal = try Journal.open(path: copy, now: .now)
        let last = try journal.lastSequence()
        await take(try DrivenKeeping([site], journal: journal))
        let changes = try changes(journal)
        #expect(changes.map(\.reason) == [.fresh, .restored] && changes[1].before == changes[0].id)
        let loss = try #require(
            try journal.ledger(after: 0, limit: 100).first { $0.kept.content.kind == .loss }?.kept.sequence)
        #expect(try [2, last, last + 1, loss].map(journal.epochs().id) == [0, 0, 1, 1].map { changes[$0].id })
    }

    @Test func anEpochThatTheBrokerMadeNecessarySkipsWhatItNamesAndCoversWhatIsDoubtful() async throws {
        let journal = try open()
        let driven = try DrivenKeeping([site], journal: journal)
        for _ in 1...4 { await take(driven) }
        let last = try journal.lastSequence()
        let first = try #require(try journal.epochs().newest?.id)
        let jump = await driven.keeping.intake.begin(behind: 1000, from: 3, before: first, now: .now)
        await driven.keeping.committer.flush()
        #expect(jump == EpochJump(last: last, entry: 1001))
        let losses = try journal.ledger(after: 0, limit: 100).compactMap { entry in
            if case .loss(let loss) = entry.kept.content { loss } else { nil }
        }
        #expect(losses == [Loss(from: last + 1, to: 1000, count: nil, reason: .restored)])
        let ids = try [2, 3, last, 1001].map(journal.epochs().id)
        #expect(ids[0] == first && Set(ids).count == 2 && ids[1] == ids[3])
        #expect(driven.keeping.board.epochs == (try journal.epochs()))
    }

    /// All is acknowledged, or the sequence that is named is not beyond ours.
    @Test(arguments: [nil, 0, 2] as [Int64?]) func withoutAnythingToSkipItBeginsBehindTheNewest(_ named: Int64?)
        async throws
    {
        let journal = try open()
        let driven = try DrivenKeeping([site], journal: journal)
        await take(driven)
        let last = try journal.lastSequence()
        let jump = await driven.keeping.intake.begin(behind: named, from: last + 1, before: nil, now: .now)
        await driven.keeping.committer.flush()
        #expect(jump == EpochJump(last: last, entry: last + 1))
        #expect(try changes(journal).last?.from == nil && journal.epochs().newest?.first == last + 1)
        #expect(try journal.ledger(after: 0, limit: 100).allSatisfy { $0.kept.content.kind != .loss })
    }
}
