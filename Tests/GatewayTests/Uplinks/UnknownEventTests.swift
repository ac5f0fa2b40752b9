import Facilities
import Foundation
import MQTT
import Testing

@testable import Gateway
@testable import Journal
@testable import Uplinks

/// An entry of a kind that this version does not know is sent as it is stored.
struct UnknownEventTests {
    private func message(_ body: String) throws -> JSONValue {
        let entry = try JSONDecoder().decode(Entry.self, from: Data(body.utf8))
        let item = Item.entry(
            KeptEntry(sequence: 8, facility: GoldenMessages.site, time: GoldenMessages.time, entry))
        let payload = try #require(packed([item], GoldenMessages.topics, isBackfill: true).first?.payload)
        return try JSONDecoder().decode(JSONValue.self, from: Data(payload))
    }

    @Test func itIsSentWithItsOwnFields() throws {
        let sent = try message(#"{"event":"sealed","seal":{"count":9007199254740993}}"#)
        #expect(sent["event"] == .string("sealed"))
        #expect(sent["seal"]?["count"] == .integer(9_007_199_254_740_993))
        #expect(sent["sequence"] == .integer(8) && sent["schema"] == .string("mashang/event/2"))
    }

    @Test func noFieldOfItTakesThePlaceOfTheGatewaysOwn() throws {
        let sent = try message(#"{"event":"sealed","gateway":"other","sequence":1,"code":"X"}"#)
        #expect(sent["gateway"] == .string(GoldenMessages.topics.gateway) && sent["sequence"] == .integer(8))
        #expect(sent["code"] == .string(GoldenMessages.site.description))
    }

    @Test(arguments: ["[1]", "{}", #"{"event":7}"#]) func oneWithoutAWordHasOneToShow(body: String) throws {
        #expect(try message(body)["event"] == .string("unknown"))
    }
}
