import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

/// What is retained for Home Assistant, and when it is published.
@Suite(.timeLimit(.minutes(10))) struct HomeAssistantDeliveryTests {
    private static let latest = "\(DrivenUplink.root)/\(Facility.Code.here)/latest"
    private static let light = "homeassistant/sensor/NJ-1_\(Facility.Code.here)_light/config"
    private static let tsp = "homeassistant/sensor/NJ-1_\(Facility.Code.here)_p1_tsp/config"
    private static let gone = "homeassistant/sensor/NJ-1_\(Facility.Code.here)_p2_tsp/config"

    private static func site(_ value: Double? = 1) -> MemorySite {
        let site = MemorySite(3)
        site.post([.here()])
        if let value { site.post([.here(3, "p1", Reading(.tsp, value, .microgramPerCubicMetre))], of: .here) }
        return site
    }

    private static func driven(_ site: MemorySite, _ broker: ScriptedBroker, retained: Set<String> = []) -> DrivenUplink
    {
        DrivenUplink(site, broker, retained: retained, homeAssistant: .here(("p1", .tsp)))
    }

    private static func messages(_ topic: String, at broker: ScriptedBroker) -> [MQTTMessage] {
        broker.accepted.filter { $0.topic == topic }
    }

    @Test func everythingIsRetainedAndSaidAgainOnEachConnection() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = Self.driven(Self.site(), broker)
        for count in 1...2 {
            for topic in [Self.light, Self.tsp, Self.latest] {
                #expect(await driven.accepts { $0.filter { $0.topic == topic }.count == count }, "\(topic)")
            }
            broker.endConnections()
            await driven.report { !$0.isConnected }
        }
        let passing = broker.accepted.filter { [Self.light, Self.tsp, Self.latest].contains($0.topic) && !$0.retain }
        #expect(passing.isEmpty)
        let remembered = Set(driven.site.present.retained.map(\.topic))
        #expect(remembered.isSuperset(of: [Self.light, Self.tsp, Self.latest]))
        await driven.end()
    }

    @Test func aChangeIsPublishedOnceThePauseIsOverAlsoWhenNothingElseComes() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let site = Self.site()
        let driven = Self.driven(site, broker)
        #expect(await driven.accepts { $0.contains { $0.topic == Self.latest } })
        for value in [2, 3] as [Double] {
            site.post([.here(4, "p1", Reading(.tsp, value, .microgramPerCubicMetre))], of: .here)
            driven.keep(1)
        }
        #expect(await driven.accepts { $0.filter { $0.topic == Self.latest }.count == 2 })
        let times = broker.times(of: Self.latest)
        #expect(times[1] - times[0] > .seconds(8))
        let last = try #require(Self.messages(Self.latest, at: broker).last)
        #expect(String(decoding: last.payload, as: UTF8.self).contains(#""value":3"#))
        await driven.end()
    }

    @Test func ofAChannelThatIsNoMoreNothingStays() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = Self.driven(Self.site(), broker, retained: [Self.gone, Self.tsp, Self.light])
        #expect(await driven.accepts { $0.contains { $0.topic == Self.gone && $0.payload.isEmpty } })
        #expect(await driven.accepts { $0.contains { $0.topic == Self.tsp } })
        #expect(broker.accepted.filter { $0.retain && $0.payload.isEmpty }.map(\.topic) == [Self.gone])
        await driven.end()
    }

    @Test func withoutHomeAssistantAllOfItIsEmptied() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(Self.site(), broker, retained: [Self.tsp, Self.light, Self.latest])
        await driven.report { _ in driven.site.present.retained.filter { !$0.isRetained }.count == 3 }
        let emptied = broker.accepted.filter { $0.retain && $0.payload.isEmpty }.map(\.topic)
        #expect(Set(emptied) == [Self.tsp, Self.light, Self.latest])
        #expect(!broker.accepted.contains { $0.topic.hasPrefix("homeassistant") && !$0.payload.isEmpty })
        await driven.end()
    }

    @Test func aBrokerThatRefusesItIsReportedOnceForAllChannels() async throws {
        var script = ScriptedBroker.Script()
        script.puback = { $0.topic.hasPrefix("homeassistant") ? .code(0x87) : .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = Self.driven(Self.site(), broker)
        let report = await driven.report { !$0.refused.isEmpty && $0.backlog == 0 }
        #expect(report.refused.map(\.topic) == ["homeassistant/+/+/config"])
        #expect(await driven.accepts { $0.contains { $0.topic == Self.latest } })
        await driven.end()
    }

    @Test func withoutAValueThereIsNoMessageOfValues() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = Self.driven(Self.site(nil), broker)
        #expect(await driven.accepts { $0.contains { $0.topic == Self.tsp } })
        _ = await driven.delivered()
        #expect(Self.messages(Self.latest, at: broker).isEmpty)
        await driven.end()
    }
}
