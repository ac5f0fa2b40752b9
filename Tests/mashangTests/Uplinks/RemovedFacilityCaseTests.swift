import Delivery
import Foundation
import TestSupport
import Testing

/// C7: what the broker retains of a facility that is no more, and under a prefix that is no longer used.
@Suite(.timeLimit(.minutes(10))) struct RemovedFacilityCaseTests {
    private let broker = try! GatedBroker()

    private var uplink: String { UplinksSite.uplink("bureau", at: broker.port) }

    private func status(_ site: UplinksSite, _ prefix: String = "mashang/2") -> String {
        "\(prefix)/\(site.id)/\(UplinksSite.kitchen)/status"
    }

    /// The topics under which a new subscriber finds something, up to the state.
    private func retained() async throws -> Set<String> {
        let late = try Witness(of: broker)
        defer { late.stop() }
        #expect(await late.wait { $0.contains { $0.topic.hasSuffix("/state") } })
        // The broker has sent all that it retains before it sends on what is published later.
        #expect(await late.wait { $0.contains { $0.hasSamples } })
        return Set(late.messages.map(\.topic).filter { $0.hasSuffix("/state") || $0.hasSuffix("/status") })
    }

    @Test func afterAReloadItsStatusIsEmptied() async throws {
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(uplink)
        let gateway = try site.start()
        #expect(await witness.wait { $0.last { $0.topic == status(site) }?.payload.isEmpty == false })
        try site.configure([uplink], hasKitchen: false)
        gateway.send(SIGHUP)
        #expect(
            await witness.wait { $0.last { $0.topic == status(site) }?.payload.isEmpty == true }, "\(gateway.output)")
        #expect(try await !retained().contains(status(site)))
        // It may come back.
        try site.configure([uplink])
        gateway.send(SIGHUP)
        #expect(await witness.wait { $0.last { $0.topic == status(site) }?.payload.isEmpty == false })
        #expect(try await retained().contains(status(site)))
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func afterARestartItsStatusIsEmptied() async throws {
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(uplink)
        var gateway = try site.start()
        #expect(await witness.wait { $0.last { $0.topic == status(site) }?.payload.isEmpty == false })
        await site.measures(5)
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        try site.configure([uplink], hasKitchen: false)
        gateway = try site.start()
        #expect(
            await witness.wait { $0.last { $0.topic == status(site) }?.payload.isEmpty == true }, "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test(arguments: ["reload", "restart"]) func underAnotherPrefixWhatStoodUnderTheOldOneIsEmptied(_ how: String)
        async throws
    {
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(uplink)
        var gateway = try site.start()
        #expect(await witness.wait { $0.contains { $0.topic == status(site) } })
        await site.measures(5)
        try site.configure([UplinksSite.uplink("bureau", at: broker.port, mqtt: "topicPrefix: other/1")])
        if how == "reload" {
            gateway.send(SIGHUP)
        } else {
            #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
            gateway = try site.start()
        }
        let topics =
            [UplinksSite.kitchen, UplinksSite.facility].map { "\(site.id)/\($0)/status" } + ["\(site.id)/state"]
        for topic in topics {
            let isEmptied = await witness.wait { $0.last { $0.topic == "mashang/2/\(topic)" }?.payload.isEmpty == true }
            #expect(isEmptied, "\(topic): \(gateway.output)")
        }
        #expect(try await retained() == Set(topics.map { "other/1/\($0)" }))
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }
}
