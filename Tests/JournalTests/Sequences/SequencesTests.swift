import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

struct SequencesTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func batch(_ kind: String, _ sequence: Int64) -> Batch {
        var batch = Batch()
        switch kind {
        case "sample": batch.samples = [sample(sequence, [Reading(.pm10, 1, .microgramPerCubicMetre)])]
        case "entry": batch.entries = [entry(sequence)]
        default: batch.minutes = [minute(sequence, [column(.pm10, [1])], after: Int(sequence))]
        }
        return batch
    }

    @Test(arguments: ["sample", "entry", "mean"], ["sample", "entry", "mean"])
    func aSequenceIsNeverGivenToTwoThings(first: String, second: String) async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(first, 5))
        await #expect(throws: JournalError.self) { try await journal.commit(batch(second, 5)) }
        #expect(try journal.portion(after: 0, limit: 9).count == 1)
        try await journal.commit(batch(second, 6))
    }

    @Test(arguments: ["sample", "entry", "mean"], [0, -1] as [Int64])
    func aSequenceIsAtLeastOne(kind: String, sequence: Int64) async throws {
        let journal = try Journal.open(path: path, now: now)
        await #expect(throws: JournalError.self) { try await journal.commit(batch(kind, sequence)) }
    }
}
