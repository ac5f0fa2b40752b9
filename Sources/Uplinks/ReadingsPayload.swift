import Delivery
import Facilities

/// `mashang/readings/2`: samples of one device. The JSON is written by hand and not by an encoder: it is the most
/// frequent payload, and this takes a tenth of the time.
struct ReadingsPayload {
    var gateway: String
    var epoch: String?
    /// The sequence of the newest `clock` entry that its times take into account.
    var clock: Int64?
    /// The place at which the device measures; empty if none is configured.
    var place = ""
    var samples: [Kept<Sample>]
    /// The chosen items, one a sample.
    var items: [Chosen]
    /// The sequence of the sample that was chosen before the first one; nil if there is none in the same epoch.
    var previous: Int64?

    private var first: Kept<Sample> { samples[0] }
    private var about: About? { items[0].about }

    /// The samples as one column per quantity, with one value per sample.
    var columns: [UInt8] {
        var json = #"{"schema":"mashang/readings/2","gateway":\#(JSONText.string(gateway)),"#
        if let epoch { json += #""epoch":"\#(epoch)","# }
        if let clock { json += #""clock":\#(clock),"# }
        json += #""code":"\#(first.facility)","device":\#(JSONText.string(first.content.device.description)),"#
        if !place.isEmpty { json += #""place":\#(JSONText.string(place)),"# }
        if let about {
            json += #""about":{"rule":\#(JSONText.string(about.rule)),"cause":\#(JSONText.string(about.cause))},"#
        }
        json +=
            #""sequence":[\#(list { "\(samples[$0].sequence)" })],"previous":\#(previous.map { "\($0)" } ?? "null"),"#
        json += #""time":[\#(list { "\(samples[$0].time.milliseconds)" })],"readings":{"#
        json += first.content.readings.indices.compactMap(column).joined(separator: ",")
        return Array((json + "}}").utf8)
    }

    /// Returns a column; nil for a quantity that none of the samples is sent with.
    private func column(_ index: Int) -> String? {
        let quantity = first.content.readings[index].quantity
        let readings = samples.indices.map { sample in
            items[sample].omitted.contains(quantity) ? nil : samples[sample].content.readings[index]
        }
        let sent = readings.compactMap(\.self)
        guard let any = sent.first else { return nil }
        var json = #"\#(JSONText.string(quantity.rawValue)):{"unit":"\#(any.unit)","#
        json += #""value":[\#(list { JSONText.number(readings[$0]?.value) })]"#
        if !sent.allSatisfy({ $0.quality == .good }) {
            json += #","quality":[\#(list { readings[$0].map { "\"\($0.quality)\"" } ?? "null" })]"#
        }
        if !sent.allSatisfy({ $0.bound == .exact }) {
            json += #","bound":[\#(list { readings[$0].map { "\"\($0.bound.rawValue)\"" } ?? "null" })]"#
        }
        if !sent.allSatisfy({ $0.raw == nil }) {
            json += #","raw":[\#(list { JSONText.number(readings[$0]?.raw) })]"#
        }
        return json + "}"
    }

    private func list(_ text: (Int) -> String) -> String {
        samples.count == 1 ? text(0) : samples.indices.map(text).joined(separator: ",")
    }
}
