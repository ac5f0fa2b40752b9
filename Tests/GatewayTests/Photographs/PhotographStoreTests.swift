import Facilities
import Foundation
import Glibc
import Journal
import Photographs
import TestSupport
import Testing

@testable import Gateway

private let now = PhotographSite.now

@Suite(.timeLimit(.minutes(5))) struct PhotographStoreTests {
    private let folder = try! TemporaryFolder()

    @Test func aPhotographThatWasTakenIsReadAgainAlsoAfterARestart() async throws {
        let site = try PhotographSite(folder)
        let id = try await site.take(1)
        let read = try #require(await site.store.read(id))
        #expect(read.type == .png && PhotographID(of: read.bytes) == id)
        site.site.journal.close()
        #expect(await (try PhotographSite(folder)).has(id))
    }

    @Test func onlyTheOwnerMayReadThem() async throws {
        let site = try PhotographSite(folder)
        let id = try await site.take(1)
        let manager = FileManager.default
        let mode = { (path: String) in try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int }
        #expect(try mode(site.folder.path) == 0o700)
        #expect(try mode("\(site.folder.path)/\(id).png") == 0o600)
        #expect(site.folder.path == DeskSite.path(in: folder) + "-photographs")
    }

    @Test func theSameContentTwiceIsOneFile() async throws {
        let site = try PhotographSite(folder)
        let first = try await site.take(1)
        #expect(try await site.take(1, isPublic: true, now: now + .hours(1)) == first)
        #expect(try site.folder.files().map(\.id) == [first])
    }

    @Test func whatIsNoPhotographIsRefusedAndLeavesNothing() async throws {
        let site = try PhotographSite(folder)
        await #expect(throws: PhotographRefusal.unfit(.empty)) {
            try await site.store.take([], isPublic: false, now: now)
        }
        #expect(try site.folder.files().isEmpty)
    }

    @Test func anAlteredFileIsNotShownAndVerifyNamesIt() async throws {
        let site = try PhotographSite(folder)
        let id = try await site.take(1)
        let sequence = await site.clean([id]).sequences[0]
        #expect(try site.faults() == [])
        let path = "\(site.folder.path)/\(id).png"
        try Data("another".utf8).write(to: URL(filePath: path))
        #expect(await site.store.read(id) == nil)
        #expect(try site.faults() == [.photographAltered(id, sequence: sequence)])
        try FileManager.default.removeItem(atPath: path)
        #expect(try site.faults() == [.photographMissing(id, sequence: sequence)])
        // What is taken again is whole again.
        _ = try await site.take(1)
        #expect(try site.faults() == [])
    }

    @Test func aFolderThatCannotBeWrittenIsASentenceAndNothingStaysHalfWritten() async throws {
        let site = try PhotographSite(folder)
        // Root may write everywhere: a file stands where the folder would be.
        _ = FileManager.default.createFile(atPath: site.folder.path, contents: Data())
        await #expect(throws: PhotographRefusal.notWritable) { try await site.take(1) }
        try FileManager.default.removeItem(atPath: site.folder.path)
        let id = try await site.take(1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.folder.path) == ["\(id).png"])
    }

    // MARK: Records

    @Test func aRecordThatNamesAnUnknownPhotographIsRefusedAtItsFieldUntilThatIsThere() async throws {
        let site = try PhotographSite(folder)
        let known = try await site.take(1)
        let unknown = PhotographID(of: try Photograph.accept(try PhotographSite.picture(2)).bytes)
        let refused = await site.clean([known, unknown], id: "a")
        #expect(refused.answer == .refused && refused.problems.map(\.field) == ["before"])
        #expect(refused.problems.allSatisfy { $0.isNotNow && $0.text.en.contains(unknown.rawValue.prefix(12)) })
        #expect(try site.site.records().isEmpty)
        _ = try await site.take(2)
        #expect(await site.clean([known, unknown], id: "a").answer == .kept)
    }

    // MARK: Sweeping

    @Test func onlyWhatNoRecordNamesForADayIsDeleted() async throws {
        let site = try PhotographSite(folder)
        let (named, forgotten) = (try await site.take(1), try await site.take(2))
        #expect(await site.clean([named]).answer == .kept)
        await site.store.sweep(now: now + .days(1))
        #expect(await site.has(forgotten))
        await site.store.sweep(now: now + .days(1) + .milliseconds(1))
        #expect(await !site.has(forgotten))
        #expect(await site.has(named))
    }

    @Test func aPhotographThatARecordAskedForWaitsAnotherDay() async throws {
        let site = try PhotographSite(folder)
        #expect(await site.clean([]).answer == .kept)
        let id = try await site.take(1)
        let unknown = PhotographID(rawValue: String(repeating: "0", count: 64))!
        let later = now + .hours(23)
        #expect(await site.clean([id, unknown], now: later).answer == .refused)
        await site.store.sweep(now: now + .hours(30))
        #expect(await site.has(id))
        await site.store.sweep(now: later + .hours(25))
        #expect(await !site.has(id))
    }

    @Test func photographsOfBeforeTheLedgerBeganStay() async throws {
        let site = try PhotographSite(folder)
        #expect(await site.clean([]).answer == .kept)
        let id = try await site.take(1, now: now - .days(30))
        await site.store.sweep(now: now + .days(30))
        #expect(await site.has(id))
    }

    @Test func whatAPowerCutLeftHalfWrittenIsDeletedAtTheStart() async throws {
        let site = try PhotographSite(folder)
        let id = try await site.take(1)
        let half = "\(site.folder.path)/\(String(repeating: "0", count: 64)).jpg.new"
        _ = FileManager.default.createFile(atPath: half, contents: Data([1]))
        await site.store.sweepAtStart()
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.folder.path) == ["\(id).png"])
    }
}
