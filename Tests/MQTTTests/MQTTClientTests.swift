import Foundation
import MQTT
import Synchronization
import TestSupport
import Testing

/// A client whose events can be waited for.
private struct Witness {
    let client: MQTTClient
    let events: AsyncStream<MQTTEvent>

    init(port: UInt16, id: String = "witness", _ change: (inout MQTTSettings) -> Void = { _ in }) throws {
        var settings = MQTTSettings(host: "127.0.0.1", port: port, clientID: id)
        settings.backoff = .milliseconds(50) ... .milliseconds(200)
        change(&settings)
        let (events, continuation) = AsyncStream<MQTTEvent>.makeStream()
        self.events = events
        client = try MQTTClient(settings) { continuation.yield($0) }
        client.start()
    }

    func first<T>(_ match: (MQTTEvent) -> T?) async -> T? {
        for await event in events {
            if let found = match(event) { return found }
        }
        return nil
    }

    func connected() async -> Int? {
        await first { if case .connected(let window) = $0 { window } else { nil } }
    }

    func disconnected() async -> String? {
        await first { if case .disconnected(let reason) = $0 { reason } else { nil } }
    }
}

@Suite(.timeLimit(.minutes(10))) struct MQTTClientTests {
    /// MQTT 5 says so in the acknowledgement; MQTT 3.1.1 cannot.
    @Test(arguments: [true, false]) func whatTheBrokerRefusesIsNotAcknowledgedAsAccepted(version5: Bool) async throws {
        let folder = try TemporaryFolder()
        let rights = folder.path + "/acl"
        try "topic readwrite open/#\n".write(toFile: rights, atomically: true, encoding: .utf8)
        let broker = try Broker("allow_anonymous true\nacl_file \(rights)")
        try await broker.start()
        let witness = try Witness(port: broker.port) { $0.version5 = version5 }
        defer { witness.client.stop() }
        #expect(await witness.connected() != nil)
        // In this order: after a refusal mosquitto 2.0.11 reads no more of what it was sent with it.
        try witness.client.publish(MQTTMessage(topic: "open/a", payload: [1]), token: 2)
        try witness.client.publish(MQTTMessage(topic: "closed/a", payload: [1]), token: 1)
        var (accepted, refused): (Set<UInt64>, Set<UInt64>) = ([], [])
        for await event in witness.events {
            if case .acknowledged(let token) = event { accepted.insert(token) }
            if case .refused(let token) = event { refused.insert(token) }
            if accepted.count + refused.count == 2 { break }
        }
        #expect(refused == (version5 ? [1] : []))
        #expect(accepted == (version5 ? [2] : [1, 2]))
    }

    @Test(arguments: [true, false]) func whatIsPublishedArrivesAndIsAcknowledged(version5: Bool) async throws {
        let broker = try Broker()
        try await broker.start()
        let witness = try Witness(port: broker.port) { $0.version5 = version5 }
        defer { witness.client.stop() }
        #expect(await witness.connected() != nil)
        try witness.client.subscribe("a/+")
        var message = MQTTMessage(topic: "a/b", payload: Array("码".utf8), contentType: "text/plain")
        message.responseTopic = "replies"
        message.correlation = [1, 2]
        try witness.client.publish(message, token: 7)
        var (token, received): (UInt64?, MQTTMessage?) = (nil, nil)
        for await event in witness.events {
            if case .acknowledged(let acknowledged) = event { token = acknowledged }
            if case .received(let message) = event { received = message }
            if token != nil, received != nil { break }
        }
        #expect(token == 7)
        #expect(received?.payload == message.payload)
        #expect(received?.responseTopic == (version5 ? "replies" : nil))
        #expect(received?.correlation == (version5 ? [1, 2] : []))
    }

    /// MQTT 3.1.1 marks only what was retained before the subscription.
    @Test(arguments: [true, false]) func aRetainedMessageIsMarkedAsPublished(version5: Bool) async throws {
        let broker = try Broker()
        try await broker.start()
        let witness = try Witness(port: broker.port) { $0.version5 = version5 }
        defer { witness.client.stop() }
        #expect(await witness.connected() != nil)
        try witness.client.publish(MQTTMessage(topic: "a/before", payload: [1], retain: true), token: 1)
        try witness.client.publish(MQTTMessage(topic: "a/once", payload: [1]), token: 2)
        #expect(await witness.first { if case .acknowledged(2) = $0 { true } else { nil } } == true)
        try witness.client.subscribe("a/+")
        func received() async -> MQTTMessage? {
            await witness.first { if case .received(let message) = $0 { message } else { nil } }
        }
        let before = await received()
        #expect((before?.topic, before?.retain) == ("a/before", true))
        try witness.client.publish(MQTTMessage(topic: "a/now", payload: [1], retain: true), token: 3)
        let now = await received()
        #expect((now?.topic, now?.retain) == ("a/now", version5))
        try witness.client.publish(MQTTMessage(topic: "a/plain", payload: [1]), token: 4)
        let plain = await received()
        #expect((plain?.topic, plain?.retain) == ("a/plain", false))
    }

    @Test func theBrokerNeedNotBeThereAtStart() async throws {
        let broker = try Broker()
        let witness = try Witness(port: broker.port)
        defer { witness.client.stop() }
        #expect(await witness.disconnected() != nil)
        try await broker.start()
        #expect(await witness.connected() != nil)
    }

    @Test func nothingIsHandedOverWithoutAConnection() async throws {
        let broker = try Broker()
        let witness = try Witness(port: broker.port)
        defer { witness.client.stop() }
        #expect(throws: MQTTError.notConnected) {
            try witness.client.publish(MQTTMessage(topic: "lost", payload: [1], retain: true), token: 1)
        }
        try await broker.start()
        #expect(await witness.connected() != nil)
        try witness.client.subscribe("#")
        try witness.client.publish(MQTTMessage(topic: "kept", payload: [2]), token: 2)
        let topic = await witness.first { if case .received(let message) = $0 { message.topic } else { nil } }
        #expect(topic == "kept")
    }

    @Test func itComesBackAfterTheBrokerDied() async throws {
        let broker = try Broker()
        try await broker.start()
        let witness = try Witness(port: broker.port)
        defer { witness.client.stop() }
        #expect(await witness.connected() != nil)
        broker.stop()
        #expect(await witness.disconnected() != nil)
        try await broker.start()
        #expect(await witness.connected() != nil)
    }

    @Test func itConnectsAgainAtOnceWhenAsked() async throws {
        let broker = try Broker()
        try await broker.start()
        let witness = try Witness(port: broker.port) { $0.backoff = .seconds(600) ... .seconds(600) }
        defer { witness.client.stop() }
        for _ in 1...3 {
            #expect(await witness.connected() != nil)
            witness.client.reconnect()
            #expect(await witness.disconnected() != nil)
        }
        #expect(await witness.connected() != nil)
        // Nothing of it is left: the end is an end.
        witness.client.stop()
        #expect(await witness.disconnected() != nil)
    }

    @Test func aRefusalIsSaidInWords() async throws {
        let broker = try Broker("allow_anonymous false")
        try await broker.start()
        let witness = try Witness(port: broker.port)
        defer { witness.client.stop() }
        let reason = await witness.disconnected()
        #expect(reason?.lowercased().contains("not authori") == true, "\(reason ?? "")")
    }

    @Test func everyMessageIsAcknowledgedOnce() async throws {
        let broker = try Broker()
        try await broker.start()
        let witness = try Witness(port: broker.port)
        defer { witness.client.stop() }
        let window = try #require(await witness.connected())
        var (sent, acknowledged) = (UInt64(0), [UInt64]())
        func fill() throws {
            while sent < 2000, Int(sent) - acknowledged.count < window {
                try witness.client.publish(MQTTMessage(topic: "t", payload: [1]), token: sent)
                sent += 1
            }
        }
        try fill()
        for await event in witness.events {
            if case .acknowledged(let token) = event { acknowledged.append(token) }
            if acknowledged.count == 2000 { break }
            try fill()
        }
        #expect(acknowledged.sorted() == Array(0..<2000))
    }

    @Test func aHostThatNeverAnswersDoesNotHoldUpTheEnd() async throws {
        let port = freePort()
        let witness = try Witness(port: port)
        _ = await witness.disconnected()
        let start = ContinuousClock.now
        witness.client.stop()
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
