import Delivery
import Facilities
import Foundation
import MQTT
import Testing

@testable import Uplinks

struct ReadingsPayloadTests {
    private let code = Facility.Code("NJ320104C00012K")!

    private func chosen(_ sequence: Int64, previous: Int64? = nil, _ readings: Reading...) -> Chosen {
        let time = Timestamp(seconds: 1_795_000_000 + sequence)
        let sample = Sample(device: DeviceID("p1"), time: time, readings: readings)
        return Chosen(.sample(Kept(sequence: sequence, facility: code, time: time, sample)), previous: previous)
    }

    private func pressure(_ sequence: Int64, previous: Int64? = nil, _ value: Double = 800) -> Chosen {
        chosen(sequence, previous: previous, Reading(.pressureDrop, value, .pascal))
    }

    private func packed(_ items: [Chosen], isBackfill: Bool = false, place: String = "", epochs: Epochs = Epochs())
        -> [String]
    {
        let packer = Packer(
            topics: Topics(prefix: "mashang/2", gateway: "NJ-1"),
            places: place.isEmpty ? [:] : [DeviceEntry(code, DeviceID("p1")): place], epochs: { epochs })
        return packer.parcels(items, clock: nil, isBackfill: isBackfill).map {
            "\($0.stream.kind.rawValue) \(String(decoding: $0.content, as: UTF8.self))"
        }
    }

    @Test func aMessageIsAsTheDesignHasIt() {
        let items = [pressure(7, previous: 5, 812.4), pressure(9, previous: 7, 813)]
        #expect(
            packed(items, place: "一级箱") == [
                #"readings {"schema":"mashang/readings/2","gateway":"NJ-1","code":"NJ320104C00012K","device":"p1","#
                    + #""place":"一级箱","sequence":[7,9],"previous":5,"time":[1795000007000,1795000009000],"#
                    + #""readings":{"pressureDrop":{"unit":"Pa","value":[812.4,813]}}}"#
            ])
    }

    @Test func aPlaceMayHaveAnyCharacters() throws {
        let text = try #require(packed([pressure(7)], place: #"a"b\c"#).first)
        #expect(text.contains(#""place":"a\"b\\c","#))
    }

    @Test func aColumnWithAMarkSaysItOfEverySample() {
        let beyond = Reading(
            .pressureDrop, 3000, .pascal, quality: .uncertain(.outOfRange), bound: .atLeast, raw: 2955.4)
        let text = packed([pressure(7), chosen(8, previous: 7, beyond)])[0]
        #expect(
            text.hasSuffix(
                #"{"unit":"Pa","value":[800,3000],"quality":["good","uncertain:outOfRange"],"#
                    + #""bound":["exact","atLeast"],"raw":[null,2955.4]}}}"#), "\(text)")
    }

    @Test func whatIsOmittedIsNullInAColumnAndAnEmptyColumnIsAbsent() {
        let fan = Reading(.fanState, 1, .one)
        var items = [7, 8, 9].map { sequence in
            chosen(sequence, previous: sequence - 1, Reading(.pressureDrop, 800, .pascal), fan)
        }
        items[0].omitted = [.fanState]
        items[1].omitted = [.pressureDrop, .fanState]
        items[2].omitted = [.fanState]
        let text = packed(items)[0]
        #expect(text.hasSuffix(#""readings":{"pressureDrop":{"unit":"Pa","value":[800,null,800]}}}"#), "\(text)")
        items[1].item = chosen(8, Reading(.pressureDrop, .pascal, bad: .noAnswer), fan).item
        items[1].omitted = []
        items[2].omitted = [.pressureDrop, .fanState]
        #expect(packed(items)[0].contains(#""value":[800,null,null],"quality":["good","bad:noAnswer",null]}"#))
    }

    @Test func lateSamplesHaveATopicOfTheirOwnAndKeepTheirChain() {
        let text = packed([pressure(7, previous: 5)], isBackfill: true)[0]
        #expect(text.hasPrefix("backfill ") && text.contains(#""previous":5,"#))
    }

    @Test func samplesAroundAFindingGoToBackfillWithIt() {
        var items = [pressure(7, previous: 5), pressure(8, previous: 7), pressure(9, previous: 7), pressure(10)]
        items[1].about = About(rule: "carbon.pressure", cause: "p1")
        items[3].about = About(rule: "data.stuck", cause: "p1")
        let texts = packed(items)
        #expect(texts.count == 3)
        #expect(texts[0].hasPrefix("readings ") && texts[0].contains(#""sequence":[7,9],"previous":5"#))
        let about = #""about":{"rule":"carbon.pressure","cause":"p1"},"sequence":[8],"previous":null"#
        #expect(texts[1].hasPrefix("backfill ") && texts[1].contains(about), "\(texts)")
        #expect(texts[2].contains(#""rule":"data.stuck""#))
    }

    @Test func aBrokenChainBeginsAMessage() {
        let texts = packed([pressure(7, previous: 5), pressure(9, previous: 8), pressure(10)])
        #expect(texts.map { $0.contains(#""previous":5"#) } == [true, false, false])
        #expect(texts.count == 3 && texts[1].contains(#""previous":8"#) && texts[2].contains(#""previous":null"#))
    }

    @Test func aPreviousOfAnotherEpochIsNull() {
        var epochs = Epochs()
        for (sequence, id) in [(1, "aaaaaa"), (8, "bbbbbb")] as [(Int64, String)] {
            let change = EpochChange(id, .restored, before: nil)
            epochs.take(KeptEntry(sequence: sequence, facility: nil, time: Timestamp(seconds: 0), .epoch(change)))
        }
        let texts = packed([pressure(7, previous: 5), pressure(9, previous: 7)], epochs: epochs)
        #expect(texts.count == 2)
        #expect(texts[0].contains(#""previous":5"#) && texts[1].contains(#""previous":null"#), "\(texts)")
    }
}
