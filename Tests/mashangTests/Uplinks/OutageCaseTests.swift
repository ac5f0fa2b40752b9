import Delivery
import Facilities
import Foundation
import TestSupport
import Testing

/// C9: a broker that is away for a while, and one that is never reached.
@Suite(.timeLimit(.minutes(60))) struct OutageCaseTests {
    /// 3 outages of 10 s; or 20 of 60 s, at four sites beside each other.
    private static let sites = FaultLength.of(1, long: 4)
    private static let (outages, tenths) = FaultLength.of((3, 100), long: (5, 600))

    @Test(arguments: 1...sites)
    func afterAShortOutageLiveReadingsComeWithinTwoSeconds(_: Int) async throws {
        let times = try await Self.returns(outages: Self.outages, tenths: Self.tenths)
        #expect(times.max()! < .seconds(2), "\(times)")
    }

    @Test(.enabled(if: FaultLength.isLong, "It takes more than three minutes."))
    func afterThreeMinutesLiveReadingsComeWithinTenSeconds() async throws {
        let times = try await Self.returns(outages: 1, tenths: 1800)
        #expect(times.max()! < .seconds(10), "\(times)")
    }

    /// Takes the broker away so many times, each for so many tenths of a second, and expects that nothing is lost.
    ///
    /// - Returns: how long after each return of the broker the first live reading came.
    private static func returns(outages: Int, tenths: Int) async throws -> [Duration] {
        let broker = try GatedBroker()
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(UplinksSite.uplink("bureau", at: broker.port))
        let gateway = try site.start()
        #expect(await witness.wait { $0.newestAnswer > 0 })
        var times: [Duration] = []
        for _ in 1...outages {
            try await broker.stop(for: witness)
            await site.measures(tenths)
            try await broker.start(for: witness)
            // It accepts the gateway from now on.
            let (start, last) = (ContinuousClock.now, site.device.answered)
            #expect(await witness.wait { $0.newestLiveAnswer > last }, "\(gateway.output)")
            times.append(start.duration(to: .now))
        }
        print("outages of \(tenths / 10) s: live after \(times.sorted())")
        try await site.endAndExpectEverything(gateway, of: "bureau", at: witness)
        return times
    }

    @Test func anUplinkIntoABlackHoleDelaysNothingElse() async throws {
        let hole = try BlackHole()
        let broker = try GatedBroker()
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(
            UplinksSite.uplink("bureau", at: broker.port), UplinksSite.uplink("owner", at: hole.port))
        let gateway = try site.start()
        #expect(await witness.wait { $0.newestAnswer > 0 })
        var latest = 0
        // Longer than one try to connect takes.
        for _ in 1...14 {
            await site.measures(5)
            latest = max(latest, site.device.answered - witness.messages.newestAnswer)
        }
        #expect(latest <= 10, "a reading comes within a second")
        let report = try await site.report(of: "owner") { $0.reason != nil }
        #expect(report.reason?.en.contains("no answer within 5 s") == true && report.backlog >= 60, "\(report)")
        #expect(try await site.report(of: "bureau") { $0.isConnected }.backlog <= 10)
        let (status, time) = await gateway.endInTime()
        #expect(status == 0 && time < .seconds(5), "\(time) \(gateway.output)")
        #expect(gateway.lines("Stopped without waiting for this part").isEmpty, "\(gateway.output)")
        withExtendedLifetime(hole) {}
    }
}

extension [Witness.Message] {
    /// The newest answer of the device that came live.
    var newestLiveAnswer: Int { filter { $0.topic.hasSuffix("/readings") }.newestAnswer }
}
