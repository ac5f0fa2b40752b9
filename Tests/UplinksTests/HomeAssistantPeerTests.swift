import Facilities
import Foundation
import TestSupport
import Testing

@testable import Uplinks

/// What Home Assistant itself makes of what it finds.
@Suite(.enabled(if: HomeAssistantPeer.isInstalled, "scripts/setup --home-assistant")) struct HomeAssistantPeerTests {
    private let topics = Topics(prefix: "mashang/2", gateway: "NJ-1")

    /// The messages that are retained for a facility with some channels and their readings.
    private func retained(_ channels: [HomeAssistant.Channel], _ samples: [Kept<Sample>]) throws -> [String: [UInt8]] {
        var home = HomeAssistant.here()
        home.places[0].channels = channels
        let ids = Set(channels.map(\.id))
        let latest = try #require(LatestPayload(samples, of: .here, ids, gateway: "NJ-1", Epochs()))
        let found = home.entities(topics).map { (home.topic(of: $0), $0.members.json) }
        return Dictionary(uniqueKeysWithValues: found).merging([
            topics.latest(of: .here): latest.json, topics.ownState: Array(#"{"state":"online"}"#.utf8),
            topics.status(of: .here): Array(#"{"light":"red"}"#.utf8),
        ]) { $1 }
    }

    @Test func itTakesEveryQuantityAndEveryUnit() async throws {
        var channels = Quantity.all.map {
            HomeAssistant.Channel(.init(DeviceID("known"), $0), $0.unit ?? .one, place: "")
        }
        for (index, symbol) in PhysicalUnit.symbols.enumerated() {
            let unit = try #require(PhysicalUnit(symbol))
            channels.append(.init(.init(DeviceID("own"), Quantity(rawValue: "own\(index)")!), unit, place: "东侧"))
        }
        let samples: [Kept<Sample>] = [.here(1, "known", Reading(.tsp, 1, .microgramPerCubicMetre))]
        let entities = try await HomeAssistantPeer.entities(of: try retained(channels, samples))
        #expect(entities.count == channels.count + 1)
    }

    @Test func itShowsValuesAndWhatIsMissingAsUnknown() async throws {
        let names = ["p1", "line-1/3", "一级箱.2", "#4"]
        let channels = names.map { HomeAssistant.Channel(.init(DeviceID($0), .pressureDrop), .pascal, place: "") }
        let samples: [Kept<Sample>] = [
            .here(1, "p1", Reading(.pressureDrop, 812.4, .pascal)),
            .here(2, "line-1/3", Reading(.pressureDrop, -3, .pascal, bound: .atMost)),
            .here(3, "一级箱.2", Reading(.pressureDrop, .pascal, bad: .noAnswer)),
        ]
        let entities = try await HomeAssistantPeer.entities(of: try retained(channels, samples))
        let states = Dictionary(uniqueKeysWithValues: entities.map { ($0.name, $0.state) })
        #expect(
            // The end of a range is no plain number.
            states == [
                "p1 压差": "812.4", "line-1/3 压差": "None", "一级箱.2 压差": "None", "#4 压差": "None", "状态灯": "red",
            ])
        #expect(Set(entities.map(\.availability)) == ["online"] && Set(entities.map(\.device)) == ["工地"])
    }

    @Test(arguments: [(0.0, "OFF"), (1, "ON"), (2, "None")]) func itShowsAState(_ value: Double, _ shown: String)
        async throws
    {
        let channel = HomeAssistant.Channel(.init(DeviceID("c"), .fanState), .one, place: "")
        let samples: [Kept<Sample>] = [.here(1, "c", Reading(.fanState, value, .one))]
        let entities = try await HomeAssistantPeer.entities(of: try retained([channel], samples))
        #expect(entities.first { $0.component == "binary_sensor" }?.state == shown)
    }

    @Test func itRefusesWhatIsWrong() async throws {
        let wrong = ["homeassistant/sensor/x/config": Array(#"{"state_topic":"a/#"}"#.utf8)]
        await #expect(throws: HomeAssistantPeer.Refused.self) { try await HomeAssistantPeer.entities(of: wrong) }
    }
}
