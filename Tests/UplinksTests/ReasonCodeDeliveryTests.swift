import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

/// Every error code of MQTT 5 that a broker may send: nothing is lost, and people read what it means.
@Suite(.timeLimit(.minutes(10))) struct ReasonCodeDeliveryTests {
    static let root = DrivenUplink.root

    /// What people read of a code, with its number.
    static func sentence(_ code: UInt8) -> Text {
        let (word, text) = (ReasonCode(rawValue: code).word, sentences[code]!)
        return Text(zh: "服务器答复 \(word)：\(text.zh)", en: "the broker answered \(word): \(text.en)")
    }

    /// Checks that everything was delivered, and that what is kept now is delivered too.
    static func expectDelivery(
        _ driven: DrivenUplink, quarantined: [Int64] = [], location: SourceLocation = #_sourceLocation
    ) async {
        driven.keep(3)
        let report = await driven.delivered()
        #expect(driven.missing == [], sourceLocation: location)
        #expect(driven.site.present.lost == [], sourceLocation: location)
        #expect(driven.site.present.quarantined.map(\.sequence).sorted() == quarantined, sourceLocation: location)
        #expect(report.quarantined == quarantined.count, sourceLocation: location)
        #expect(report.backlog == 0 && report.reason == nil && report.refused == [], sourceLocation: location)
        await driven.end()
    }

    // MARK: CONNACK

    static let connack: [UInt8] = [
        0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90, 0x95, 0x97, 0x99, 0x9A, 0x9B,
        0x9C,
        0x9D, 0x9F,
    ]

    @Test(arguments: connack) func aConnectionThatIsRefusedLosesNothing(_ code: UInt8) async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.connack = { _ in refusing.answer(.code(code)) ?? .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(20), broker)
        driven.keep(20)
        let text = Disconnection.Cause.refused(ReasonCode(rawValue: code)).text
        let report = await driven.report { $0.reason == text && refusing.count >= 2 }
        #expect(report.reason == text)
        #expect(!report.isConnected && report.backlog == 40)
        // Item 37 has means, which are read from the journal in any case, with all before them.
        let held = driven.uplink.inbox.portion(PortionRequest(after: 37, upTo: 40, limit: 40))
        #expect(held?.items.count == nil, "without a connection no items are held in memory")
        refusing.end()
        await Self.expectDelivery(driven)
    }

    // MARK: SUBACK

    static let suback: [UInt8] = [0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2]

    @Test(arguments: suback) func aSubscriptionThatIsRefusedLosesNothing(_ code: UInt8) async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.suback = { _ in refusing.answer(.code(code)) ?? .code(1) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(20), broker, isCompared: false)
        driven.keep(20)
        let report = await driven.report { $0.backlog == 0 && $0.refused.count == 3 }
        #expect(
            report.refused.map(\.topic) == ["\(Self.root)/+/commands", "\(Self.root)/commands", "\(Self.root)/state"])
        let text = Self.sentence(code)
        #expect(report.refused.allSatisfy { $0.text.zh == "订阅未被接受：\(text.zh)" && $0.waiting == 0 })
        #expect(report.refused.allSatisfy { $0.text.en == "the subscription is not accepted: \(text.en)" })
        #expect(report.isConnected && driven.missing == [])
        refusing.end()
        broker.endConnections()
        await Self.expectDelivery(driven)
    }

    // MARK: DISCONNECT

    /// All that a server may send but 0x8E, after which the pause is half a minute.
    static let disconnect: [UInt8] = [
        0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8C, 0x8D, 0x8F, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
        0x9A, 0x9B,
        0x9C, 0x9D, 0x9E, 0x9F, 0xA0, 0xA1, 0xA2,
    ]

    @Test(arguments: disconnect) func aConnectionThatIsEndedLosesNothing(_ code: UInt8) async throws {
        let refusing = Refusing()
        let driven = try Self.endingConnections(with: code, refusing)
        defer { driven.broker.stop() }
        let report = await driven.report { !$0.isConnected && $0.reason != nil && refusing.count >= 2 }
        #expect(report.reason == Self.sentence(code))
        #expect(!report.isConnected && report.backlog == 40)
        refusing.end()
        guard PubackDeliveryTests.ofTopic.contains(code) else { return await Self.expectDelivery(driven) }
        // The topic whose message came alone on the second connection is tried after an hour, or after a restart.
        let later = await driven.report { $0.isConnected && $0.backlog == $0.refused.first?.waiting }
        #expect(later.refused.map(\.text) == [Self.sentence(code)])
        #expect(later.backlog == driven.missing.count && later.backlog > 0)
        await driven.end()
        await Self.expectDelivery(DrivenUplink(driven.site, driven.broker))
    }

    /// An uplink at a broker that ends each connection on which something of the journal comes.
    private static func endingConnections(with code: UInt8, _ refusing: Refusing) throws -> DrivenUplink {
        var script = ScriptedBroker.Script()
        script.puback = { message in
            guard !message.sequences.isEmpty else { return .code(0) }
            return refusing.answer(.disconnect(code)) ?? .code(0)
        }
        let driven = DrivenUplink(MemorySite(20), try ScriptedBroker(script))
        driven.keep(20)
        return driven
    }

    @Test func aSessionThatIsTakenOverIsWhatPeopleReadAndLosesNothingOverARestart() async throws {
        let refusing = Refusing()
        let driven = try Self.endingConnections(with: 0x8E, refusing)
        let report = await driven.report { !$0.isConnected && $0.reason != nil }
        #expect(report.reason == Self.sentence(0x8E))
        #expect(driven.broker.connects.count == 1 && report.backlog == 40)
        await driven.end()
        driven.broker.stop()
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        await Self.expectDelivery(DrivenUplink(driven.site, broker))
    }
}
