import Facilities
import Foundation
import Journal
import Testing

@testable import Gateway

private let code = Facility.Code("NJ320104D000049")!
private let begin = ContinuousClock.now

/// How the deliveries of uplinks are gathered.
@Suite struct DeliveriesTests {
    /// Samples of devices, at so many minutes after midnight on site.
    private func samples(_ given: [(String, Int)]) -> [Item] {
        let midnight = Day("2026-11-24")!.start(utcOffset: 28_800)
        return given.enumerated().map { index, given in
            let time = midnight + .minutes(given.1)
            let sample = Sample(device: DeviceID(given.0), time: time, readings: [Reading(.tsp, 1, .one)])
            return .sample(Kept(sequence: Int64(index), facility: code, time: time, sample))
        }
    }

    private func words(_ judged: Judged) -> Set<String> {
        Set(judged.batch.delivered.map { "\($0.uplink) \($0.device) \($0.day) \($0.samples)" })
    }

    @Test func eachSampleCountsForItsDeviceAndDay() {
        let entry = Item.entry(
            KeptEntry(
                sequence: 9, facility: code, time: Timestamp(seconds: 0),
                .loss(Loss(from: 1, to: 1, count: 1, reason: .full))))
        var deliveries = Deliveries()
        deliveries.add(
            accepted: samples([("p1", -1), ("p1", 1)]) + [entry] + samples([("p2", -1), ("p1", 2)]), by: "bureau",
            utcOffset: 28_800)
        #expect(
            words(deliveries.take(at: begin))
                == ["bureau p1 2026-11-23 1", "bureau p1 2026-11-24 2", "bureau p2 2026-11-23 1"])
    }

    @Test func whatComesInSeveralStepsIsOneCount() {
        var deliveries = Deliveries()
        for _ in 0..<3 { deliveries.add(accepted: samples([("p1", 1)]), by: "a", utcOffset: 28_800) }
        deliveries.add(accepted: samples([("p1", 1)]), by: "b", utcOffset: 28_800)
        #expect(words(deliveries.take(at: begin)) == ["a p1 2026-11-24 3", "b p1 2026-11-24 1"])
        #expect(deliveries.isEmpty)
        #expect(deliveries.take(at: begin).isEmpty, "each is counted once")
    }

    @Test func aLaterPositionReplacesAnEarlierOneOfTheSameUplink() {
        var deliveries = Deliveries()
        deliveries.add(UplinkProgress(live: 1), of: "a")
        deliveries.add(UplinkProgress(live: 7), of: "b")
        deliveries.add(UplinkProgress(live: 2), of: "a")
        #expect(deliveries.take(at: begin).batch.progress.mapValues(\.live) == ["a": 2, "b": 7])
    }

    @Test func theyAreDueAtFirstAndFiveSecondsAfterTheyWereTaken() {
        var deliveries = Deliveries()
        #expect(!deliveries.isDue(at: begin), "there are none")
        deliveries.add(UplinkProgress(live: 1), of: "a")
        #expect(deliveries.isDue(at: begin))
        _ = deliveries.take(at: begin)
        #expect(!deliveries.isDue(at: begin + .seconds(60)), "there are none")
        deliveries.add(UplinkProgress(live: 2), of: "a")
        #expect(!deliveries.isDue(at: begin + .milliseconds(4999)))
        #expect(deliveries.isDue(at: begin + .seconds(5)))
    }
}
