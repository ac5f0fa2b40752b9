import MQTT
import TestSupport
import Testing

/// Which version is spoken with which broker.
@Suite(.timeLimit(.minutes(10))) struct VersionTests {
    private static func versions(_ broker: ScriptedBroker) -> [UInt8] { broker.connects.map(\.version) }

    private func broker(_ answer: @escaping @Sendable (ConnectPacket) -> ScriptedBroker.Answer) throws -> ScriptedBroker
    {
        var script = ScriptedBroker.Script()
        script.connack = answer
        return try ScriptedBroker(script)
    }

    @Test(arguments: [
        ScriptedBroker.Answer.code(0x84),
        // What an older broker answers, without properties.
        .bytes([0x20, 2, 0, 1]),
    ]) func aBrokerThatRefusesTheVersionIsAskedAtOnceInTheOlderOne(refusal: ScriptedBroker.Answer) async throws {
        let broker = try broker { $0.version == 5 ? refusal : .code(0) }
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(await listener.disconnected()?.cause == .refused(.unsupportedProtocolVersion))
        #expect(await listener.connected()?.version == .v311)
        // After a refusal it would be half a second at least.
        #expect(broker.pauses().allSatisfy { $0 < .milliseconds(450) })
        #expect(Self.versions(broker) == [5, 4])
    }

    @Test func threeConnectionsThatAreClosedInARowAreEnough() async throws {
        let broker = try broker { $0.version == 5 ? .close : .code(0) }
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(await listener.connected()?.version == .v311)
        #expect(Self.versions(broker) == [5, 5, 5, 4])
    }

    @Test func theVersionOfTheSettingsIsNeverChanged() async throws {
        let broker = try broker { $0.version == 5 ? .code(0x84) : .code(0) }
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.version = .v5 }
        defer { listener.client.stop() }
        for _ in 1...3 { _ = await listener.disconnected() }
        #expect(Self.versions(broker) == [5, 5, 5])
    }

    @Test func theNextStartBeginsWithMQTT5() async throws {
        let broker = try broker { $0.version == 5 ? .code(0x84) : .code(0) }
        defer { broker.stop() }
        for _ in 1...2 {
            let listener = Listener(port: broker.port)
            defer { listener.client.stop() }
            #expect(await listener.connected()?.version == .v311)
        }
        #expect(Self.versions(broker) == [5, 4, 5, 4])
    }
}
