import Foundation
import MQTT
import TestSupport
import Testing

/// Every code of the standard, from every packet that can carry one.
@Suite(.timeLimit(.minutes(10))) struct ReasonCodeTests {
    static let errors = ReasonCode.all.filter(\.isError)

    @Test func allCodesOfTheStandardHaveTheirNames() {
        #expect(ReasonCode.all.count == 43)
        #expect(Self.errors.map(\.rawValue) == Array(0x80...0xA2))
        #expect(Set(ReasonCode.all.map(\.name)).count == 43)
        #expect(ReasonCode.notAuthorized.name == "Not authorized")
        #expect(ReasonCode(rawValue: 0xF0).name == "Reason code 0xF0")
    }

    @Test func aCodeIsStoredAsItsNumber() throws {
        let data = try JSONEncoder().encode([ReasonCode.notAuthorized])
        #expect(String(decoding: data, as: UTF8.self) == "[135]")
        #expect(try JSONDecoder().decode([ReasonCode].self, from: data) == [.notAuthorized])
    }

    @Test(arguments: errors) func aRefusedConnectionHasTheCodeOfItsCONNACK(code: ReasonCode) async throws {
        var script = ScriptedBroker.Script()
        script.connack = { _ in .code(code.rawValue) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.version = .v5 }
        defer { listener.client.stop() }
        #expect(await listener.disconnected() == Disconnection(.refused(code)))
    }

    @Test(arguments: [(1, 0x84), (2, 0x85), (3, 0x88), (4, 0x86), (5, 0x87)])
    func aCodeOfMQTT311BecomesThatOfMQTT5(code: UInt8, equal: UInt8) async throws {
        var script = ScriptedBroker.Script()
        script.connack = { _ in .code(code) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.version = .v311 }
        defer { listener.client.stop() }
        #expect(await listener.disconnected()?.cause == .refused(ReasonCode(rawValue: equal)))
    }

    @Test func everyMessageHasTheCodeOfItsPUBACK() async throws {
        var script = ScriptedBroker.Script()
        script.puback = { .code(UInt8($0.topic)!) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        _ = await listener.connected()
        for code in [.success, .noMatchingSubscribers] + Self.errors {
            let message = MQTTMessage(topic: "\(code.rawValue)", payload: [1])
            try listener.client.publish(message, token: UInt64(code.rawValue))
            let answer = await listener.answered()
            #expect(answer?.token == UInt64(code.rawValue))
            #expect(answer?.code == code)
        }
    }

    @Test func everySubscriptionHasTheCodeOfItsSUBACK() async throws {
        var script = ScriptedBroker.Script()
        script.suback = { .code(UInt8($0)!) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        _ = await listener.connected()
        for code in [.success, .grantedQoS1, .grantedQoS2] + Self.errors {
            try listener.client.subscribe("\(code.rawValue)")
            #expect(await listener.subscribed() == code)
        }
    }

    @Test(arguments: errors) func anEndedConnectionHasTheCodeOfTheBrokersDISCONNECT(code: ReasonCode) async throws {
        var script = ScriptedBroker.Script()
        script.puback = { _ in .disconnect(code.rawValue) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        _ = await listener.connected()
        try listener.client.publish(MQTTMessage(topic: "t", payload: [1]), token: 1)
        let end = await listener.disconnected()
        #expect(end?.cause == .told(code))
        #expect(end?.wasConnected == true)
    }

    @Test func overMQTT311AnAnswerHasNoCode() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.version = .v311 }
        defer { listener.client.stop() }
        _ = await listener.connected()
        try listener.client.publish(MQTTMessage(topic: "t", payload: [1]), token: 1)
        let answer = await listener.answered()
        #expect(answer?.token == 1)
        #expect(answer?.code == nil)
    }

    @Test func aMessageWithoutQoSIsAnsweredWhenItIsWritten() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        _ = await listener.connected()
        try listener.client.publish(MQTTMessage(topic: "t", payload: [1], qos: 0), token: 1)
        #expect(await listener.answered()?.token == 1)
    }
}
