import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

/// Every error code of a PUBACK: for one topic, for one message, and for everything.
@Suite(.timeLimit(.minutes(10))) struct PubackDeliveryTests {
    /// The codes of the standard, and the one that mosquitto sends for a message beyond its limit.
    static let codes: [UInt8] = [0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99, 0x95]
    static let later: [UInt8] = [0x80, 0x83, 0x91, 0x97]
    static let ofTopic: [UInt8] = [0x87, 0x90]
    static let ofMessage: [UInt8] = [0x95, 0x99]
    /// The topic by which the samples of a facility are named, and that of the late ones.
    static let topic = "\(DrivenUplink.root)/\(Facility.Code.here)/readings"
    static let late = "\(DrivenUplink.root)/\(Facility.Code.here)/backfill"
    static let topics = [topic, late]

    /// What a broker refuses.
    enum Scope: CaseIterable, Sendable {
        case everything, topic, message

        func contains(_ message: MQTTMessage) -> Bool {
            switch self {
            case .everything: true
            case .topic: PubackDeliveryTests.topics.contains(message.topic)
            case .message: message.sequences.contains(4)
            }
        }

        /// Whether an item of the journal is refused, among those that are sent alone.
        func contains(_ item: Item) -> Bool {
            switch self {
            case .everything: true
            case .topic: item.stream == ItemStream(.here, .readings)
            case .message: item.sequence == 4
            }
        }
    }

    private static func driven(_ code: UInt8, _ scope: Scope, _ refusing: Refusing) throws -> DrivenUplink {
        var script = ScriptedBroker.Script()
        script.puback = { message in
            guard scope.contains(message) else { return .code(0) }
            return refusing.answer(.code(code)) ?? .code(0)
        }
        let site = MemorySite(20)
        site.post([.here()])
        let driven = DrivenUplink(site, try ScriptedBroker(script))
        driven.keep(20)
        return driven
    }

    @Test(arguments: later, Scope.allCases)
    func whatIsWantedLaterComesLater(_ code: UInt8, _ scope: Scope) async throws {
        let refusing = Refusing()
        let driven = try Self.driven(code, scope, refusing)
        defer { driven.broker.stop() }
        let report = await driven.report { $0.reason != nil && refusing.count >= 2 }
        #expect(report.reason == ReasonCodeDeliveryTests.sentence(code))
        #expect(report.isConnected && report.backlog > 0 && report.refused == [])
        refusing.end()
        await ReasonCodeDeliveryTests.expectDelivery(driven)
    }

    @Test(arguments: ofTopic, Scope.allCases)
    func whatIsRefusedOfATopicWaitsForItAndTheRestPasses(_ code: UInt8, _ scope: Scope) async throws {
        let refusing = Refusing()
        let driven = try Self.driven(code, scope, refusing)
        defer { driven.broker.stop() }
        await driven.report(until: \.isConnected)
        driven.keep(10)
        // Of two facilities readings and late readings, of one of them means, and the events of both and of the gateway, and what the
        // gateway publishes of its own.
        let refused = [Scope.everything: 9, .topic: 2, .message: 1][scope]!
        let report = await driven.report { report in
            report.refused.count == refused && report.backlog == report.refused.reduce(0) { $0 + $1.waiting }
        }
        #expect(report.refused.count == refused, "\(report.refused.map(\.topic))")
        #expect(report.refused.contains { $0.topic == (scope == .message ? Self.late : Self.topic) })
        #expect(report.refused.allSatisfy { $0.text == ReasonCodeDeliveryTests.sentence(code) })
        #expect(report.isConnected && report.backlog == driven.missing.count && report.backlog > 0)
        refusing.end()
        driven.broker.endConnections()
        await ReasonCodeDeliveryTests.expectDelivery(driven)
    }

    @Test func whereOnlyLiveReadingsAreRefusedTheyComeAsLateOnesAndAreTriedAgain() async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.puback = { message in
            guard message.topic == Self.topic else { return .code(0) }
            return refusing.answer(.code(0x87)) ?? .code(0)
        }
        let driven = DrivenUplink(MemorySite(20), try ScriptedBroker(script))
        defer { driven.broker.stop() }
        await driven.report(until: \.isConnected)
        driven.keep(20)
        let report = await driven.report { $0.backlog == 0 && !$0.refused.isEmpty }
        #expect(report.refused.map(\.topic) == [Self.topic] && report.refused[0].waiting == 0)
        #expect(driven.missing == [] && report.backlog == 0)
        refusing.end()
        driven.broker.endConnections()
        await ReasonCodeDeliveryTests.expectDelivery(driven)
    }

    @Test(arguments: ofMessage, Scope.allCases)
    func whatIsRefusedAsAMessageIsNamedItemByItem(_ code: UInt8, _ scope: Scope) async throws {
        let refusing = Refusing()
        let driven = try Self.driven(code, scope, refusing)
        defer { driven.broker.stop() }
        let named = driven.site.present.items.filter(scope.contains).map(\.sequence)
        let report = await driven.report { $0.quarantined >= named.count && $0.backlog == 0 }
        #expect(report.isConnected && report.lastQuarantined?.reason == ReasonCode(rawValue: code).word)
        #expect(driven.site.present.quarantined.allSatisfy { $0.reason == report.lastQuarantined?.reason })
        refusing.end()
        driven.broker.endConnections()
        await ReasonCodeDeliveryTests.expectDelivery(driven, quarantined: named)
    }
}
