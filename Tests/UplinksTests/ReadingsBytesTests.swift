import Delivery
import Facilities
import TestSupport
import Testing

@testable import Uplinks

/// The JSON of samples that is written as bytes, against the same JSON put together of texts.
struct ReadingsBytesTests {
    private static let code = Facility.Code("NJ320104C00012K")!

    @Test(arguments: 0..<200 as Range<UInt64>)
    func randomSamplesHaveTheSameJSONAsTheTextsOfTheirParts(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let payload = Self.payload(&random)
        #expect(String(decoding: payload.columns, as: UTF8.self) == ReadingsTexts(payload).columns)
        #expect(String(decoding: payload.rows, as: UTF8.self) == ReadingsTexts(payload).rows)
    }

    @Test func theBeginningsOfColumnsAreTheSameForAllMessages() {
        var random = SplitMix(seed: 1)
        var heads = ColumnHeads()
        for _ in 0..<500 {
            let payload = Self.payload(&random)
            #expect(payload.columns(&heads) == payload.columns)
        }
    }

    @Test func aMessageOfFortyReadingsFitsIntoTheExpectedBuffer() {
        let readings = (1...40).map { Reading(Quantity(rawValue: "word\($0)")!, 60_000, .microgramPerCubicMetre) }
        let time = Timestamp(seconds: 1_795_000_000)
        let sample = Kept(
            sequence: 7, facility: Self.code, time: time,
            Sample(device: DeviceID("dust-1/1"), time: time, readings: readings))
        let payload = ReadingsPayload(gateway: "NJ-1", samples: [sample], items: [Chosen(.sample(sample))])
        #expect(payload.columns.count <= payload.capacity)
    }

    private static func payload(_ random: inout SplitMix) -> ReadingsPayload {
        let texts = ["", "p1", "一级箱", #"a"b\c"#, "tab\there", "line-1/3", "a long name of a device of sixteen bytes"]
        let columns = (0..<Int.random(in: 1...6, using: &random)).map { index in
            let names = [
                "pm10", "windDirection", #"own"quantity"#, "a quantity with more than fifteen bytes", "温度", "x",
            ]
            let units: [PhysicalUnit] = [.pascal, .one, .celsius, .microgramPerCubicMetre]
            return (Quantity(rawValue: names[index])!, units.randomElement(using: &random)!)
        }
        let device = DeviceID(texts.randomElement(using: &random)!)
        let sequences = (0..<Int64.random(in: 1...5, using: &random)).map {
            1 + $0 * Int64.random(in: 5...9, using: &random)
        }
        let samples = sequences.map { sequence in
            let time = Timestamp(milliseconds: .random(in: -5...1_900_000_000_000, using: &random))
            let readings = columns.map { reading($0, $1, &random) }
            return Kept(
                sequence: sequence, facility: code, time: time,
                Sample(device: device, time: time, readings: readings))
        }
        let about =
            Bool.random(using: &random) ? nil : About(rule: "data.stuck", cause: texts.randomElement(using: &random)!)
        let items = samples.map { sample in
            let omitted = columns.map(\.0).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            return Chosen(.sample(sample), omitted: Set(omitted), about: about)
        }
        return ReadingsPayload(
            gateway: "NJ-1", epoch: ["0a1b2c", nil].randomElement(using: &random)!,
            clock: [4, nil].randomElement(using: &random)!, place: texts.randomElement(using: &random)!,
            samples: samples, items: items, previous: [nil, 0, .max].randomElement(using: &random)!)
    }

    private static func reading(
        _ quantity: Quantity, _ unit: PhysicalUnit, _ random: inout SplitMix
    ) -> Reading {
        let reasons = Quality.Reason.allCases + [.unknown(200)]
        let reason = reasons.randomElement(using: &random)!
        let values = [
            0, -0.0, 800, 35.3, -0.5, 1e300, .leastNonzeroMagnitude, 0x1p53, -0x1p53, 0x1.fffffffffffffp52, 1e-5,
            0.1 + 0.2,
            Double(Int64.random(in: -70_000...70_000, using: &random)) / 10, .random(in: -1...1, using: &random),
        ]
        let value = values.randomElement(using: &random)!
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return Reading(quantity, unit, bad: reason)
        case 1: return Reading(quantity, value, unit, quality: .uncertain(reason), bound: .atMost, raw: 7.25)
        case 2: return Reading(quantity, value, unit, bound: .atLeast, raw: value)
        default: return Reading(quantity, value, unit)
        }
    }
}

/// The payload as a text that is put together of other texts.
private struct ReadingsTexts {
    let payload: ReadingsPayload

    init(_ payload: ReadingsPayload) { self.payload = payload }

    private var samples: [Kept<Sample>] { payload.samples }

    private var common: String {
        var json = ""
        if let epoch = payload.epoch { json += #""epoch":"\#(epoch)","# }
        if let clock = payload.clock { json += #""clock":\#(clock),"# }
        json +=
            #""code":"\#(samples[0].facility)","device":\#(JSONText.string(samples[0].content.device.description)),"#
        if !payload.place.isEmpty { json += #""place":\#(JSONText.string(payload.place)),"# }
        return json
    }

    var columns: String {
        var json = #"{"schema":"mashang/readings/2","gateway":\#(JSONText.string(payload.gateway)),\#(common)"#
        if let about = payload.items[0].about {
            json += #""about":{"rule":\#(JSONText.string(about.rule)),"cause":\#(JSONText.string(about.cause))},"#
        }
        json += #""sequence":[\#(samples.map { "\($0.sequence)" }.joined(separator: ","))],"#
        json += #""previous":\#(payload.previous.map { "\($0)" } ?? "null"),"#
        json += #""time":[\#(samples.map { "\($0.time.milliseconds)" }.joined(separator: ","))],"readings":{"#
        return json + samples[0].content.readings.indices.compactMap(column).joined(separator: ",") + "}}"
    }

    private func column(_ index: Int) -> String? {
        let quantity = samples[0].content.readings[index].quantity
        let readings = samples.indices.map { sample in
            payload.items[sample].omitted.contains(quantity) ? nil : samples[sample].content.readings[index]
        }
        let sent = readings.compactMap(\.self)
        guard let any = sent.first else { return nil }
        func list(_ text: (Reading) -> String) -> String {
            readings.map { $0.map(text) ?? "null" }.joined(separator: ",")
        }
        var json = #"\#(JSONText.string(quantity.rawValue)):{"unit":"\#(any.unit)","#
        json += #""value":[\#(list { JSONText.number($0.value) })]"#
        if !sent.allSatisfy({ $0.quality == .good }) { json += #","quality":[\#(list { "\"\($0.quality)\"" })]"# }
        if !sent.allSatisfy({ $0.bound == .exact }) { json += #","bound":[\#(list { "\"\($0.bound.rawValue)\"" })]"# }
        if !sent.allSatisfy({ $0.raw == nil }) { json += #","raw":[\#(list { JSONText.number($0.raw) })]"# }
        return json + "}"
    }

    var rows: String {
        var head = #""gateway":\#(JSONText.string(payload.gateway)),\#(common)"#
        if let about = payload.items[0].about {
            head += #""about_rule":\#(JSONText.string(about.rule)),"about_cause":\#(JSONText.string(about.cause)),"#
        }
        let rows = samples.indices.map { index in
            #"{"ts":\#(samples[index].time.milliseconds),"values":{\#(head)\#(values(of: index))}}"#
        }
        return "[\(rows.joined(separator: ","))]"
    }

    private func values(of index: Int) -> String {
        var json = #""sequence":\#(samples[index].sequence)"#
        let before = index == 0 ? payload.previous : samples[index - 1].sequence
        if payload.items[index].about == nil, let before { json += #","previous":\#(before)"# }
        for reading in samples[index].content.readings
        where !payload.items[index].omitted.contains(reading.quantity) {
            let name = reading.quantity.rawValue
            if let value = reading.value { json += #",\#(JSONText.string(name)):\#(JSONText.number(value))"# }
            json += #",\#(JSONText.string(name + "_quality")):"\#(reading.quality)""#
            if reading.bound != .exact {
                json += #",\#(JSONText.string(name + "_bound")):"\#(reading.bound.rawValue)""#
            }
            if let raw = reading.raw, raw != reading.value {
                json += #",\#(JSONText.string(name + "_raw")):\#(JSONText.number(raw))"#
            }
        }
        return json
    }
}
