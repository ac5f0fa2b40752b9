import Delivery
import Facilities

extension ReadingsPayload {
    /// The samples, a row each: `[{"ts": …, "values": {…}}]`, as ThingsBoard and the JSON readers of Telegraf and Home
    /// Assistant accept it without code. Such readers refuse null, so a quantity without a value is absent.
    var rows: [UInt8] {
        let rows = samples.indices.map { index in
            #"{"ts":\#(samples[index].time.milliseconds),"values":{\#(head)\#(values(of: index))}}"#
        }
        return Array("[\(rows.joined(separator: ","))]".utf8)
    }

    /// The members with which every row begins.
    private var head: String {
        var json = #""gateway":\#(JSONText.string(gateway)),"#
        if let epoch { json += #""epoch":"\#(epoch)","# }
        if let clock { json += #""clock":\#(clock),"# }
        json += #""code":"\#(samples[0].facility)","#
        json += #""device":\#(JSONText.string(samples[0].content.device.description)),"#
        if !place.isEmpty { json += #""place":\#(JSONText.string(place)),"# }
        if let about = items[0].about {
            json += #""about_rule":\#(JSONText.string(about.rule)),"about_cause":\#(JSONText.string(about.cause)),"#
        }
        return json
    }

    private func values(of index: Int) -> String {
        var json = #""sequence":\#(samples[index].sequence)"#
        let before = items[index].about != nil ? nil : index == 0 ? previous : samples[index - 1].sequence
        if let before { json += #","previous":\#(before)"# }
        for reading in samples[index].content.readings where !items[index].omitted.contains(reading.quantity) {
            json += "," + Self.values(of: reading)
        }
        return json
    }

    private static func values(of reading: Reading) -> String {
        let name = reading.quantity.rawValue
        var json = reading.value.map { #"\#(JSONText.string(name)):\#(JSONText.number($0)),"# } ?? ""
        json += #"\#(JSONText.string(name + "_quality")):"\#(reading.quality)""#
        if reading.bound != .exact {
            json += #",\#(JSONText.string(name + "_bound")):"\#(reading.bound.rawValue)""#
        }
        if let raw = reading.raw, raw != reading.value {
            json += #",\#(JSONText.string(name + "_raw")):\#(JSONText.number(raw))"#
        }
        return json
    }
}
