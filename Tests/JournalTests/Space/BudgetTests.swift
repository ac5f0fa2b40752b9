import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

struct BudgetTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private var size: Int64 { journalSize(path) }

    /// 40 MiB that are to be 16.
    @Test func aBudgetSmallerThanTheFileFreesSpaceAndStarts() async throws {
        let samples: Int64 = 48_000
        do {
            let journal = try Journal.open(path: path, now: now)
            for first in stride(from: Int64(1), through: samples, by: 1000) {
                try await journal.commit(batch(first...first + 999))
            }
        }
        #expect(size > 40 << 20)
        let journal = try Journal.open(path: path, maximumBytes: 16 << 20, now: now)
        try await journal.commit(batch(samples + 1...samples + 10))
        #expect(try journal.portion(after: samples, limit: 99).count == 10)
        #expect(size < 21 << 20)
        let left = try await DatabaseQueue(path: path).read { db in
            (
                first: try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM sample") ?? 0,
                count: try Int64.fetchOne(db, sql: "SELECT count(*) FROM sample") ?? 0
            )
        }
        #expect(journal.losses == [Loss(from: 1, to: left.first - 1, count: samples + 10 - left.count, reason: .full)])
    }

    /// The ledger is never deleted: it is said, and the gateway starts.
    @Test func entriesAloneMayBeOverTheBudget() async throws {
        do {
            let journal = try Journal.open(path: path, now: now)
            var batch = Batch()
            batch.entries = (1...3000).map(entry)
            try await journal.commit(batch)
        }
        let journal = try Journal.open(path: path, maximumBytes: 100_000, now: now)
        #expect(journal.notices.map { $0.contains("alone take more than the journal's budget") } == [true])
        #expect(journal.losses == [])
        #expect(try journal.ledgerHead().count == 3000)
    }

    /// While samples are deleted, too.
    @Test func theLogStaysSmall() async throws {
        let journal = try Journal.open(path: path, now: now)
        for first in stride(from: Int64(1), through: 30_000, by: 1000) {
            try await journal.commit(batch(first...first + 999, readings: 400))
        }
        let before = size
        for _ in 0..<3 { _ = try await journal.dropOldest() }
        #expect(size - before < 16 << 20)
    }
}
