import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// What a commit costs the disk.
@Suite(.timeLimit(.minutes(5))) struct WrittenBytesTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func size(_ suffix: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path + suffix)[.size] as? Int ?? 0
    }

    /// Four pages of 4,096 bytes were written for it.
    @Test func aCommitOfOneSampleWritesFewBytes() async throws {
        let journal = try Journal.open(path: path, now: now)
        let readings = (0..<40).map { Reading(Quantity(rawValue: "w\($0)")!, Double($0) / 10, .one) }
        for sequence in Int64(1)...50 {
            var batch = Batch()
            batch.samples = [sample(sequence, readings)]
            let before = try size("-wal")
            try await journal.commit(batch)
            if sequence > 1 { #expect(try size("-wal") - before <= 6 * 1048, "\(sequence)") }
        }
    }

    /// A checkpoint writes each page once, however often it is in the -wal: it comes when the -wal is long, and no sooner.
    @Test func theLogIsMovedWhenItIsLong() async throws {
        let journal = try Journal.open(path: path, now: now)
        var (longest, sequence) = (0, Int64(1))
        // 14 MiB at least.
        for _ in 0..<900 {
            try await journal.commit(batch(sequence...sequence + 19))
            sequence += 20
            longest = max(longest, try size("-wal"))
        }
        #expect(longest > 3 << 20 && longest < 5 << 20, "\(longest)")
        #expect(try size("") > 8 << 20)
    }

    /// What is there keeps its pages.
    @Test func aFileWithOtherPagesIsUsedAsItIs() async throws {
        try await DatabaseQueue(path: path).writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA page_size = 4096; VACUUM; CREATE TABLE other (a)")
            try db.execute(sql: "DROP TABLE other")
        }
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.pageBytes == 4096)
        try await journal.commit(batch(1...100))
        #expect(try journal.portion(after: 0, limit: 999).count == 100)
    }
}
