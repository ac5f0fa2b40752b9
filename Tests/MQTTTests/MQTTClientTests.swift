import Foundation
import MQTT
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct MQTTClientTests {
    /// MQTT 5 says so in the acknowledgement; MQTT 3.1.1 cannot.
    @Test(arguments: [MQTTVersion.v5, .v311]) func whatTheBrokerRefusesIsNotAcknowledgedAsAccepted(version: MQTTVersion)
        async throws
    {
        let folder = try TemporaryFolder()
        let rights = folder.path + "/acl"
        try "topic readwrite open/#\n".write(toFile: rights, atomically: true, encoding: .utf8)
        let broker = try Broker("allow_anonymous true\nacl_file \(rights)")
        try await broker.start()
        let listener = Listener(port: broker.port) { $0.version = version }
        defer { listener.client.stop() }
        #expect(await listener.connected() != nil)
        // In this order: after a refusal mosquitto 2.0.11 reads no more of what it was sent with it.
        try listener.client.publish(MQTTMessage(topic: "open/a", payload: [1]), token: 2)
        try listener.client.publish(MQTTMessage(topic: "closed/a", payload: [1]), token: 1)
        var (accepted, refused): (Set<UInt64>, Set<UInt64>) = ([], [])
        for await event in listener.events {
            guard case .answered(let token, let code) = event else { continue }
            if version == .v311 { #expect(code == nil) }
            if code?.isError == true { refused.insert(token) } else { accepted.insert(token) }
            if accepted.count + refused.count == 2 { break }
        }
        #expect(refused == (version == .v5 ? [1] : []))
        #expect(accepted == (version == .v5 ? [2] : [1, 2]))
    }

    @Test(arguments: [MQTTVersion.v5, .v311]) func whatIsPublishedArrivesAndIsAcknowledged(version: MQTTVersion)
        async throws
    {
        let broker = try Broker()
        try await broker.start()
        let listener = Listener(port: broker.port) { $0.version = version }
        defer { listener.client.stop() }
        #expect(await listener.connected() != nil)
        try listener.client.subscribe("a/+")
        var message = MQTTMessage(topic: "a/b", payload: Array("码".utf8), contentType: "text/plain")
        message.responseTopic = "replies"
        message.correlation = [1, 2]
        try listener.client.publish(message, token: 7)
        var (token, received): (UInt64?, MQTTMessage?) = (nil, nil)
        for await event in listener.events {
            if case .answered(let answered, _) = event { token = answered }
            if case .received(let message) = event { received = message }
            if token != nil, received != nil { break }
        }
        #expect(token == 7)
        #expect(received?.payload == message.payload)
        #expect(received?.responseTopic == (version == .v5 ? "replies" : nil))
        #expect(received?.correlation == (version == .v5 ? [1, 2] : []))
    }

    /// MQTT 3.1.1 marks only what was retained before the subscription.
    @Test(arguments: [MQTTVersion.v5, .v311]) func aRetainedMessageIsMarkedAsPublished(version: MQTTVersion)
        async throws
    {
        let broker = try Broker()
        try await broker.start()
        let listener = Listener(port: broker.port) { $0.version = version }
        defer { listener.client.stop() }
        #expect(await listener.connected() != nil)
        try listener.client.publish(MQTTMessage(topic: "a/before", payload: [1], retain: true), token: 1)
        try listener.client.publish(MQTTMessage(topic: "a/once", payload: [1]), token: 2)
        #expect(await listener.first { if case .answered(2, _) = $0 { true } else { nil } } == true)
        try listener.client.subscribe("a/+")
        let before = await listener.received()
        #expect((before?.topic, before?.retain) == ("a/before", true))
        try listener.client.publish(MQTTMessage(topic: "a/now", payload: [1], retain: true), token: 3)
        let now = await listener.received()
        #expect((now?.topic, now?.retain) == ("a/now", version == .v5))
        try listener.client.publish(MQTTMessage(topic: "a/plain", payload: [1]), token: 4)
        let plain = await listener.received()
        #expect((plain?.topic, plain?.retain) == ("a/plain", false))
    }

    @Test func theBrokerNeedNotBeThereAtStart() async throws {
        let broker = try Broker()
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(await listener.disconnected() != nil)
        try await broker.start()
        #expect(await listener.connected() != nil)
    }

    @Test func nothingIsHandedOverWithoutAConnection() async throws {
        let broker = try Broker()
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(throws: MQTTError.notConnected) {
            try listener.client.publish(MQTTMessage(topic: "lost", payload: [1], retain: true), token: 1)
        }
        try await broker.start()
        #expect(await listener.connected() != nil)
        try listener.client.subscribe("#")
        try listener.client.publish(MQTTMessage(topic: "kept", payload: [2]), token: 2)
        let topic = await listener.first { if case .received(let message) = $0 { message.topic } else { nil } }
        #expect(topic == "kept")
    }

    @Test func itComesBackAfterTheBrokerDied() async throws {
        let broker = try Broker()
        try await broker.start()
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(await listener.connected() != nil)
        broker.stop()
        #expect(await listener.disconnected() != nil)
        try await broker.start()
        #expect(await listener.connected() != nil)
    }

    @Test func itConnectsAgainAtOnceWhenAsked() async throws {
        let broker = try Broker()
        try await broker.start()
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        for _ in 1...3 {
            #expect(await listener.connected() != nil)
            listener.client.reconnect()
            #expect(await listener.disconnected() != nil)
        }
        #expect(await listener.connected() != nil)
        // Nothing of it is left: the end is an end.
        listener.client.stop()
        #expect(await listener.disconnected() != nil)
    }

    @Test func aRefusalHasItsCode() async throws {
        let broker = try Broker("allow_anonymous false")
        try await broker.start()
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(await listener.disconnected()?.cause == .refused(.notAuthorized))
    }

    @Test func everyMessageIsAcknowledgedOnce() async throws {
        let broker = try Broker()
        try await broker.start()
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        let window = try #require(await listener.connected()).window
        var (sent, acknowledged) = (UInt64(0), [UInt64]())
        func fill() throws {
            while sent < 2000, Int(sent) - acknowledged.count < window {
                try listener.client.publish(MQTTMessage(topic: "t", payload: [1]), token: sent)
                sent += 1
            }
        }
        try fill()
        for await event in listener.events {
            if case .answered(let token, _) = event { acknowledged.append(token) }
            if acknowledged.count == 2000 { break }
            try fill()
        }
        #expect(acknowledged.sorted() == Array(0..<2000))
    }

    @Test func aHostThatNeverAnswersDoesNotHoldUpTheEnd() async throws {
        let port = freePort()
        let listener = Listener(port: port)
        _ = await listener.disconnected()
        let start = ContinuousClock.now
        listener.client.stop()
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
