import Facilities
import Foundation
import MQTT
import Testing

@testable import Gateway
@testable import Journal
@testable import Uplinks

/// A suspicion is for the owner and for inspectors: an uplink has it only where the site says `personal: true`.
@Suite struct SuspicionTests {
    private let suspicion = Item.entry(
        KeptEntry(
            sequence: 8, facility: GoldenMessages.site, time: GoldenMessages.time,
            .suspicion(GoldenEntries.suspicion)))
    private let reminder = Item.entry(GoldenMessages.entries["reminder"]!)

    @Test func noMessageHasIt() {
        let messages = packed([suspicion, reminder], GoldenMessages.topics)
        #expect(messages.count == 1)
        #expect(!messages.contains { String(decoding: $0.payload, as: UTF8.self).contains("tampering") })
    }

    @Test func anUplinkThatMayHavePersonalThingsHasIt() {
        var topics = GoldenMessages.topics
        topics.isPersonal = true
        #expect(
            packed([suspicion, reminder], topics).contains {
                String(decoding: $0.payload, as: UTF8.self).contains("tampering")
            })
    }

    @Test func aPageOfNothingElseHasNoMessage() {
        #expect(packed([suspicion], GoldenMessages.topics, isBackfill: true).isEmpty)
    }

    @Test func itComesBackFromTheLedgerAsItWas() throws {
        let entry = Entry.suspicion(GoldenEntries.suspicion)
        #expect(try JSONDecoder().decode(Entry.self, from: JSONEncoder().encode(entry)) == entry)
    }

    @Test func aReportOnTheMachineHasIt() throws {
        let report = String(decoding: GoldenMessages.others["report"]!, as: UTF8.self)
        #expect(report.contains(#""suspicions":[{"cause":"east/tsp""#))
    }
}
