import Foundation
import TestSupport
import Testing

/// What may hang when the gateway is to end.
enum Hang: CaseIterable {
    /// It accepts connections and never says a word.
    case muteBroker
    /// It stops in the middle of a connection.
    case frozenBroker
    /// Not even a connection comes about.
    case brokerThatIsNotThere, deviceThatIsNotThere
    case silentDevice
    case pageClient, controlClient
    /// A technician's page that is open and gets what changes.
    case eventStream
    case lockedJournal
}

@Suite(.serialized, .timeLimit(.minutes(10))) struct EndingTests {
    /// Nothing is lost that could be kept, and nobody has to kill it.
    @Test(arguments: Hang.allCases) func itEndsInOrderWithinFiveSeconds(_ hang: Hang) async throws {
        try await expectTheEnd(amid: [hang])
    }

    @Test func itEndsInOrderWithinFiveSecondsWhateverHangs() async throws {
        try await expectTheEnd(amid: [
            .frozenBroker, .deviceThatIsNotThere, .silentDevice, .pageClient, .controlClient, .eventStream,
            .lockedJournal,
        ])
    }

    private func expectTheEnd(amid hangs: Set<Hang>) async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let obstacles = Obstacles(site)
        let gateway = try obstacles.start(hangs)
        _ = try await gateway.page()
        let isReached = hangs.isDisjoint(with: [.muteBroker, .brokerThatIsNotThere])
        if isReached { #expect(await witness.wait { $0.last?.hasSamples ?? false }) }
        try await obstacles.engage(hangs, gateway)
        let start = ContinuousClock.now
        let status = await gateway.end(SIGTERM)
        let time = ContinuousClock.now - start
        #expect(status == 0, "\(gateway.output)")
        #expect(time < .seconds(5), "\(time): \(gateway.output.suffix(1500))")
        guard isReached, !hangs.contains(.frozenBroker) else { return }
        // By the gateway itself: the will would come only if it had broken the connection.
        #expect(await witness.wait { $0.last { $0.topic.hasSuffix("/state") }?.json["state"] as? String == "offline" })
    }
}
