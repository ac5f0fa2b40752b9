import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

/// Retained topics of facilities that are no more.
@Suite(.timeLimit(.minutes(10))) struct RetainedTopicDeliveryTests {
    private static let state = "\(DrivenUplink.root)/state"
    private static let status = "\(DrivenUplink.root)/\(Facility.Code.here)/status"
    private static let gone = "\(DrivenUplink.root)/GONE/status"
    private static let all: Set = [state, status, gone]

    private static func site() -> MemorySite {
        let site = MemorySite(3)
        site.post([.here()])
        return site
    }

    @Test func anOldTopicIsEmptiedAndForgotten() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(Self.site(), broker, retained: Self.all)
        #expect(await driven.accepts { $0.contains { $0.topic == Self.gone } })
        await driven.report { _ in !driven.site.present.retained.isEmpty }
        #expect(broker.accepted.filter { $0.retain && $0.payload.isEmpty }.map(\.topic) == [Self.gone])
        #expect(
            driven.site.present.retained == [RetainedTopic(uplink: "bureau", topic: Self.gone, isRetained: false)])
        broker.endConnections()
        await driven.report { !$0.isConnected }
        await ReasonCodeDeliveryTests.expectDelivery(driven)
        #expect(broker.accepted.filter { $0.topic == Self.gone }.count == 1, "it is forgotten")
    }

    @Test(arguments: [0x80, 0x87, 0x90, 0x97] as [UInt8])
    func anOldTopicThatTheBrokerRefusesToEmptyIsRemembered(_ code: UInt8) async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.puback = { $0.topic == Self.gone ? refusing.answer(.code(code)) ?? .code(0) : .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(Self.site(), broker, retained: Self.all)
        await driven.report { $0.backlog == 0 && refusing.count > 0 && ($0.reason != nil || !$0.refused.isEmpty) }
        #expect(driven.site.present.retained.isEmpty)
        refusing.end()
        broker.endConnections()
        await driven.report { !$0.isConnected }
        await ReasonCodeDeliveryTests.expectDelivery(driven)
        #expect(driven.site.present.retained.map(\.isRetained) == [false])
    }

    @Test func whatIsRetainedIsRememberedOnceBeforeItIsNeeded() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(Self.site(), broker)
        #expect(await driven.accepts { Set($0.map(\.topic)).isSuperset(of: [Self.state, Self.status]) })
        broker.endConnections()
        await driven.report { !$0.isConnected }
        await ReasonCodeDeliveryTests.expectDelivery(driven)
        #expect(Set(driven.site.present.retained.map(\.topic)) == [Self.state, Self.status])
        #expect(driven.site.present.retained.count == 2)
    }
}
