import Facilities
import Foundation
import TestSupport
import Testing

@testable import Journal

private let journalBoot = Boot("1ab5e1f6-6c0d-4c4b-9b4a-0c5b9a9f0e55")
private let next = Boot("9ab5e1f6-6c0d-4c4b-9b4a-0c5b9a9f0e55")

/// What the broker has may be lost on the disk: its sequences are not given again.
struct ReserveTests {
    private let folder = try! TemporaryFolder()

    private func open(_ name: String = "journal.sqlite", boot: Boot?) throws -> Journal {
        try Journal.open(path: folder.path + "/" + name, boot: boot, now: now)
    }

    private func batch(_ sequences: ClosedRange<Int64>) -> Batch {
        var batch = Batch()
        batch.samples = sequences.map { sample($0, [Reading(.pm10, 25, .microgramPerCubicMetre)]) }
        return batch
    }

    /// The files as they are while the gateway runs, as a kill leaves them.
    private func kill(_ name: String) throws {
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: folder.path + "/journal.sqlite" + suffix, toPath: folder.path + "/" + name + suffix)
        }
    }

    @Test func afterAKillSequencesContinue() async throws {
        let journal = try open(boot: journalBoot)
        try await journal.commit(batch(1...10))
        try kill("killed")
        let killed = try open("killed", boot: journalBoot)
        #expect(try (killed.lastSequence(), killed.losses) == (10, []))
    }

    @Test(arguments: [next, nil]) func afterAPowerCutTheyContinueBehindAllThatMayHaveBeenGiven(_ boot: Boot?)
        async throws
    {
        let journal = try open(boot: journalBoot)
        try await journal.commit(batch(1...10))
        try kill("cut")
        // These were given and are not in the copy.
        try await journal.commit(batch(11...5000))
        let cut = try open("cut", boot: boot)
        let last = try cut.lastSequence()
        #expect(last > 5000)
        #expect(cut.losses == [Loss(from: 11, to: last, count: nil, reason: .power)])
        var progress = UplinkProgress(live: last)
        #expect(progress.backlog(upTo: try cut.lastSequence()) == 0)
        progress.connected(last: last)
    }

    @Test func afterACleanEndNothingIsSkipped() async throws {
        let journal = try open(boot: journalBoot)
        try await journal.commit(batch(1...10))
        journal.close()
        let again = try open(boot: next)
        #expect(try (again.lastSequence(), again.losses) == (10, []))
    }

    @Test func noCommitGoesPastTheReserve() async throws {
        let journal = try open(boot: journalBoot)
        try await journal.commit(batch(1...1))
        try await journal.commit(batch(99_999...100_001))
        try kill("first")
        try await journal.commit(batch(100_002...100_002))
        try kill("second")
        let first = try open("first", boot: next).lastSequence()
        #expect(first == 100_001)
        #expect(try open("second", boot: next).lastSequence() > 150_000)
    }

    @Test(arguments: ["", "x", "1ab5e1f6", "1ab5e1f6-6c0d-4c4b-9b4a-0c5b9a9f0e5g"]) func whatIsNoBootIsNone(
        _ text: String
    ) {
        #expect(Boot(text) == nil || text.hasSuffix("g"))
    }

    @Test func theKernelsTextAndSystemdsAreTheSameBoot() {
        #expect(Boot("1ab5e1f6-6c0d-4c4b-9b4a-0c5b9a9f0e55\n") == Boot("1ab5e1f66c0d4c4b9b4a0c5b9a9f0e55"))
        #expect(Boot.current != nil)
    }
}
