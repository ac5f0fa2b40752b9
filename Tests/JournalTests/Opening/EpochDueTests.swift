import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

struct EpochDueTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func open(_ path: String? = nil) throws -> Journal { try Journal.open(path: path ?? self.path, now: now) }

    private func begin(_ id: String, at sequence: Int64, _ reason: EpochChange.Reason, _ journal: Journal) async throws
    {
        var batch = Batch()
        let change = EpochChange(id, reason, before: try journal.epochs().newest?.id)
        batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: now, .epoch(change))]
        batch.durable = true
        try await journal.commit(batch)
    }

    /// A journal in its first epoch, with a sample at 2.
    private func filled() async throws -> Journal {
        let journal = try open()
        try await begin("first0", at: 1, .fresh, journal)
        try await journal.commit(batch(2...2))
        return journal
    }

    /// Opened twice without a commit in between: a crash.
    private func expectDue(_ reason: EpochChange.Reason, at path: String? = nil) async throws {
        for _ in 1...2 {
            let journal = try open(path)
            #expect(journal.epochDue == reason)
            journal.close()
        }
        let journal = try open(path)
        try await begin("later0", at: try journal.lastSequence() + 1, reason, journal)
        journal.close()
        #expect(try open(path).epochDue == nil)
    }

    @Test func aFreshJournalNeedsItsFirstEpochUntilThatIsKept() async throws {
        try await expectDue(.fresh)
        #expect(try open().epochs().all.map(\.id) == ["later0"])
    }

    @Test(arguments: 1...10) func aJournalOfAnOlderVersionNeedsOneForAllThatItHas(version: Int) async throws {
        let versions = GoldenJournalTests.versions
        let sql = try String(contentsOf: versions.appending(path: "\(version).sql"), encoding: .utf8)
        try await DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
        try await expectDue(.upgraded)
        let epochs = try open().epochs()
        #expect([1, 9, 10, 11].map(epochs.id) == ["later0", "later0", "later0", "later0"])
    }

    @Test func anEpochContinuesOverACleanEndAndOverAKill() async throws {
        let journal = try await filled()
        // What a kill would leave, as the kernel has it.
        let killed = folder.path + "/killed.sqlite"
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: killed + suffix) }
        journal.close()
        for path in [path, killed] {
            let journal = try open(path)
            #expect(journal.epochDue == nil)
            #expect(try journal.epochs().newest?.id == "first0")
        }
    }

    @Test func aRestoredCopyNeedsOneAndKeepsTheFirst() async throws {
        let journal = try await filled()
        let copy = folder.path + "/copy.sqlite"
        try Journal.copy(path, to: copy, now: now)
        // The original is in its epoch still, and so is what only reads the copy.
        journal.close()
        #expect(try open().epochDue == nil)
        #expect(try Journal.reading(path: copy).epochs().newest?.id == "first0")
        try await expectDue(.restored, at: copy)
        let restored = try open(copy)
        #expect(try [1, 2].map(restored.epochs().id) == ["first0", "first0"])
        #expect(try restored.epochs().id(of: restored.lastSequence()) == "later0")
    }

    @Test func aJournalInThePlaceOfADamagedOneNeedsOne() async throws {
        try await filled().close()
        try Data("no journal".utf8).write(to: URL(filePath: path))
        try await expectDue(.damaged)
    }

    @Test func aJournalInThePlaceOfARemovedOneNeedsOne() async throws {
        let journal = try await filled()
        try FileManager.default.removeItem(atPath: path)
        await #expect(throws: JournalError.self) { try await journal.commit(batch(3...3)) }
        journal.close()
        try await expectDue(.removed)
    }

    @Test func aFileThatReplacedOursNeedsOne() async throws {
        let other = folder.path + "/other.sqlite"
        let foreign = try open(other)
        try await begin("other0", at: 1, .fresh, foreign)
        foreign.close()
        let journal = try await filled()
        try FileManager.default.moveItem(atPath: path, toPath: path + ".mine")
        try FileManager.default.moveItem(atPath: other, toPath: path)
        await #expect(throws: JournalError.self) { try await journal.commit(batch(3...3)) }
        journal.close()
        try await expectDue(.removed)
    }

    @Test func theRightFileMovedBackNeedsNone() async throws {
        let journal = try await filled()
        try FileManager.default.moveItem(atPath: path, toPath: path + ".mine")
        await #expect(throws: JournalError.self) { try await journal.commit(batch(3...3)) }
        journal.close()
        try FileManager.default.moveItem(atPath: path + ".mine", toPath: path)
        let back = try open()
        #expect(back.epochDue == nil)
        #expect(try back.epochs().newest?.id == "first0")
    }

    @Test func theLedgerTellsTheHashOfAnEntryAndOfNothingElse() async throws {
        let journal = try await filled()
        #expect(try journal.ledgerHash(at: 1) == journal.ledgerHead().hash)
        #expect(try [0, 2, 3].allSatisfy { try journal.ledgerHash(at: $0) == nil })
    }
}
