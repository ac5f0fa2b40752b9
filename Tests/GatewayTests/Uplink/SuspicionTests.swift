import Facilities
import Foundation
import MQTT
import Testing

@testable import Gateway
@testable import Journal

/// A suspicion is for the owner and for inspectors: an uplink has it only where the site says `personal: true`.
@Suite struct SuspicionTests {
    private let suspicion = Item.entry(
        KeptEntry(
            sequence: 8, facility: GoldenMessages.site, time: GoldenMessages.time,
            .suspicion(GoldenEntries.suspicion)))
    private let reminder = Item.entry(GoldenMessages.entries["reminder"]!)

    @Test func noMessageHasIt() {
        let page = Page(
            [suspicion, reminder], end: 9, topics: GoldenMessages.topics, epochs: Epochs(), isBackfill: false)
        #expect(page.messages.count == 1)
        #expect(!page.messages.contains { String(decoding: $0.payload, as: UTF8.self).contains("tampering") })
    }

    @Test func anUplinkThatMayHavePersonalThingsHasIt() {
        var topics = GoldenMessages.topics
        topics.isPersonal = true
        let page = Page([suspicion, reminder], end: 9, topics: topics, epochs: Epochs(), isBackfill: false)
        #expect(page.messages.contains { String(decoding: $0.payload, as: UTF8.self).contains("tampering") })
    }

    @Test func aPageOfNothingElseIsDoneAtOnce() {
        let page = Page([suspicion], end: 8, topics: GoldenMessages.topics, epochs: Epochs(), isBackfill: true)
        #expect(page.isDone && page.end == 8)
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
