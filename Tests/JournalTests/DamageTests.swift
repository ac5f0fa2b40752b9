import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

struct DamageTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func batch(_ sequence: Int64) -> Batch {
        var batch = Batch()
        batch.samples = [sample(sequence, [Reading(.pm10, 25, .microgramPerCubicMetre)])]
        return batch
    }

    private func useDamaged() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1))
        try await damageSamples(of: path)
        let error = await #expect(throws: JournalError.self) { try await journal.commit(batch(2)) }
        #expect("\(error, default: "")".hasPrefix("the journal is damaged"))
    }

    /// Opening looks at no sample, and would take the file for a good one each time.
    @Test func whatACommitFindsDamagedIsPutAsideByTheNextOpening() async throws {
        try await useDamaged()
        let next = try Journal.open(path: path, now: now)
        #expect(next.quarantinedFile == path + ".corrupt-2026-11-23T020000Z")
        try await next.commit(batch(now.milliseconds + 1))
        #expect(try next.portion(after: 0, limit: 3).count == 1)
        next.close()
        #expect(try Journal.open(path: path, now: now).quarantinedFile == nil)
    }

    @Test func aFaultThatHasPassedIsNoReasonToPutAFileAside() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1))
        journal.noteDamage()
        journal.close()
        let next = try Journal.open(path: path, now: now)
        #expect(next.quarantinedFile == nil)
        #expect(try next.portion(after: 0, limit: 3) == batch(1).samples.map(Item.sample))
        next.close()
        // Its damage of later is looked for only when it is noted again.
        try await damageSamples(of: path)
        #expect(try Journal.open(path: path, now: now).quarantinedFile == nil)
    }

    /// A bit that has turned in a sample's values: SQLite has no check sum, and every start would end there.
    @Test func aSampleThatCannotBeReadHasNoValues() async throws {
        let journal = try Journal.open(path: path, now: now)
        try await journal.commit(batch(1))
        try await journal.commit(batch(2))
        try await DatabaseQueue(path: path).write {
            try $0.execute(sql: "UPDATE sample SET data = X'09' WHERE sequence = 1")
        }
        #expect(try Journal.reading(path: path).portion(after: 0, limit: 9).count == 2)
        #expect(!FileManager.default.fileExists(atPath: path + ".damaged"))
        #expect(try journal.portion(after: 0, limit: 9) == [.sample(sample(1, [])), .sample(batch(2).samples[0])])
        #expect(FileManager.default.fileExists(atPath: path + ".damaged"))
        journal.close()
        let next = try Journal.open(path: path, now: now)
        #expect(next.quarantinedFile == nil)
        #expect(try next.portion(after: 0, limit: 9).count == 2)
    }
}
