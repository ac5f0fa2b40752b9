import Delivery
import Facilities
import Journal
import TestSupport
import Testing

private let site = Facility.Code("NJ320104D000049")!
private let other = Facility.Code("NJ320104D000050")!
private let start = Timestamp("2026-12-01T02:00:00Z")!

private func sample(_ sequence: Int64, at code: Facility.Code = site) -> Kept<Sample> {
    let time = start + .seconds(sequence)
    let reading = Reading(.tsp, 100, .microgramPerCubicMetre)
    return Kept(
        sequence: sequence, facility: code, time: time,
        Sample(device: DeviceID("b/1"), time: time, readings: [reading]))
}

private func loss(_ sequence: Int64, at code: Facility.Code?) -> KeptEntry {
    KeptEntry(
        sequence: sequence, facility: code, time: start + .seconds(sequence),
        .loss(Loss(from: 1, to: 1, count: 1, reason: .full)))
}

private func quarantined(_ sequence: Int64, of uplink: String = "bureau") -> Quarantined {
    Quarantined(
        uplink: uplink, sequence: sequence, stream: ItemStream(site, .events), size: 70_000, reason: "tooLarge",
        time: start)
}

/// What the journal keeps of uplinks, and what it reads for them.
struct UplinkTablesTests {
    private let folder = try! TemporaryFolder()

    private func journal() throws -> Journal { try Journal.open(path: folder.path + "/j.sqlite", now: start) }

    @Test func whatIsQuarantinedIsNamedAfterARestartEachOnce() async throws {
        let journal = try journal()
        var batch = Batch()
        batch.quarantined = [quarantined(7), quarantined(5), quarantined(7), quarantined(9, of: "owner")]
        #expect(!batch.isEmpty)
        try await journal.commit(batch)
        journal.close()
        let next = try self.journal()
        #expect(try next.quarantined(of: "bureau") == [quarantined(5), quarantined(7)])
        #expect(try next.quarantined(of: "owner").map(\.sequence) == [9])
    }

    @Test func ofQuarantineTheNewestTenThousandAreRemembered() async throws {
        let journal = try journal()
        var batch = Batch()
        batch.quarantined = (1...10_005).map { quarantined($0) }
        try await journal.commit(batch)
        let kept = try journal.quarantined(of: "bureau").map(\.sequence)
        #expect(kept == Array(6...10_005))
    }

    @Test func topicsAreRememberedUntilTheyAreEmptied() async throws {
        let journal = try journal()
        var batch = Batch()
        batch.retained = ["p/a", "p/b", "p/a"].map { RetainedTopic(uplink: "bureau", topic: $0, isRetained: true) }
        try await journal.commit(batch)
        #expect(try journal.retainedTopics(of: "bureau") == ["p/a", "p/b"])
        batch.retained = [RetainedTopic(uplink: "bureau", topic: "p/a", isRetained: false)]
        try await journal.commit(batch)
        #expect(try journal.retainedTopics(of: "bureau") == ["p/b"] && journal.retainedTopics(of: "owner").isEmpty)
    }

    @Test func whatIsKeptOfAnUplinkGoesWithItsName() async throws {
        let journal = try journal()
        let day = start.day(utcOffset: 28_800)
        var batch = Batch()
        batch.progress = ["broker": UplinkProgress(live: 4)]
        batch.delivered = [Delivered(uplink: "broker", facility: site, device: DeviceID("b/1"), day: day, samples: 3)]
        batch.quarantined = [quarantined(2, of: "broker")]
        batch.retained = [RetainedTopic(uplink: "broker", topic: "p/a", isRetained: true)]
        try await journal.commit(batch)
        var renaming = Batch()
        renaming.renamedUplinks = ["broker": "bureau"]
        try await journal.commit(renaming)
        #expect(try journal.uplinks() == ["bureau": UplinkProgress(live: 4)])
        #expect(try journal.delivered(by: "bureau", at: site, on: day...day) == [DeviceID("b/1"): [day: 3]])
        #expect(try journal.quarantined(of: "bureau").count == 1 && journal.retainedTopics(of: "bureau") == ["p/a"])
        #expect(try journal.quarantined(of: "broker").isEmpty && journal.retainedTopics(of: "broker").isEmpty)
    }

    @Test func aStretchOfOneStreamHasNothingOfAnother() async throws {
        let journal = try journal()
        var batch = Batch()
        batch.samples = [sample(1), sample(2, at: other), sample(4), sample(6)]
        batch.entries = [loss(3, at: site), loss(5, at: nil), loss(7, at: other)]
        try await journal.commit(batch)
        func portion(_ stream: ItemStream?, after: Int64 = 0, limit: Int = 9) async throws -> (
            items: [Int64], end: Int64
        ) {
            let portion = try await journal.portion(PortionRequest(after: after, upTo: 7, limit: limit, stream: stream))
            return (portion.items.map(\.sequence), portion.end)
        }
        #expect(try await portion(nil) == ([1, 2, 3, 4, 5, 6, 7], 7))
        #expect(try await portion(ItemStream(site, .readings)) == ([1, 4, 6], 7))
        #expect(try await portion(ItemStream(site, .readings), after: 1, limit: 1) == ([4], 4))
        #expect(try await portion(ItemStream(site, .events)) == ([3], 7))
        #expect(try await portion(ItemStream(nil, .events)) == ([5], 7))
        #expect(try await portion(ItemStream(other, .means)) == ([], 7))
    }

    @Test func aTimeLeadsToTheSequenceBeforeIt() async throws {
        let journal = try journal()
        #expect(try journal.lastSequence(before: start) == 0)
        var batch = Batch()
        batch.samples = [sample(1), sample(2), sample(8)]
        batch.entries = [loss(5, at: nil)]
        try await journal.commit(batch)
        #expect(try journal.lastSequence(before: start) == 0)
        #expect(try journal.lastSequence(before: start + .seconds(2)) == 1)
        #expect(try journal.lastSequence(before: start + .seconds(3)) == 4)
        #expect(try journal.lastSequence(before: start + .seconds(8)) == 7)
        #expect(try journal.lastSequence(before: start + .seconds(9)) == 8)
    }
}
