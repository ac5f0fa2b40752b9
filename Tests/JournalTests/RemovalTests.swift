import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

struct RemovalTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func batch(_ sequence: Int64) -> Batch {
        var batch = Batch()
        batch.samples = [sample(sequence, [Reading(.pm10, 25, .microgramPerCubicMetre)])]
        return batch
    }

    private func removing(_ body: (String) throws -> Void) async throws -> JournalError? {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1))
        try body(path)
        defer { journal.close() }
        return await #expect(throws: JournalError.self) { try await journal.commit(batch(2)) }
    }

    @Test(arguments: ["", "-wal", "-shm"]) func aRemovedFileIsNoticedByTheNextCommit(suffix: String) async throws {
        let error = try await removing { try FileManager.default.removeItem(atPath: $0 + suffix) }
        if case .removed? = error {} else { Issue.record("\(String(describing: error))") }
    }

    @Test func aFileInThePlaceOfOursIsNoticedByTheNextCommit() async throws {
        let error = try await removing { path in
            try FileManager.default.moveItem(atPath: path, toPath: path + ".mine")
            try FileManager.default.copyItem(atPath: path + ".mine", toPath: path)
        }
        if case .removed? = error {} else { Issue.record("\(String(describing: error))") }
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// The rest is a copy that can be put in the journal's place, and the next journal begins behind all that were given.
    @Test func whatTheOpenFileHasIsSavedAndTheNextBeginsBehindIt() async throws {
        _ = try await removing { try FileManager.default.removeItem(atPath: $0) }
        let name = try #require(try files().first { $0.hasPrefix("journal.sqlite.removed-") })
        let rest = try Journal.reading(path: folder.path + "/" + name)
        #expect(try rest.portion(after: 0, limit: 9) == (batch(1).samples + batch(2).samples).map(Item.sample))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let next = try Journal.open(path: path, now: now)
        #expect(next.losses == [Loss(from: 1, to: now.milliseconds, count: nil, reason: .removed)])
        #expect(try next.lastSequence() == now.milliseconds)
        #expect(try !files().contains("journal.sqlite.removed"))
    }

    @Test(arguments: ["-wal", "-shm"]) func withoutItsLogTheFileStillHasEverything(suffix: String) async throws {
        _ = try await removing { try FileManager.default.removeItem(atPath: $0 + suffix) }
        let next = try Journal.open(path: path, now: now)
        #expect(next.losses == [])
        #expect(try next.portion(after: 0, limit: 9) == (batch(1).samples + batch(2).samples).map(Item.sample))
        #expect(try await DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "PRAGMA quick_check") } == "ok")
    }

    @Test func everyLaterCommitFailsTheSame() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1))
        try FileManager.default.removeItem(atPath: path)
        for sequence in [2, 3] as [Int64] {
            let error = await #expect(throws: JournalError.self) { try await journal.commit(batch(sequence)) }
            if case .removed? = error {} else { Issue.record("\(String(describing: error))") }
        }
        #expect(try files().filter { $0.hasPrefix("journal.sqlite.removed-") }.count == 1)
    }

    /// With the removed journal's sequences: whatever file is there now, none is given twice.
    @Test func aFileInItsPlaceContinuesBehindAllThatWereGiven() async throws {
        let other = folder.path + "/other.sqlite"
        do {
            let journal = try Journal.open(path: other, now: now)
            try await journal.commit(batch(5))
        }
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(8))
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: other, toPath: path)
        await #expect(throws: JournalError.self) { try await journal.commit(batch(9)) }
        journal.close()
        let next = try Journal.open(path: path, now: now)
        #expect(next.losses == [Loss(from: 6, to: now.milliseconds, count: nil, reason: .removed)])
        #expect(try next.portion(after: 0, limit: 9) == batch(5).samples.map(Item.sample))
    }

    @Test func theRightFileMovedBackLosesNothing() async throws {
        _ = try await removing { path in
            try FileManager.default.moveItem(atPath: path, toPath: path + ".mine")
        }
        try FileManager.default.moveItem(atPath: path + ".mine", toPath: path)
        let next = try Journal.open(path: path, now: now)
        #expect(next.losses == [])
        #expect(try next.lastSequence() == 2)
    }

    /// Also if it is no journal, and the clock is wrong.
    @Test func whatIsNoJournalInItsPlaceIsQuarantinedAndNoSequenceIsGivenTwice() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(5_000_000))
        try FileManager.default.removeItem(atPath: path)
        try Data("no journal".utf8).write(to: URL(filePath: path))
        await #expect(throws: JournalError.self) { try await journal.commit(batch(5_000_001)) }
        journal.close()
        let next = try Journal.open(path: path, now: Timestamp(milliseconds: 1000))
        #expect(next.quarantinedFile != nil)
        #expect(try next.lastSequence() > 5_000_001)
        #expect(next.losses.map(\.reason) == [.removed])
    }
}
