import Delivery
import Facilities
import Foundation
import Gateway
import Journal
import TestSupport
import Testing

/// C2: a broker that takes small packets only, and a backlog that would make large ones.
@Suite(.timeLimit(.minutes(10))) struct PacketSizeCaseTests {
    /// Five minutes of a device that is asked every second.
    private static let past = 300

    @Test func aStatusThatIsTooLargeOver311IsNamedAndEverythingElseComes() async throws {
        let broker = try GatedBroker("allow_anonymous true\nmax_packet_size 2000")
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        // The status of the kitchen is larger than that.
        let site = try UplinksSite(UplinksSite.uplink("bureau", at: broker.port, mqtt: "version: 3.1.1"))
        try await site.keep(samples: Self.past)
        let start = ContinuousClock.now
        let gateway = try site.start()
        let report = try await site.report(of: "bureau", within: .seconds(180)) { report in
            report.refused.contains { $0.topic.hasSuffix("\(UplinksSite.kitchen)/status") } && report.backlog <= 10
        }
        print("a status that is too large over 3.1.1: \(start.duration(to: .now))")
        #expect(report.refused.map(\.reason) == ["connectionLost"] && report.quarantined == 0)
        try await site.endAndExpectEverything(gateway, of: "bureau", at: witness)
    }

    @Test(arguments: [
        ("max_packet_size 3000", "5"), ("message_size_limit 3000", "5"), ("max_packet_size 3000", "3.1.1"),
    ])
    func everythingComesAndNothingIsSkipped(_ limit: String, _ version: String) async throws {
        let log = BrokerLog()
        let broker = try GatedBroker("allow_anonymous true\n\(limit)\n\(log.settings)")
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let uplink = UplinksSite.uplink("bureau", at: broker.port, mqtt: "version: \(version)")
        let site = try UplinksSite(uplink)
        // The status of the kitchen is larger than that.
        try site.configure([uplink], hasKitchen: false)
        try await site.keep(samples: Self.past)
        let start = ContinuousClock.now
        let gateway = try site.start()
        #expect(await witness.wait(upTo: .seconds(120)) { Witness.sequences($0).count >= Self.past })
        let took = start.duration(to: .now)
        #expect(try await site.report(of: "bureau")?.quarantined == 0)
        try await site.endAndExpectEverything(gateway, of: "bureau", at: witness)
        let connects = log.connects(of: site.id)
        let largest = witness.messages.map(\.payload.count).max() ?? 0
        print("packet size (\(limit), \(version)): \(took), \(connects) connects, the largest payload \(largest) bytes")
        #expect(largest <= 3000)
        // One for the comparison with the broker's state and one with a will. Over 3.1.1, which has no number, the size is found out by
        // connections that are lost.
        #expect(connects <= (version == "5" ? 2 : 12), "\(gateway.output)")
    }
}

extension UplinksSite {
    /// Fills the journal with samples of the facility, one a second up to now.
    func keep(samples: Int) async throws {
        let code = Facility.Code(Self.facility)
        let start = Timestamp.now - .seconds(samples)
        var batch = Batch()
        batch.entries = [KeptEntry(sequence: 1, facility: nil, time: start, .epoch(EpochChange("k3f9a2", .fresh)))]
        batch.samples = (0..<samples).map { second in
            let time = start + .seconds(second)
            let readings = [Reading(.tsp, Double(second), .microgramPerCubicMetre), Reading(.noise, 55.5, .decibel)]
            let sample = Sample(device: DeviceID("plc/9"), time: time, readings: readings)
            return Kept(sequence: Int64(second + 2), facility: code!, time: time, sample)
        }
        let journal = try Journal.open(path: journal, now: start)
        try await journal.commit(batch)
        journal.close()
    }
}
