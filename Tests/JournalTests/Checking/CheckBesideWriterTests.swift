import Facilities
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Journal

/// A check reads a sealed range at a time. What is written, folded and deleted between its reads is no fault, and is not held up.
@Suite struct CheckBesideWriterTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func sealed(minutes: Int) async throws -> (SealedJournal, Journal) {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<minutes)
        try await site.seal(journal, at: now + .minutes(minutes))
        return (site, journal)
    }

    /// Checks a journal, and does something between two of its reads.
    private func check(
        _ journal: Journal, between work: @escaping @Sendable (Int) throws -> Void
    ) throws -> (check: JournalCheck, reads: Int) {
        let reads = Mutex(0)
        let failure = Mutex<(any Error)?>(nil)
        let check = try journal.check(onProgress: { progress in
            #expect((0...1).contains(progress))
            let number = reads.withLock { reads in
                reads += 1
                return reads
            }
            do { try work(number) } catch { failure.withLock { $0 = error } }
        })
        if let error = failure.withLock({ $0 }) { throw error }
        return (check, reads.withLock { $0 })
    }

    @Test func theLogCanBeginAgainBetweenTwoReads() async throws {
        let (_, journal) = try await sealed(minutes: 250)
        let found = try check(journal) { [journal] number in
            try journal.pool.writeWithoutTransaction { db in
                try db.execute(
                    sql: "INSERT OR REPLACE INTO counter (name, value) VALUES ('test', ?)", arguments: [number])
                // The first column says whether somebody who reads kept it from that.
                #expect(try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0)
            }
        }
        #expect(found.check.faults == [] && found.check.seals == 4 && found.reads >= 4)
    }

    @Test func whatIsFoldedMeanwhileIsWhole() async throws {
        let (_, journal) = try await sealed(minutes: 250)
        let before = try journal.check()
        let found = try check(journal) { [journal] _ in
            guard let next = try journal.pool.read({ try NextFold($0, behind: nil) }) else { return }
            #expect(try journal.pool.writeWithoutTransaction { try next.write(upTo: .max, journal.syncLevel, $0) })
        }
        #expect(found.check == before)
        #expect(try await journal.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM fold") } == 4)
    }

    /// Before the walk comes there and behind it; the loss stands in the file, or in an entry that came since.
    @Test(arguments: [1, 2, 3, 4]) func whatIsDeletedForSpaceMeanwhileIsNoFault(after read: Int) async throws {
        let (_, journal) = try await sealed(minutes: 250)
        while try await journal.fold() {}
        let found = try check(journal) { [journal] number in
            guard number == read else { return }
            for _ in 1...3 {
                let loss = try journal.pool.writeWithoutTransaction { try Space.dropOldest($0) }
                #expect(loss != nil)
            }
        }
        #expect(found.check.faults == [])
        #expect(try journal.check().faults == [])
    }

    @Test func whatComesMeanwhileIsLeftToTheNextCheck() async throws {
        let (site, journal) = try await sealed(minutes: 190)
        let (reads, resume) = AsyncStream<Void>.makeStream()
        let gate = DispatchSemaphore(value: 0)
        async let found = journal.aside { journal in
            try journal.check(onProgress: { _ in
                resume.yield()
                gate.wait()
            })
        }
        var (other, read) = (site, 0)
        for await _ in reads {
            read += 1
            try await other.fill(journal, minutes: 190 + read..<191 + read)
            if read == 2 { try await other.seal(journal, at: now + .minutes(400)) }
            gate.signal()
            if read == 3 { break }
        }
        // Nobody waits any more.
        for _ in 0..<100 { gate.signal() }
        #expect(try await found.faults == [])
        let after = try journal.check()
        #expect(after.faults == [] && after.seals == 4)
    }
}
