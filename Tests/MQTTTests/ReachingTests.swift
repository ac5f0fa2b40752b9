import Facilities
import Foundation
import Glibc
import MQTT
import Synchronization
import TestSupport
import Testing

/// Brokers that cannot be reached, and ends that nothing delays.
@Suite(.timeLimit(.minutes(10))) struct ReachingTests {
    @Test func whereNobodyListensTheSystemSaysSo() async {
        let listener = Listener(port: freePort())
        defer { listener.client.stop() }
        #expect(await listener.disconnected() == Disconnection(.unreachable(ECONNREFUSED)))
    }

    @Test func aNameWithoutAnAddressIsReported() async {
        let listener = Listener(port: 1883) { $0.host = "broker.invalid" }
        defer { listener.client.stop() }
        guard case .unknownHost(let code) = await listener.disconnected()?.cause else {
            Issue.record("not reported")
            return
        }
        #expect(code == EAI_NONAME || code == EAI_AGAIN)
    }

    /// `localhost` may be ::1 first, where nobody listens.
    @Test func everyAddressOfANameIsTried() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.host = "localhost" }
        defer { listener.client.stop() }
        #expect(await listener.connected() != nil)
    }

    @Test func aBrokerThatNeverAnswersIsGivenUpAfterFiveSeconds() async throws {
        var script = ScriptedBroker.Script()
        script.connack = { _ in .silence }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let start = ContinuousClock.now
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(await listener.disconnected() == Disconnection(.timedOut))
        #expect(.seconds(4.9)...(.seconds(9)) ~= ContinuousClock.now - start)
    }

    @Test func aSilentAddressIsGivenUpAfterFiveSecondsAndDelaysNoEnd() async throws {
        let hole = try BlackHole()
        let start = ContinuousClock.now
        let listener = Listener(port: hole.port)
        #expect(await listener.disconnected() == Disconnection(.timedOut))
        #expect(.seconds(4.9)...(.seconds(9)) ~= ContinuousClock.now - start)
        // It is waiting or connecting again by now.
        let end = ContinuousClock.now
        listener.client.stop()
        #expect(ContinuousClock.now - end < .seconds(1))
        withExtendedLifetime(hole) {}
    }

    @Test func theEndComesAtOnceWhileItConnects() async throws {
        let hole = try BlackHole()
        let listener = Listener(port: hole.port)
        while !listener.client.hasUnwritten { await Task.yield() }
        let end = ContinuousClock.now
        listener.client.stop()
        #expect(ContinuousClock.now - end < .seconds(1))
        #expect(await listener.disconnected()?.cause == .left)
        withExtendedLifetime(hole) {}
    }

    @Test func aConnectionThatIsClosedWithoutAWordIsToldFromOneThatWasAccepted() async throws {
        var script = ScriptedBroker.Script()
        script.connack = { _ in .close }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        #expect(await listener.disconnected() == Disconnection(.closed))
        let other = try ScriptedBroker()
        defer { other.stop() }
        let second = Listener(port: other.port)
        defer { second.client.stop() }
        _ = await second.connected()
        other.endConnections()
        let end = await second.disconnected()
        #expect(end?.cause == .closed)
        #expect(end?.wasConnected == true)
    }

    @Test func aBrokerThatNoLongerAnswersPingsIsLeft() async throws {
        var script = ScriptedBroker.Script()
        script.answersPings = false
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port) { $0.keepAlive = 5 }
        defer { listener.client.stop() }
        _ = await listener.connected()
        #expect(await listener.disconnected()?.cause == .keepAlive)
    }

    // MARK: Settings

    private struct Unreadable: ExplainedError {
        var text: Text { Text(zh: "没有文件 /etc/secret", en: "/etc/secret is not there") }
    }

    @Test func settingsThatCannotBeReadAreReportedAndReadForTheNextTry() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let tries = Atomic(0)
        let port = broker.port
        let listener = Listener {
            guard tries.add(1, ordering: .relaxed).newValue > 1 else { throw Unreadable() }
            return MQTTSettings(host: "127.0.0.1", port: port, clientID: "c")
        }
        defer { listener.client.stop() }
        #expect(
            await listener.disconnected() == Disconnection(.settings(Unreadable().text)))
        #expect(await listener.connected() != nil)
    }

    @Test func aClientIDAndAKeepAliveThatCannotBeUsedAreReported() async {
        let listener = Listener(port: 1, id: "")
        defer { listener.client.stop() }
        #expect(
            await listener.disconnected()?.cause
                == .settings(Text(zh: "缺少客户端标识", en: "a client id is needed")))
        let second = Listener(port: 1) { $0.keepAlive = 4 }
        defer { second.client.stop() }
        #expect(
            await second.disconnected()?.cause
                == .settings(
                    Text(
                        zh: "keep alive：4 秒；应为 0 或 5 到 65535",
                        en: "keep alive: 4 s; 0 or 5 to 65535 are allowed")))
    }

    // MARK: Leaving

    @Test func aBrokerThatIgnoresTheDISCONNECTIsLeftAllTheSame() async throws {
        var script = ScriptedBroker.Script()
        script.closesAfterDisconnect = false
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        _ = await listener.connected()
        listener.client.reconnect()
        #expect(await listener.disconnected()?.cause == .left)
        #expect(await listener.connected() != nil)
        // A second is waited for its end of the connection.
        #expect(broker.pauses { $0 == .disconnect }.allSatisfy { $0 < .seconds(2) })
        #expect(broker.everything.contains(.disconnect))
        await listener.client.end(lastMessage: nil, within: .zero)
    }

    @Test func theCallersPauseIsKept() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        defer { listener.client.stop() }
        _ = await listener.connected()
        listener.client.reconnect(pause: .seconds(2))
        #expect(await listener.connected() != nil)
        #expect(broker.pauses { $0 == .disconnect }.allSatisfy { .seconds(2)...(.seconds(3)) ~= $0 })
    }

    @Test func theEndWaitsForTheLastMessage() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let listener = Listener(port: broker.port)
        _ = await listener.connected()
        listener.client.stop(lastMessage: MQTTMessage(topic: "last", payload: [1]))
        let said = broker.everything.suffix(3)
        #expect(said.contains { if case .publish("last", 1, false, _) = $0 { true } else { false } })
        #expect(said.contains(.disconnect))
    }
}
