import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

struct SpaceTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    /// By a connection that is closed again: its descriptors are another file's afterwards.
    private func emptyLog() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try queue.close()
    }

    private var size: Int64 { journalSize(path) }

    /// SQLite says the same of a full disk and of a full budget.
    @Test func aFullDiskIsNoFullBudget() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1...10))
        // Then nothing is read from the log any more.
        try emptyLog()
        let log = try Descriptors(of: path + "-wal")
        #expect(!log.isEmpty)
        log.point(to: "/dev/full")
        let error = await #expect(throws: JournalError.self) { try await journal.commit(batch(11...20)) }
        if case .diskFull? = error {} else { Issue.record("\(String(describing: error))") }
        #expect("\(String(describing: error))".contains("disk is full"))
        log.restore()
        try await journal.commit(batch(11...20))
        #expect(try journal.portion(after: 0, limit: 99).count == 20)
    }

    /// Freed pages are free again: what was deleted does not count against the budget.
    @Test func aFullBudgetIsNoFullDisk() async throws {
        let journal = try Journal.open(path: path, maximumBytes: 400_000, now: now)
        var (sequence, error) = (Int64(0), JournalError?.none)
        while error == nil {
            do {
                try await journal.commit(batch(sequence + 1...sequence + 20))
                sequence += 20
            } catch let failure { error = failure }
        }
        if case .full? = error {} else { Issue.record("\(String(describing: error))") }
        #expect(try journal.lastSequence() == sequence)
        for _ in 0..<3 { _ = try await journal.dropOldest() }
        try await journal.commit(batch(sequence + 1...sequence + 20))
    }

    @Test func aSyncWithoutContentIsWritten() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1...1))
        var sync = Batch()
        sync.durable = true
        #expect(!sync.isEmpty)
        for _ in 0..<3 {
            let before = size
            try await journal.commit(sync)
            #expect(size > before)
        }
    }

    /// The old -wal may have a hole: it is written again, byte for byte, before anything is added to it.
    @Test func afterAnErrorTheLogIsWrittenAgain() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1...10))
        try emptyLog()
        let log = try Descriptors(of: path + "-wal")
        log.point(to: "/dev/null", O_RDONLY)
        await #expect(throws: JournalError.self) { try await journal.commit(batch(11...20)) }
        log.restore()
        let before = try Data(contentsOf: URL(filePath: path + "-wal"))
        try await journal.commit(batch(11...400))
        #expect(!journal.state.doubtsSyncs)
        let after = try Data(contentsOf: URL(filePath: path + "-wal"))
        #expect(after.count > before.count)
        #expect(try journal.portion(after: 0, limit: 999).count == 400)
    }

    @Test func aLogThatIsWrittenAgainIsTheSame() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1...2000))
        let before = try Data(contentsOf: URL(filePath: path + "-wal"))
        #expect(before.count > 100_000)
        try Syncs.writeLogAgain(path)
        #expect(try Data(contentsOf: URL(filePath: path + "-wal")) == before)
        try Syncs.writeLogAgain(folder.path + "/nothing")
    }
}
