import MQTT
import TestSupport
import Testing

/// What a CONNACK and a CONNECT say.
@Suite(.timeLimit(.minutes(10))) struct ConnectionTests {
    @Test func everyLimitOfTheBrokerIsReported() async throws {
        var script = ScriptedBroker.Script()
        // Receive Maximum 7, Maximum Packet Size 3000, Maximum QoS 0, Retain Available 0, Server Keep Alive 17.
        let limits: [UInt8] = [0x21, 0, 7, 0x27, 0, 0, 0x0B, 0xB8, 0x24, 0, 0x25, 0, 0x13, 0, 17]
        script.connack = { _ in .bytes([0x20, UInt8(limits.count + 3), 1, 0, UInt8(limits.count)] + limits) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(
            await listener.connected()
                == Connection(
                    version: .v5, window: 7, largestPacket: 3000, maximumQoS: 0, retainAvailable: false,
                    sessionPresent: true, keepAlive: 17))
    }

    @Test(arguments: [MQTTVersion.v5, .v311]) func withoutLimitsThereAreThoseOfTheSettings(
        version: MQTTVersion
    ) async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port) {
            $0.version = version
            $0.keepAlive = 23
            $0.window = 9
        }
        defer { listener.client.stop() }
        #expect(await listener.connected() == Connection(version: version, window: 9, keepAlive: 23))
        #expect(broker.connects.first?.keepAlive == 23)
    }

    @Test func theSessionIsKeptForAsLongAsTheSettingsSay() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port) {
            $0.cleanStart = false
            $0.sessionExpiry = .seconds(7 * 86_400)
        }
        defer { listener.client.stop() }
        _ = await listener.connected()
        let connect = try #require(broker.connects.first)
        #expect(!connect.cleanStart)
        let week: [UInt8] = [0x11, 0x00, 0x09, 0x3A, 0x80]
        #expect(connect.properties.prefix(5) == week[...])
    }

    @Test func aSessionIsKeptOverMQTT311Too() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port) {
            $0.version = .v311
            $0.cleanStart = false
            $0.sessionExpiry = .seconds(7 * 86_400)
        }
        defer { listener.client.stop() }
        _ = await listener.connected()
        #expect(broker.connects.first?.cleanStart == false)
    }

    /// The bytes that the broker counts, at the borders of the length fields.
    @Test(arguments: [MQTTVersion.v5, .v311]) func theSizeOfAPacketIsExact(version: MQTTVersion) async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.version = version }
        defer { listener.client.stop() }
        _ = await listener.connected()
        var messages = [0, 1, 110, 111, 120, 125, 126, 127, 128, 16_370, 16_380, 16_390, 200_000].flatMap { count in
            let payload = [UInt8](repeating: 1, count: count)
            return [MQTTMessage(topic: "码", payload: payload), MQTTMessage(topic: "t", payload: payload, qos: 0)]
        }
        messages[0].contentType = "application/json"
        messages[2].responseTopic = String(repeating: "r", count: 130)
        messages[4].correlation = [1, 2, 3]
        for (token, message) in messages.enumerated() {
            try listener.client.publish(message, token: UInt64(token))
            _ = await listener.answered()
        }
        let sizes = messages.map { $0.packetSize(version: version) }
        func published() -> [Int] {
            broker.everything.compactMap { if case .publish(_, _, _, let size) = $0 { size } else { nil } }
        }
        while published().count < sizes.count { await Task.yield() }
        #expect(published() == sizes)
    }

    @Test func aPacketAsLargeAsTheBrokerTakesIsSentAndNoLargerOne() async throws {
        var script = ScriptedBroker.Script()
        script.connack = { _ in .code(0, properties: [0x27, 0, 0, 0, 100]) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        _ = await listener.connected()
        var message = MQTTMessage(topic: "t", payload: [])
        message.payload = [UInt8](repeating: 1, count: 100 - message.packetSize(version: .v5))
        try listener.client.publish(message, token: 1)
        #expect(await listener.answered()?.token == 1)
        message.payload.append(1)
        #expect(message.packetSize(version: .v5) == 101)
        #expect(throws: MQTTError.tooLarge) { try listener.client.publish(message, token: 2) }
    }

    // MARK: The will

    private static let will = MQTTMessage(topic: "w", payload: [1], retain: true)

    /// A broker that refuses wills, first those that are retained and then those at QoS 1.
    @Test func aWillThatTheBrokerCannotTakeBecomesSmallerAtOnce() async throws {
        var script = ScriptedBroker.Script()
        script.connack = {
            if $0.will?.retain == true { return .code(0x9A) }
            return $0.will?.qos == 1 ? .code(0x9B) : .code(0)
        }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.will = Self.will }
        defer { listener.client.stop() }
        #expect(await listener.connected() != nil)
        // After a refusal it would be half a second at least.
        #expect(broker.pauses().allSatisfy { $0 < .milliseconds(450) })
        #expect(broker.connects.map(\.will) == [will(1, true), will(1, false), will(0, false)])
    }

    @Test func aDISCONNECTMakesTheWillSmallerToo() async throws {
        var script = ScriptedBroker.Script()
        script.puback = { $0.topic == "first" ? .disconnect(0x9A) : .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.will = Self.will }
        defer { listener.client.stop() }
        _ = await listener.connected()
        try listener.client.publish(MQTTMessage(topic: "first", payload: []), token: 1)
        #expect(await listener.disconnected()?.cause == .told(.retainNotSupported))
        _ = await listener.connected()
        #expect(broker.connects.map(\.will) == [will(1, true), will(1, false)])
    }

    private func will(_ qos: Int, _ retain: Bool) -> ConnectPacket.Will { .init(topic: "w", qos: qos, retain: retain) }
}
