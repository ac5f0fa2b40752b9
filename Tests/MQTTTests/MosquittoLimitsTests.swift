import Foundation
import MQTT
import TestSupport
import Testing

/// The limits of a real mosquitto.
@Suite(.timeLimit(.minutes(10))) struct MosquittoLimitsTests {
    private static let will = MQTTMessage(topic: "w", payload: [1], retain: true)

    private func broker(_ settings: String) async throws -> Broker {
        let broker = try Broker("allow_anonymous true\n\(settings)")
        try await broker.start()
        return broker
    }

    @Test func itsLargestPacketIsTakenAndNoLargerOneIsSent() async throws {
        let broker = try await broker("max_packet_size 3000")
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(await listener.connected()?.largestPacket == 3000)
        var message = MQTTMessage(topic: "t", payload: [], contentType: "application/json")
        message.payload = [UInt8](repeating: 1, count: 3000)
        message.payload.removeLast(message.packetSize(version: .v5) - 3000)
        try listener.client.publish(message, token: 1)
        #expect(await listener.answered()?.code == .noMatchingSubscribers)
        message.payload.append(1)
        #expect(throws: MQTTError.tooLarge) { try listener.client.publish(message, token: 2) }
    }

    @Test func withoutQoS1AWillGoesOutWithoutItAndSoDoMessages() async throws {
        let broker = try await broker("max_qos 0")
        let listener = Listener(port: broker.port) { $0.will = Self.will }
        defer { listener.client.stop() }
        #expect(await listener.disconnected()?.cause == .refused(.qosNotSupported))
        #expect(await listener.connected()?.maximumQoS == 0)
        try listener.client.publish(MQTTMessage(topic: "t", payload: [1], qos: 0), token: 1)
        #expect(await listener.answered()?.token == 1)
        #expect(throws: (any Error).self) {
            try listener.client.publish(MQTTMessage(topic: "t", payload: [1]), token: 2)
        }
    }

    @Test func withoutRetainAWillGoesOutWithoutItAndSoDoMessages() async throws {
        let broker = try await broker("retain_available false")
        let listener = Listener(port: broker.port) { $0.will = Self.will }
        defer { listener.client.stop() }
        #expect(await listener.disconnected()?.cause == .refused(.retainNotSupported))
        #expect(await listener.connected()?.retainAvailable == false)
        try listener.client.publish(MQTTMessage(topic: "t", payload: [1], retain: true), token: 1)
        #expect(await listener.answered()?.code?.isError == false)
    }

    @Test func aPersistentSessionIsThereAtTheNextConnectionWithWhatCameInBetween() async throws {
        let broker = try await broker("")
        let listener = Listener(port: broker.port) {
            $0.cleanStart = false
            $0.sessionExpiry = .seconds(600)
        }
        defer { listener.client.stop() }
        #expect(await listener.connected()?.sessionPresent == false)
        try listener.client.subscribe("commands")
        #expect(await listener.subscribed() == .grantedQoS1)
        listener.client.reconnect(pause: .seconds(1))
        #expect(await listener.disconnected()?.cause == .left)
        let sender = Listener(port: broker.port, id: "sender")
        defer { sender.client.stop() }
        _ = await sender.connected()
        try sender.client.publish(MQTTMessage(topic: "commands", payload: [7]), token: 1)
        _ = await sender.answered()
        #expect(await listener.connected()?.sessionPresent == true)
        #expect(await listener.received()?.payload == [7])
    }

    /// Debian's mosquitto sends no code at a take-over.
    @Test func aSecondClientWithTheSameIDEndsTheFirst() async throws {
        let broker = try await broker("")
        let first = Listener(port: broker.port, id: "same") { $0.version = .v5 }
        _ = await first.connected()
        let second = Listener(port: broker.port, id: "same") { $0.version = .v5 }
        defer { second.client.stop() }
        _ = await second.connected()
        let end = await first.disconnected()
        first.client.stop()
        #expect(end?.wasConnected == true)
        #expect([.closed, .told(.sessionTakenOver)].contains(end?.cause))
    }

    /// The will would be published if the next connection overtook the DISCONNECT.
    @Test func connectingAgainPublishesNoWill() async throws {
        let broker = try await broker("")
        let witness = Listener(port: broker.port, id: "witness")
        defer { witness.client.stop() }
        _ = await witness.connected()
        try witness.client.subscribe("#")
        _ = await witness.subscribed()
        let listener = Listener(port: broker.port) { $0.will = MQTTMessage(topic: "will", payload: [1]) }
        for _ in 1...20 {
            _ = await listener.connected()
            listener.client.reconnect()
        }
        _ = await listener.connected()
        listener.client.stop(lastMessage: MQTTMessage(topic: "last", payload: [2]))
        #expect(await witness.received()?.topic == "last")
    }
}
