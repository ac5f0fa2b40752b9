import Delivery
import Facilities
import Foundation
import Journal
import MQTT
import TestSupport
import Testing

@testable import Gateway
@testable import Uplinks

private let sites = [Facility.Code("NJ320104D000049")!, Facility.Code("NJ320104D000050")!]
private let start = Timestamp("2026-12-01T02:00:00Z")!

private func sample(_ sequence: Int64, readings: Int = 1) -> Kept<Sample> {
    let time = start + .seconds(sequence)
    let reading = Reading(.tsp, 100, .microgramPerCubicMetre)
    return Kept(
        sequence: sequence, facility: sites[0], time: time,
        Sample(device: DeviceID("b/1"), time: time, readings: Array(repeating: reading, count: readings)))
}

private func batch(_ sequences: ClosedRange<Int64>, readings: Int = 1) -> Batch {
    var batch = Batch()
    batch.samples = sequences.map { sample($0, readings: readings) }
    return batch
}

struct RecentTests {
    private let folder = try! TemporaryFolder()

    private func journal() throws -> Journal { try Journal.open(path: folder.path + "/j.sqlite", now: start) }

    @Test func itAnswersForWhatWasCommittedSinceItBeganAndForNothingBefore() {
        var recent = Recent(after: 10)
        #expect(recent.portion(after: 10, limit: 5) == [])
        #expect(recent.portion(after: 9, limit: 5) == nil)
        recent.take(batch(11...13))
        recent.take(batch(14...15))
        #expect(recent.portion(after: 10, limit: 5)?.map(\.sequence) == [11, 12, 13, 14, 15])
        #expect(recent.portion(after: 11, limit: 3)?.map(\.sequence) == [12, 13, 14])
        #expect(recent.portion(after: 15, limit: 3) == [])
    }

    @Test func sequencesThatWereNeverCommittedAreNoHole() {
        var recent = Recent(after: 0)
        recent.take(batch(1...2))
        recent.take(batch(9...10))
        #expect(recent.portion(after: 1, limit: 9)?.map(\.sequence) == [2, 9, 10])
    }

    @Test func meansAreLeftToTheJournal() {
        var recent = Recent(after: 0)
        recent.take(batch(1...2))
        var means = batch(3...3)
        means.summaries = [
            Summary(sequence: 4, facility: sites[0], device: DeviceID("b/1"), interval: .hour, start: start)
        ]
        recent.take(means)
        recent.take(batch(5...6))
        #expect(recent.portion(after: 2, limit: 9) == nil)
        #expect(recent.portion(after: 3, limit: 9) == nil)
        #expect(recent.portion(after: 4, limit: 9)?.map(\.sequence) == [5, 6])
    }

    @Test func aCommitWithoutSequencesChangesNothing() {
        var recent = Recent(after: 0)
        recent.take(batch(1...2))
        var progress = Batch()
        progress.progress["broker"] = UplinkProgress(live: 2)
        recent.take(progress)
        #expect(recent.portion(after: 0, limit: 9)?.count == 2)
    }

    @Test func theOldestAreDroppedByNumberAndByBytes() {
        var recent = Recent(after: 0)
        for first in stride(from: Int64(1), to: 5000, by: 10) {
            recent.take(batch(first...first + 9))
            #expect(recent.count <= Recent.largestCount)
        }
        #expect(recent.portion(after: 4990, limit: 99)?.count == 10)
        #expect(recent.portion(after: 0, limit: 1) == nil)
        for first in stride(from: Int64(5001), to: 5201, by: 10) {
            recent.take(batch(first...first + 9, readings: 1000))
            #expect(recent.bytes <= Recent.largestBytes)
        }
        #expect(recent.portion(after: 5190, limit: 99)?.count == 10)
        #expect(recent.portion(after: 5000, limit: 1) == nil)
    }

    @Test func aCommitThatIsTooLargeIsLeftToTheJournal() {
        var recent = Recent(after: 0)
        recent.take(batch(1...3000))
        #expect(recent.portion(after: 0, limit: 1) == nil)
        #expect(recent.portion(after: 3000, limit: 1) == [])
        #expect((recent.count, recent.bytes) == (0, 0))
    }

    /// Random batches with samples of some devices, entries of every kind, means and sequences that were given and lost.
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func itsPagesAreThoseOfTheJournal(seed: UInt64) async throws {
        var dice = SplitMix(seed: seed)
        let journal = try journal()
        var recent = Recent(after: try journal.lastSequence())
        var sequence: Int64 = 0
        var answered = 0
        for _ in 0..<60 {
            let batch = RandomBatch.make(after: &sequence, sites, start, &dice)
            try await journal.commit(batch)
            recent.take(batch)
            for _ in 0..<4 {
                let after = Int64.random(in: max(0, sequence - 40)...sequence, using: &dice)
                let limit = Int.random(in: 1...30, using: &dice)
                guard let page = recent.portion(after: after, limit: limit) else { continue }
                let stored = try journal.portion(after: after, limit: limit)
                #expect(page.map(\.sequence) == stored.map(\.sequence))
                #expect(messages(page) == messages(stored))
                answered += 1
            }
            if Int.random(in: 0..<6, using: &dice) == 0 { recent.drop(upTo: sequence - 10) }
            recent.isWanted = Int.random(in: 0..<20, using: &dice) > 0
        }
        #expect(answered > 60)
    }

    private func messages(_ items: [Item]) -> [String] {
        let topics = Topics(prefix: "mashang/2", gateway: "G")
        return packed(items, topics).map { message in
            "\(message.topic) \(String(decoding: message.payload, as: UTF8.self))"
        }
    }
}
