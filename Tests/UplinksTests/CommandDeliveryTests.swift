import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

/// Commands that come by the broker, and their answers.
@Suite(.timeLimit(.minutes(10))) struct CommandDeliveryTests {
    private static let commands = "\(DrivenUplink.root)/commands"
    private static let replies = "\(DrivenUplink.root)/replies"

    private static func command(
        _ payload: String, topic: String = commands, to response: String? = nil, retain: Bool = false
    ) -> MQTTMessage {
        var message = MQTTMessage(topic: topic, payload: Array(payload.utf8), retain: retain)
        (message.responseTopic, message.correlation) = (response, [1, 2, 3])
        return message
    }

    private static func answers(_ broker: ScriptedBroker) -> [MQTTMessage] {
        broker.accepted.filter { $0.correlation == [1, 2, 3] }
    }

    /// Waits until an uplink listens to commands on so many connections.
    private static func subscribed(_ driven: DrivenUplink, times: Int = 1) async {
        await driven.report { _ in
            driven.broker.everything.filter { $0 == .subscribe("\(DrivenUplink.root)/+/commands") }.count == times
        }
        _ = await driven.delivered()
    }

    @Test(
        arguments: [
            ("\(replies)/abc", "\(replies)/abc"), ("bureau/replies/7f", "bureau/replies/7f"), (nil, "\(replies)/7f"),
            ("bureau/repliesX/7f", "\(replies)/7f"), ("mashang/2/NJ-2/state", "\(replies)/7f"),
            ("\(DrivenUplink.root)/state", "\(replies)/7f"),
        ] as [(String?, String)])
    func anAnswerGoesToTheWantedTopicOnlyWhereThatIsAllowed(_ wanted: String?, _ topic: String) async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(), broker)
        await Self.subscribed(driven)
        broker.publish(Self.command("a", to: wanted))
        #expect(await driven.accepts { $0.contains { $0.payload == Array("a".utf8) } })
        let answer = Self.answers(broker)
        #expect(answer.map(\.topic) == [topic])
        #expect(answer.first?.contentType == "application/json" && answer.first?.retain == false)
        await driven.end()
    }

    @Test func aCommandIsForItsFacilityOrForAllInTheOrderInWhichTheyCame() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(), broker)
        await Self.subscribed(driven)
        broker.publish(Self.command("a"))
        broker.publish(Self.command("b", topic: "\(DrivenUplink.root)/\(Facility.Code.there)/commands"))
        #expect(await driven.accepts { $0.contains { $0.payload == Array("b".utf8) } })
        #expect(driven.site.present.commands.map(\.target) == [.all, .facility(.there)])
        await driven.end()
    }

    @Test func theSessionIsKeptForAWeekAndCommandsComeAfterADisconnect() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(), broker)
        await Self.subscribed(driven)
        broker.endConnections()
        await Self.subscribed(driven, times: 2)
        broker.publish(Self.command("a"))
        #expect(await driven.accepts { $0.contains { $0.payload == Array("a".utf8) } })
        #expect(broker.connects.count == 2)
        // 0x11: 604,800 s.
        #expect(broker.connects.allSatisfy { !$0.cleanStart && $0.properties.starts(with: [0x11, 0, 9, 0x3A, 0x80]) })
        await driven.end()
    }

    @Test func aCommandOfAnEarlierSessionWaitsUntilOurStateIsSettledAndIsAnsweredOnce() async throws {
        var script = ScriptedBroker.Script()
        let settling = Refusing()
        script.suback = { $0.hasSuffix("/state") ? settling.answer(.silence) ?? .code(0x87) : .code(1) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(), broker, isCompared: false)
        await driven.report { _ in settling.count == 1 }
        settling.end()
        broker.publish(Self.command("a"))
        #expect(await driven.accepts { $0.contains { $0.payload == Array("a".utf8) } })
        #expect(broker.connects.count == 2)
        driven.keep(5)
        await driven.report { $0.backlog == 0 }
        #expect(Self.answers(broker).count == 1 && driven.site.present.commands.count == 1)
        await driven.end()
    }

    @Test func aRetainedCommandIsRefusedOnceThoughItComesOnEachConnection() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(), broker)
        for times in 1...2 {
            await Self.subscribed(driven, times: times)
            broker.publish(Self.command("a", retain: true))
            broker.publish(Self.command("\(times)"))
            #expect(await driven.accepts { $0.contains { $0.payload == Array("\(times)".utf8) } })
            broker.endConnections()
        }
        #expect(Self.answers(broker).map(\.payload) == ["retained", "1", "2"].map { Array($0.utf8) })
        #expect(driven.site.present.commands.count == 2)
        await driven.end()
    }
}
