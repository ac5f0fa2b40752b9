import Foundation
import TestSupport
import Testing

/// What Home Assistant finds of a gateway at a real broker.
@Suite(.timeLimit(.minutes(10))) struct HomeAssistantCaseTests {
    private static let root = "mashang/2/NJ-TEST-0001"

    /// What a broker retains of the gateway and for Home Assistant, by topic.
    private static func retained(at broker: GatedBroker) async throws -> [String: [UInt8]] {
        let late = try Witness(of: broker)
        defer { late.stop() }
        #expect(await late.wait { $0.contains { $0.topic.hasSuffix("/state") } })
        #expect(await late.wait { $0.contains { $0.topic.hasSuffix("/readings") } }, "all that is retained comes first")
        let words = ["/config", "/latest", "/status", "/state"]
        let retained = late.messages.filter { message in words.contains { message.topic.hasSuffix($0) } }
        return Dictionary(retained.map { ($0.topic, $0.payload) }) { $1 }
    }

    @Test(.enabled(if: HomeAssistantPeer.isInstalled, "scripts/setup --home-assistant"))
    func itShowsEveryChannelAndLight() async throws {
        let (site, witness) = try await Site.watched(mqtt: ", homeAssistant: true")
        defer { witness.stop() }
        let program = try site.start()
        let latest = ["D000049", "D000050"].map { "\(Self.root)/NJ320104\($0)/latest" }
        #expect(
            await witness.wait { Set($0.map(\.topic)).isSuperset(of: latest) }, "\(program.output)")
        let entities = try await HomeAssistantPeer.entities(of: try await Self.retained(at: site.broker))
        #expect(entities.filter { $0.id.hasSuffix("_light") }.count == 3)
        let stations = entities.filter { !$0.id.hasSuffix("_light") }
        #expect(stations.count == 80)
        #expect(Set(stations.filter { $0.device == "工地" }.map(\.state)) == ["25"])
        #expect(Set(stations.filter { $0.device == "静默" }.map(\.state)) == ["None"], "its device does not answer")
        #expect(Set(entities.map(\.availability)) == ["online"])
        #expect(await program.end(SIGTERM) == 0, "\(program.output)")
        #expect(
            await witness.wait { $0.last { $0.topic == "\(Self.root)/state" }?.json["state"] as? String == "offline" })
        let (status, output) = try await SchemaTests.validate(
            witness.messages.filter { $0.topic.hasSuffix("/latest") }.map(\.text))
        #expect(status == 0, "\(output)")
    }

    @Test func aReloadWithoutItLeavesNothingBehind() async throws {
        let broker = try GatedBroker()
        let uplink = { UplinksSite.uplink("bureau", at: broker.port, mqtt: $0) }
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(uplink("homeAssistant: true, homeAssistantPrefix: ha"))
        let gateway = try site.start()
        let topics = [
            "ha/sensor/\(site.id)_\(UplinksSite.facility)_light/config",
            "ha/sensor/\(site.id)_\(UplinksSite.facility)_plc_2f1_p0/config",
            "ha/sensor/\(site.id)_\(UplinksSite.kitchen)_light/config",
            "mashang/2/\(site.id)/\(UplinksSite.facility)/latest",
        ]
        for topic in topics {
            #expect(await witness.wait { $0.last { $0.topic == topic }?.payload.isEmpty == false }, "\(topic)")
        }
        // A facility first, then all of it.
        try site.configure([uplink("homeAssistant: true, homeAssistantPrefix: ha")], hasKitchen: false)
        gateway.send(SIGHUP)
        #expect(await witness.wait { $0.last { $0.topic == topics[2] }?.payload.isEmpty == true }, "\(gateway.output)")
        try site.configure([uplink("")])
        gateway.send(SIGHUP)
        for topic in topics {
            #expect(await witness.wait { $0.last { $0.topic == topic }?.payload.isEmpty == true }, "\(topic)")
        }
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        let left = try await Self.topicsThatStay(at: broker)
        #expect(left.filter { $0.hasPrefix("ha/") || $0.hasSuffix("/latest") }.isEmpty, "\(left)")
    }

    /// What a new subscriber finds, up to the state.
    private static func topicsThatStay(at broker: GatedBroker) async throws -> Set<String> {
        let late = try Witness(of: broker)
        defer { late.stop() }
        #expect(await late.wait { $0.contains { $0.topic.hasSuffix("/state") } })
        return Set(late.messages.map(\.topic))
    }
}
