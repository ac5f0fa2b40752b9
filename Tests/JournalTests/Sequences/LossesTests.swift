import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

struct LossesTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func open() throws -> Journal { try Journal.open(path: path, now: now) }

    private func batch(_ sequences: ClosedRange<Int64>) -> Batch {
        var batch = Batch()
        batch.samples = sequences.map { sample($0, [Reading(.pm10, 25, .microgramPerCubicMetre)]) }
        return batch
    }

    private func entry(_ sequence: Int64, _ loss: Loss) -> Batch {
        var batch = Batch()
        batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: now, .loss(loss))]
        return batch
    }

    /// Even if the gateway is killed between the two.
    @Test func whatWasDroppedIsALossUntilAnEntryCoversIt() async throws {
        let journal = try open()
        try await journal.commit(batch(1...100))
        #expect(try await journal.dropOldest() == Loss(from: 1, to: 10, count: 10, reason: .full))
        let second = try #require(try await journal.dropOldest())
        journal.close()
        let next = try open()
        let whole = Loss(from: 1, to: second.to, count: 10 + (second.count ?? 0), reason: .full)
        #expect(next.losses == [whole])
        try await next.commit(entry(101, Loss(from: 1, to: 10, count: 10, reason: .full)))
        next.close()
        let third = try open()
        #expect(third.losses == [second])
        try await third.commit(entry(102, second))
        third.close()
        #expect(try open().losses == [])
    }

    /// The gateway is killed before an entry says it.
    @Test func whatMemoryDroppedStandsInTheFileWithWhatIsCommittedBehindIt() async throws {
        let journal = try open()
        var batch = batch(1...10)
        let half = batch.bytes / 2
        let dropped = batch.dropOldest(half)
        try await journal.commit(batch)
        var next = self.batch(11...20)
        let more = next.dropOldest(1)
        try await journal.commit(next)
        #expect(try journal.check().faults == [])
        journal.close()
        let later = try open()
        let loss = try #require(more).joined(behind: dropped)
        #expect(later.losses == [loss])
        try await later.commit(entry(21, loss))
        #expect(try later.check().faults == [])
        later.close()
        #expect(try open().losses == [])
    }

    @Test func anEntryInTheSameCommitCoversWhatWasDropped() async throws {
        let journal = try open()
        var batch = batch(1...10)
        let dropped = batch.dropOldest(1)
        batch.append(entry(11, try #require(dropped)))
        try await journal.commit(batch)
        #expect(try journal.check().faults == [])
        journal.close()
        #expect(try open().losses == [])
    }

    /// Between the counting of a loss and the commit of its entry, more is lost in the same range.
    @Test(
        arguments: [
            ("(11, 'full')", 11), ("(4, 'full')", 4), ("(NULL, 'full')", nil), ("(4, 'memory')", 4),
        ] as [(String, Int64?)]) func anEntryCoversWhatItCountsAndNotWhatWasLostSince(row: String, left: Int64?)
        async throws
    {
        let journal = try open()
        try await journal.commit(batch(1...100))
        let loss = try #require(try await journal.dropOldest())
        journal.close()
        let values = row.dropFirst().dropLast()
        try await DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO loss (first, last, count, reason) VALUES (3, 8, \(values))")
        }
        let next = try open()
        try await next.commit(entry(101, loss))
        next.close()
        #expect(try open().losses.map(\.count) == [left])
    }

    @Test func anEntryOfAPartLeavesTheRest() async throws {
        let journal = try open()
        try await journal.commit(batch(1...100))
        let loss = try #require(try await journal.dropOldest())
        try await journal.commit(entry(101, Loss(from: loss.from, to: 4, count: 4, reason: .full)))
        journal.close()
        #expect(try open().losses == [Loss(from: loss.from, to: loss.to, count: (loss.count ?? 0) - 4, reason: .full)])
    }

    @Test func aLossOfAnotherReasonCoversNothing() async throws {
        let journal = try open()
        try await journal.commit(batch(1...100))
        _ = try await journal.dropOldest()
        try await journal.commit(entry(101, Loss(from: 1, to: 100, count: 10, reason: .memory)))
        journal.close()
        #expect(try open().losses.count == 1)
    }

    @Test func aQuarantinedFileIsALoss() async throws {
        try Data("damaged".utf8).write(to: URL(filePath: path))
        let journal = try open()
        let loss = Loss(from: 1, to: now.milliseconds, count: nil, reason: .damaged)
        #expect(journal.quarantinedFile != nil && journal.losses == [loss])
        // Nothing waits for a broker.
        #expect(try journal.progress(of: "broker")?.backlog(upTo: journal.lastSequence()) == 0)
        journal.close()
        let next = try open()
        #expect(next.quarantinedFile == nil && next.losses == [loss])
        try await next.commit(entry(now.milliseconds + 1, loss))
        next.close()
        #expect(try open().losses == [])
    }

    @Test func whatCouldNotBeWrittenAtTheEndIsALossAndItsSequencesAreNotGivenAgain() async throws {
        let loss = Loss(from: 5, to: 9, count: 5, reason: .ended)
        do {
            let journal = try open()
            try await journal.commit(batch(1...4))
            #expect(journal.noteUnkept(loss))
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: path + ".unkept")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let next = try open()
        #expect(next.losses == [loss])
        #expect(try next.lastSequence() == 9)
        #expect(!FileManager.default.fileExists(atPath: path + ".unkept"))
        // A crash right after it was taken leaves the note.
        next.noteUnkept(loss)
        next.close()
        #expect(try open().losses == [loss])
    }

    @Test(arguments: ["", "{", "[1]", #"{"from":9,"to":5,"reason":"ended"}"#, #"{"from":1,"to":5,"reason":"later"}"#])
    func aNoteThatCannotBeReadIsRenamedAndSaid(text: String) throws {
        try open().close()
        try Data(text.utf8).write(to: URL(filePath: path + ".unkept"))
        let journal = try open()
        #expect(journal.losses == [])
        #expect(journal.notices.map { $0.contains(path + ".unkept") } == [true])
        #expect(try String(contentsOfFile: path + ".unkept.unreadable", encoding: .utf8) == text)
        #expect(!FileManager.default.fileExists(atPath: path + ".unkept"))
    }

    /// The clock of a gateway without a battery starts in 1970.
    @Test func aQuarantineWithAWrongClockGivesNoSequenceTwice() async throws {
        let journal = try open()
        try await journal.commit(batch(5_000_000...5_000_010))
        try await damageSamples(of: path)
        await #expect(throws: JournalError.self) { try await journal.commit(batch(5_000_011...5_000_012)) }
        journal.close()
        let next = try Journal.open(path: path, now: Timestamp(milliseconds: 1000))
        #expect(next.quarantinedFile != nil)
        #expect(try next.lastSequence() > 5_000_012)
    }
}
