import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

/// What a broker's CONNACK allows.
@Suite(.timeLimit(.minutes(10))) struct BrokerLimitsTests {
    private static let state = "\(DrivenUplink.root)/state"
    private static let status = "\(DrivenUplink.root)/\(Facility.Code.here)/status"
    private static let gone = "\(DrivenUplink.root)/GONE/status"

    /// The properties of a CONNACK.
    enum Property {
        static let maximumQoS0: [UInt8] = [0x24, 0]
        static let noRetain: [UInt8] = [0x25, 0]
        static let packetsOf3000: [UInt8] = [0x27, 0, 0, 0x0B, 0xB8]
    }

    private static func broker(_ properties: [UInt8]) throws -> ScriptedBroker {
        var script = ScriptedBroker.Script()
        script.connack = { _ in .code(0, properties: properties) }
        return try ScriptedBroker(script)
    }

    @Test func withoutAcknowledgementsOnlyStateAndStatusesComeAndTheReportSaysWhy() async throws {
        let broker = try Self.broker(Property.maximumQoS0)
        defer { broker.stop() }
        let site = MemorySite(20)
        site.post([.here()])
        let driven = DrivenUplink(site, broker, retained: [Self.gone])
        driven.keep(20)
        #expect(await driven.accepts { Set($0.map(\.topic)) == [Self.state, Self.status, Self.gone] })
        site.post([.here(.red)])
        driven.keep(1)
        #expect(await driven.accepts { $0.filter { $0.topic == Self.status }.count == 2 })
        #expect(broker.accepted.allSatisfy { $0.qos == 0 && $0.retain })
        let report = await driven.report
        #expect(report.isConnected && report.backlog == 41 && report.quarantined == 0)
        #expect(report.reason?.zh == "服务器只支持 QoS 0，不会确认消息：只发布状态，监测数据留在本机")
        #expect(report.reason?.en.hasPrefix("the broker supports QoS 0 only") == true)
        await driven.end()
        #expect(!site.present.retained.contains { !$0.isRetained }, "nobody has acknowledged that it is empty")
        // Another broker is where everything goes.
        let other = try ScriptedBroker()
        defer { other.stop() }
        await ReasonCodeDeliveryTests.expectDelivery(DrivenUplink(site, other))
    }

    @Test func withoutRetainedMessagesEverythingComesUnretainedAndTheReportSaysWhatThatMeans() async throws {
        let broker = try Self.broker(Property.noRetain)
        defer { broker.stop() }
        let site = MemorySite(20)
        site.post([.here()])
        let driven = DrivenUplink(site, broker, retained: [Self.gone])
        driven.keep(20)
        let report = await driven.report { $0.isConnected && $0.backlog == 0 }
        #expect(report.reason?.zh == "服务器不支持保留消息：后来的订阅者看不到当前状态")
        #expect(report.reason?.en.hasPrefix("the broker retains nothing") == true)
        #expect(driven.missing == [] && site.present.lost == [])
        #expect(Set([Self.state, Self.status]).isSubset(of: broker.accepted.map(\.topic)))
        #expect(broker.accepted.allSatisfy { !$0.retain && $0.qos == 1 })
        #expect(site.present.retained.isEmpty, "it retains nothing, and has emptied nothing")
        await driven.end()
    }

    @Test func aLongBacklogPassesInPacketsOfTheLimit() async throws {
        let broker = try Self.broker(Property.packetsOf3000)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(3000), broker)
        await ReasonCodeDeliveryTests.expectDelivery(driven)
        let sizes = broker.everything.compactMap {
            if case .publish(_, _, _, let size) = $0 { size } else { nil }
        }
        #expect(sizes.allSatisfy { $0 <= 3000 })
        #expect(sizes.contains { $0 > 1500 }, "no more is split than has to be")
    }

    @Test func anEntryBeyondTheLimitIsQuarantinedByNameAndTheRestPasses() async throws {
        let broker = try Self.broker(Property.packetsOf3000)
        defer { broker.stop() }
        let site = MemorySite(10)
        _ = site.keep { .large($0, bytes: 3000) }
        let driven = DrivenUplink(site, broker)
        driven.keep(1) { .large($0, bytes: 2000) }
        driven.keep(1) { .large($0, bytes: 3000) }
        let report = await driven.report { $0.quarantined == 2 }
        #expect(report.lastQuarantined?.sequence == 13)
        #expect(report.lastQuarantined?.reason == "tooLarge")
        #expect((3001...3500).contains(report.lastQuarantined?.size ?? 0))
        #expect(report.lastQuarantined?.stream == ItemStream(.here, .events))
        await ReasonCodeDeliveryTests.expectDelivery(driven, quarantined: [11, 13])
    }
}
