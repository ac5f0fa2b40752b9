import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

/// What the report says while only a part is refused.
@Suite(.timeLimit(.minutes(10))) struct RefusalReportTests {
    private static let state = "\(DrivenUplink.root)/state"

    @Test func aSubscriptionAndAPublicationOfTheSameTopicAreRefusedEachByItself() async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.suback = { $0 == Self.state ? .code(0x83) : .code(1) }
        script.puback = { $0.topic == Self.state ? refusing.answer(.code(0x87)) ?? .code(0) : .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(), broker)
        driven.keep(3)
        let report = await driven.report { $0.refused.count == 2 && $0.backlog == 0 }
        #expect(report.refused.map(\.topic) == [Self.state, Self.state])
        #expect(Set(report.refused.map(\.reason)) == ["0x83", "0x87"])
        await driven.end()
    }

    @Test func aRefusedSubscriptionIsTriedAgainAfterAnHour() async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.suback = { _ in refusing.answer(.code(0x97)) ?? .code(1) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let driven = DrivenUplink(MemorySite(), broker)
        let commands = "\(DrivenUplink.root)/commands"
        await driven.report { $0.refused.count == 3 }
        refusing.end()
        driven.keep(1)
        await driven.report { $0.backlog == 0 }
        #expect(await driven.report.refused.count == 3, "tried before the hour is over")
        await driven.uplink.age(commands, by: .seconds(3600))
        driven.keep(1)
        let report = await driven.report { $0.refused.count == 2 }
        #expect(!report.refused.contains { $0.topic == commands })
        #expect(broker.everything.filter { $0 == .subscribe(commands) }.count == 2)
        await driven.end()
    }

    @Test(arguments: PubackDeliveryTests.later)
    func whereStateAndStatusesAreWantedLaterTheReportSaysSo(_ code: UInt8) async throws {
        let refusing = Refusing()
        var script = ScriptedBroker.Script()
        script.puback = { $0.retain ? refusing.answer(.code(code)) ?? .code(0) : .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let site = MemorySite()
        site.post([.here()])
        let driven = DrivenUplink(site, broker)
        driven.keep(5)
        let report = await driven.report { $0.reason != nil && $0.backlog == 0 }
        #expect(report.reason == ReasonCodeDeliveryTests.sentence(code))
        refusing.end()
        await ReasonCodeDeliveryTests.expectDelivery(driven)
        #expect(broker.accepted.contains { $0.topic == Self.state && $0.retain })
        #expect(broker.accepted.contains { $0.topic == "\(DrivenUplink.root)/\(Facility.Code.here)/status" })
    }
}

extension MQTTUplink {
    /// Moves a refused filter back in time.
    fileprivate func age(_ filter: String, by time: Duration) {
        refusedFilters.accept(filter)
        refusedFilters.refuse(filter, "0x97", site.now, at: .now - time)
    }
}
