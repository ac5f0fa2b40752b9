import Facilities
import Foundation
import Journal
import TestSupport
import Testing

struct CopyingTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }
    private var copy: String { folder.path + "/copy.sqlite" }

    /// Open, as that of a gateway that runs; the broker has 5 of 8.
    private func filled() async throws -> Journal {
        let journal = try Journal.open(path: path, now: now)
        var batch = Batch()
        batch.samples = [3, 5].map { sample($0, [Reading(.pm10, 25, .microgramPerCubicMetre)]) }
        batch.entries = [entry(7), entry(8)]
        batch.progress = ["broker": UplinkProgress(live: 5)]
        try await journal.commit(batch)
        return journal
    }

    @Test func aCopyHasAllOfAJournalThatIsWrittenTo() async throws {
        let journal = try await filled()
        try Journal.copy(path, to: copy, now: now)
        let copied = try Journal.reading(path: copy)
        #expect(try copied.portion(after: 0, limit: 10) == journal.portion(after: 0, limit: 10))
        #expect(try copied.ledgerHead() == journal.ledgerHead() && copied.ledgerFaults() == [])
        #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        // The original continues as before.
        var batch = Batch()
        batch.entries = [entry(9)]
        try await journal.commit(batch)
        journal.close()
        #expect(try Journal.open(path: path, now: now + .hours(1)).lastSequence() == 9)
    }

    @Test(arguments: [(Duration.hours(24), Int64(86_400_000)), (.hours(-1), 1_000_000_000)])
    func aCopyGoesOnBehindWhatItsOriginalMayHaveGivenOut(_ later: Duration, _ count: Int64) async throws {
        _ = try await filled()
        try Journal.copy(path, to: copy, now: now)
        let journal = try Journal.open(path: copy, now: now + later)
        #expect(journal.skippedSequences == 9...8 + count)
        #expect(journal.losses == [Loss(from: 9, to: 8 + count, count: nil, reason: .restored)])
        #expect(try journal.lastSequence() == 8 + count)
        // What the broker lacks still is what the copy has, and no more.
        let progress = try #require(try journal.progress(of: "broker"))
        #expect(progress.gaps == [6...8] && progress.backlog(upTo: 8 + count) == 3)
        journal.close()
        let again = try Journal.open(path: copy, now: now + later + .hours(1))
        #expect(again.skippedSequences == nil)
        #expect(try again.lastSequence() == 8 + count)
    }

    @Test func nothingIsOverwrittenAndNothingHalfIsLeft() async throws {
        _ = try await filled()
        try Data("mine".utf8).write(to: URL(filePath: copy))
        #expect(throws: JournalError.self) { try Journal.copy(path, to: copy, now: now) }
        #expect(try Data(contentsOf: URL(filePath: copy)) == Data("mine".utf8))
        #expect(throws: JournalError.self) { try Journal.copy(folder.path + "/none", to: copy + "2", now: now) }
        #expect(throws: JournalError.self) { try Journal.copy(path, to: folder.path + "/none/copy", now: now) }
        #expect(!FileManager.default.fileExists(atPath: copy + "2"))
    }
}
