import Delivery
import Facilities
import Foundation
import MQTT
import Testing

@testable import Uplinks

/// Samples as rows, for readers that do not know the project.
struct RowsTests {
    private let code = Facility.Code("NJ320104C00012K")!

    private func chosen(_ sequence: Int64, previous: Int64? = nil, _ readings: Reading...) -> Chosen {
        let time = Timestamp(milliseconds: 1_795_697_121_000 + sequence)
        let sample = Sample(device: DeviceID("p1"), time: time, readings: readings)
        return Chosen(.sample(Kept(sequence: sequence, facility: code, time: time, sample)), previous: previous)
    }

    private func packed(_ items: [Chosen], isBackfill: Bool = false) -> [MQTTMessage] {
        let topics = Topics(prefix: "mashang/2", gateway: "NJ-1")
        return Packer(topics: topics, isRows: true, epochs: { Epochs() })
            .parcels(items, clock: nil, isBackfill: isBackfill).map(topics.message)
    }

    private func text(_ items: [Chosen]) -> String {
        packed(items).map { String(decoding: $0.payload, as: UTF8.self) }.joined(separator: "\n")
    }

    @Test func aRowIsAsTheDesignHasIt() {
        let items = [
            chosen(7, previous: 5, Reading(.pressureDrop, 812.4, .pascal)),
            chosen(9, previous: 7, Reading(.pressureDrop, 813, .pascal)),
        ]
        let head = #""gateway":"NJ-1","code":"NJ320104C00012K","device":"p1","#
        #expect(
            text(items)
                == #"[{"ts":1795697121007,"values":{\#(head)"sequence":7,"previous":5,"pressureDrop":812.4,"#
                + #""pressureDrop_quality":"good"}},{"ts":1795697121009,"values":{\#(head)"sequence":9,"previous":7,"#
                + #""pressureDrop":813,"pressureDrop_quality":"good"}}]"#)
    }

    @Test func whatHasNoValueIsAbsentWithTheReasonBesideIt() {
        let row = text([chosen(7, Reading(.pressureDrop, .pascal, bad: .noAnswer))])
        #expect(row.hasSuffix(#""sequence":7,"pressureDrop_quality":"bad:noAnswer"}}]"#), "\(row)")
        #expect(!row.contains("null"))
    }

    @Test func whatIsOmittedIsAbsent() {
        var item = chosen(7, Reading(.pressureDrop, 800, .pascal), Reading(.fanState, 1, .one))
        item.omitted = [.fanState]
        #expect(!text([item]).contains("fanState"))
    }

    @Test func boundAndRawStandThereOnlyWhereTheyDiffer() {
        let row = text([
            chosen(7, Reading(.pressureDrop, 3000, .pascal, bound: .atLeast, raw: 2955.4)),
            chosen(8, previous: 7, Reading(.pressureDrop, 800, .pascal, raw: 800)),
        ])
        let first = #""pressureDrop_quality":"good","pressureDrop_bound":"atLeast","pressureDrop_raw":2955.4}}"#
        #expect(row.contains(first) && row.hasSuffix(#""pressureDrop":800,"pressureDrop_quality":"good"}}]"#), "\(row)")
    }

    @Test func aSampleAroundAFindingNamesItAndGoesToBackfill() throws {
        var item = chosen(8, previous: 7, Reading(.pressureDrop, 800, .pascal))
        item.about = About(rule: "carbon.pressure", cause: "p1")
        let message = try #require(packed([item]).first)
        #expect(message.topic.hasSuffix("/backfill"))
        let row = String(decoding: message.payload, as: UTF8.self)
        #expect(
            row.contains(#""about_rule":"carbon.pressure","about_cause":"p1","sequence":8,"pressureDrop""#), "\(row)")
    }

    @Test func lateRowsHaveTheTopicOfLateSamples() {
        #expect(packed([chosen(7)], isBackfill: true).map(\.topic) == ["mashang/2/NJ-1/\(code)/backfill"])
    }
}
