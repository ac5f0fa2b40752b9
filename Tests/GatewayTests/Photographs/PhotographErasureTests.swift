import Facilities
import Foundation
import Journal
import Photographs
import TestSupport
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(5))) struct PhotographErasureTests {
    private let folder = try! TemporaryFolder()

    @Test func anErasureDeletesThePhotographsOfTheEntryAndNamesThem() async throws {
        let site = try PhotographSite(folder)
        let id = try await site.take(1)
        let sequence = await site.complain([id], id: "T-1").sequences[0]
        let erased = try await site.erase("\(sequence)")
        #expect(erased.answer == .kept && erased.erased?.photographs == [id])
        #expect(erased.erased?.text.en.contains("photographs: 1") == true)
        #expect(await !site.has(id))
        #expect(try site.faults() == [])
        let again = try await site.erase("\(sequence)")
        #expect(again.answer == .refused && again.problems.map(\.field) == ["id"])
    }

    @Test func aPhotographThatAnotherEntryNamesStaysUntilThatIsErased() async throws {
        let site = try PhotographSite(folder)
        let id = try await site.take(1)
        let first = await site.clean([id], id: "a").sequences[0]
        let second = await site.clean([id], id: "b").sequences[0]
        #expect(try await site.erase("\(first)").erased?.photographs == nil)
        #expect(await site.has(id))
        #expect(try await site.erase("\(second)").erased?.photographs == [id])
        #expect(await !site.has(id))
        #expect(try site.faults() == [])
    }

    @Test func aNameThatIsErasedEverywhereLeavesOtherEntriesTheirPhotographs() async throws {
        let site = try PhotographSite(folder)
        let (first, second) = (try await site.take(1), try await site.take(2))
        let sequence = await site.clean([first], id: "a").sequences[0]
        let other = await site.clean([second], id: "b").sequences[0]
        #expect(try await site.erase("\(sequence)", everywhere: true).erased?.sequences == [sequence, other])
        let ledger = try site.site.journal.photographs()
        #expect(!ledger.has(first, in: sequence) && ledger.has(second, in: other))
        #expect(
            try site.site.journal.removedPhotographs(of: site.site.journal.records(of: DeskSite.kitchen, limit: 9))
                == [sequence: [first]])
    }

    @Test func anEntryWithoutTextsLeftCanStillLoseItsPhotographs() async throws {
        let site = try PhotographSite(folder)
        let id = try await site.take(1)
        let first = await site.clean([id], id: "a").sequences[0]
        let other = await site.clean([id], id: "b").sequences[0]
        _ = try await site.erase("\(first)")
        _ = try await site.erase("\(other)")
        // Taken again and named by a later entry, it belongs to that one.
        _ = try await site.take(1)
        let third = await site.clean([id], id: "c").sequences[0]
        await site.store.sweepAtStart()
        #expect(await site.has(id))
        #expect(try site.faults() == [])
        #expect(try await site.erase("\(third)").erased?.photographs == [id])
    }

    @Test func whatACrashLeftOfAnErasureIsDeletedAtTheStart() async throws {
        let site = try PhotographSite(folder)
        let id = try await site.take(1)
        let sequence = await site.clean([id]).sequences[0]
        let file = "\(site.folder.path)/\(id).png"
        let bytes = try Data(contentsOf: URL(filePath: file))
        _ = try await site.erase("\(sequence)")
        // As if the power had failed between the entry and the deletion.
        try bytes.write(to: URL(filePath: file))
        site.site.journal.close()
        let next = try PhotographSite(folder)
        await next.store.sweepAtStart()
        #expect(await !next.has(id))
    }
}
