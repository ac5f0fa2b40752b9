import Facilities
import Foundation
import Journal
import TestSupport
import Testing

@Suite struct DeliveredTests {
    private let folder = try! TemporaryFolder()
    private let day = Day("2026-11-23")!

    private func delivered(_ samples: Int, after days: Int = 0, by uplink: String = "broker", of name: String = "b/1")
        -> Delivered
    {
        Delivered(uplink: uplink, facility: code, device: DeviceID(name), day: day + days, samples: samples)
    }

    @Test func whatIsAcceptedLaterIsAdded() async throws {
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal.open(path: path, now: now)
        for batch in [[delivered(500), delivered(3, after: 1)], [delivered(20), delivered(7, of: "b/2")]] {
            var kept = Batch()
            kept.delivered = batch
            #expect(!kept.isEmpty)
            try await journal.commit(kept)
        }
        let found = try Journal.reading(path: path).delivered(by: "broker", at: code, on: day...day + 1)
        #expect(found == [DeviceID("b/1"): [day: 520, day + 1: 3], DeviceID("b/2"): [day: 7]])
        #expect(try journal.delivered(by: "broker", at: code, on: day + 1...day + 1).values.map(\.count) == [1])
    }

    @Test func eachUplinkHasItsOwn() async throws {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
        var (first, second) = (Batch(), Batch())
        first.delivered = [delivered(5)]
        second.delivered = [delivered(7, by: "owner")]
        first.append(second)
        try await journal.commit(first)
        #expect(try journal.delivered(by: "broker", at: code, on: day...day) == [device: [day: 5]])
        #expect(try journal.delivered(by: "owner", at: code, on: day...day) == [device: [day: 7]])
    }

    @Test func accountsAreReadSinceATimeAndOneADay() async throws {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
        func account(_ days: Int, _ running: Double) -> Entry {
            .account(Account(day: day + days, running: running, lights: [:], coverage: nil, counters: [:], limits: [:]))
        }
        var batch = Batch()
        let entries = [(-1, account(-2, 1)), (0, account(-1, 2)), (0, account(-1, 3)), (1, account(0, 4))]
        batch.entries = entries.enumerated().map { index, entry in
            KeptEntry(sequence: Int64(index + 2), facility: code, time: now + .days(entry.0), entry.1)
        }
        batch.entries.append(entry(9))
        try await journal.commit(batch)
        #expect(try journal.accounts(of: code, since: now).map(\.running) == [3, 4])
        #expect(try journal.accounts(of: code, since: now).map(\.day) == [day + -1, day])
    }
}
