import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// Folding on disks and in files that do not take it: nothing is lost, and it can be tried again.
@Suite(.timeLimit(.minutes(5))) struct FoldingFailureTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func sealed(minutes: Int = 200) async throws -> (SealedJournal, Journal, [Item]) {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<minutes)
        try await site.seal(journal, at: now + .minutes(minutes))
        return (site, journal, try journal.portion(after: 0, limit: .max))
    }

    /// A connection of another program, which leaves a transaction open.
    private func another() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private func expectWhole(_ journal: Journal, _ items: [Item]) throws {
        #expect(try journal.portion(after: 0, upTo: items.last?.sequence ?? 0, limit: .max) == items)
        #expect(try journal.check().faults == [])
    }

    @Test func aFullDiskLosesNothing() async throws {
        var (site, journal, items) = try await sealed()
        let next = try #require(try await journal.nextFold())
        let queue = try DatabaseQueue(path: path)
        try await queue.writeWithoutTransaction { _ = try Syncs.truncateLog($0) }
        try queue.close()
        let log = try Descriptors(of: path + "-wal")
        #expect(!log.isEmpty)
        log.point(to: "/dev/full")
        let error = await #expect(throws: JournalError.self) { try await journal.write(next) }
        if case .diskFull? = error {} else { Issue.record("\(String(describing: error))") }
        log.restore()
        try expectWhole(journal, items)
        // Not before a commit has written the -wal again: a hole may be in it.
        #expect(try await journal.fold() == false)
        var batch = Batch()
        batch.entries = [entry(site.next())]
        try await journal.commit(batch)
        while try await journal.fold() {}
        try expectWhole(journal, items)
        #expect(try await journal.pool.read { try Folds.end($0) } > 0)
    }

    @Test func aLockedFileIsTriedAgain() async throws {
        let (_, journal, items) = try await sealed()
        let next = try #require(try await journal.nextFold())
        let other = try another()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let error = await #expect(throws: JournalError.self) { try await journal.write(next) }
        if case .locked? = error {} else { Issue.record("\(String(describing: error))") }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await journal.write(next))
        try expectWhole(journal, items)
    }

    /// An earlier version filled the whole budget with rows.
    @Test func aJournalThatIsOverItsBudgetIsFoldedBeforeAnythingIsDeleted() async throws {
        let (_, first, items) = try await sealed(minutes: 30 * 60)
        let budget = try first.usedBytes()
        first.close()
        let journal = try Journal.open(path: path, maximumBytes: budget, now: now)
        #expect(journal.losses == [] && journal.notices == [])
        #expect(try journal.usedBytes() <= JournalBudget(bytes: budget).content)
        try expectWhole(journal, items)
        #expect(try journal.check().faults == [])
    }

    /// As after every other read of it.
    @Test func damageThatAFoldFindsIsLookedForAtTheNextStart() async throws {
        let (_, journal, _) = try await sealed()
        try await damageSamples(of: path)
        let error = await #expect(throws: JournalError.self) { _ = try await journal.nextFold() }
        if case .corrupt? = error {} else { Issue.record("\(String(describing: error))") }
        #expect(FileManager.default.fileExists(atPath: path + ".damaged"))
    }

    /// Of a file that is as full as its budget lets it be.
    @Test func aFullJournalIsFoldedAndHasSpaceAgain() async throws {
        let (_, first, items) = try await sealed(minutes: 30 * 60)
        let used = try first.usedBytes()
        first.close()
        let budget = used + used / 7 + 4096 * 4
        let journal = try Journal.open(path: path, maximumBytes: budget, now: now)
        #expect(try journal.portion(after: 0, limit: .max) == items)
        var (sequence, isFull) = ((items.last?.sequence ?? 0), false)
        while !isFull {
            do throws(JournalError) {
                try await journal.commit(batch(sequence + 1...sequence + 2))
                sequence += 2
            } catch { isFull = true }
        }
        #expect(try journal.usedBytes() > JournalBudget(bytes: budget).content / 20 * 19)
        #expect(try journal.usedBytes() <= JournalBudget(bytes: budget).content)
        while try await journal.fold() {}
        try await journal.commit(batch(sequence + 1...sequence + 2))
        try expectWhole(journal, items)
    }

    /// As a backup does, which may take minutes.
    @Test func aReaderOfAnOlderStateHoldsFoldingUpAndNotTheLogDown() async throws {
        var (site, journal, items) = try await sealed()
        let reader = try another()
        try await reader.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN")
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sample")
        }
        var sequence = site.next()
        while try logSize() <= 8 << 20 {
            try await journal.commit(batch(sequence...sequence + 999))
            sequence += 1000
        }
        let next = try await journal.nextFold()
        #expect(next == nil)
        try await reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await journal.fold())
        #expect(try journal.portion(after: 0, upTo: items.last?.sequence ?? 0, limit: .max) == items)
    }

    /// Debian's SQLite writes zeros over everything that is deleted by default.
    @Test func foldingAndDroppingWriteLittle() async throws {
        let (_, journal, _) = try await sealed(minutes: 600)
        let next = try #require(try await journal.nextFold())
        // A fold of 120 samples: the pages at its borders, and those above.
        try await emptyLog(journal)
        #expect(try await journal.write(next))
        #expect(try logSize() < 60_000)
        while try await journal.fold() {}
        try await emptyLog(journal)
        #expect(try await journal.dropOldest()?.count == 120)
        #expect(try logSize() < 60_000)
    }

    private func emptyLog(_ journal: Journal) async throws {
        _ = try await journal.pool.writeWithoutTransaction { try Syncs.truncateLog($0) }
    }

    private func logSize() throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int)
    }

    @Test func whatSecureDeleteWasIsAfterwards() async throws {
        let (_, journal, _) = try await sealed()
        let pragma = {
            try await journal.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA secure_delete") }
        }
        let before = try await pragma()
        #expect(try await journal.fold())
        _ = try await journal.dropOldest()
        #expect(try await pragma() == before)
    }
}
