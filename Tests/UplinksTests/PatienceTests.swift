import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

/// Brokers that do not acknowledge, and another gateway with the same id.
@Suite(.timeLimit(.minutes(10))) struct PatienceTests {
    @Test func aPUBACKThatNeverComesEndsTheConnectionThoughOthersCome() async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.puback = { message in
            guard message.sequences.contains(4) else { return .code(0) }
            return refusing.answer(.silence) ?? .code(0)
        }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(20), broker, patience: .seconds(1))
        await driven.report { _ in refusing.count > 0 }
        // Others are acknowledged all the time.
        let report = await driven.report { report in
            driven.keep(1)
            return !report.isConnected && report.reason != nil
        }
        #expect(report.reason?.zh == "服务器 1 秒没有确认收到的消息，已断开重连；可能是服务器限流或存储已满")
        #expect(report.reason?.en.hasPrefix("the broker left messages without an acknowledgement for 1 s") == true)
        #expect(broker.everything.contains(.disconnect))
        refusing.end()
        await ReasonCodeDeliveryTests.expectDelivery(driven)
        #expect(broker.connects.count >= 2)
    }

    @Test func aBrokerThatAcknowledgesNothingIsLeftAndEverythingComesLater() async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.puback = { _ in refusing.answer(.silence) ?? .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(20), broker, patience: .seconds(1))
        driven.keep(20)
        let report = await driven.report { !$0.isConnected && $0.reason != nil }
        #expect(report.reason == LinkStanding.Leaving.noAcknowledgement(for: .seconds(1)).text)
        #expect(report.backlog == 40 && driven.site.present.lost == [])
        refusing.end()
        await ReasonCodeDeliveryTests.expectDelivery(driven)
    }

    @Test func aStateOverWhichEachConnectionEndsHoldsUpNothingElse() async throws {
        var script = ScriptedBroker.Script()
        script.puback = { $0.topic.hasSuffix("/state") ? .close : .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(20), broker)
        driven.keep(20)
        let report = await driven.report { $0.backlog == 0 }
        #expect(report.backlog == 0 && report.quarantined == 0 && driven.missing.isEmpty)
        #expect(report.refused.map(\.topic) == ["\(DrivenUplink.root)/state"])
        #expect(report.refused.first?.reason == "connectionLost")
        #expect(broker.connects.count <= 5)
        await driven.end()
    }

    // MARK: Another gateway

    private static func state(_ instance: String?) -> MQTTMessage {
        let member = instance.map { #","instance":"\#($0)""# } ?? ""
        let json = #"{"schema":"mashang/state/2","gateway":"NJ-1","state":"online"\#(member)}"#
        return MQTTMessage(topic: "\(DrivenUplink.root)/state", payload: Array(json.utf8))
    }

    @Test(arguments: ["0a1b2c3d", nil] as [String?])
    func aStateOfAnotherInstanceBehindOursIsAnotherGateway(_ instance: String?) async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(3), broker)
        _ = await driven.accepts { $0.contains { $0.topic == "\(DrivenUplink.root)/state" } }
        _ = await driven.delivered()
        broker.publish(Self.state(Instance.current.description))
        broker.publish(Self.state(instance))
        let report = await driven.report { $0.otherGateway != nil }
        #expect(report.otherGateway?.instance == instance)
        #expect(report.otherGateway?.text(\.description).zh.contains("instance \(instance ?? "未知")") == true)
        #expect(report.otherGateway?.text(\.description).en.contains("instance \(instance ?? "unknown")") == true)
        // It is no reason not to deliver.
        await ReasonCodeDeliveryTests.expectDelivery(driven)
    }

    @Test func whatWasRetainedBeforeOursIsNoOtherGateway() async throws {
        var script = ScriptedBroker.Script()
        let publishing = Refusing()
        script.suback = { filter in
            // Before the answer to the subscription, as a retained message may come.
            if filter.hasSuffix("/state") { _ = publishing.answer(.silence) }
            return .code(1)
        }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(3), broker, isCompared: false)
        await driven.report { _ in publishing.count > 0 }
        broker.publish(Self.state("0a1b2c3d"))
        _ = await driven.delivered()
        // A broker that was restored may send it again.
        broker.publish(Self.state("0a1b2c3d"))
        broker.publish(Self.state("9z8y7x6w"))
        let report = await driven.report { $0.otherGateway != nil }
        #expect(report.otherGateway?.instance == "9z8y7x6w")
        await driven.end()
    }

    @Test func aGatewayThatIsThrownOutByAnotherStaysAway() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(3), broker)
        _ = await driven.delivered()
        broker.endConnections()
        await driven.report { !$0.isConnected }
        _ = await driven.delivered()
        broker.publish(Self.state("0a1b2c3d"))
        let report = await driven.report { !$0.isConnected }
        #expect(report.reason == LinkStanding.Leaving.otherGateway.text)
        #expect(report.otherGateway?.instance == "0a1b2c3d")
        await driven.end()
    }
}
