import Facilities

/// `mashang/readings/1`: samples of one device, a column a quantity. Written by hand and not by an encoder: it is the
/// one payload of which there are many, and this takes a tenth of the time.
enum ReadingsPayload {
    /// - Parameter clock: the sequence of the newest `clock` entry by which their times are given.
    static func json(
        _ samples: [Kept<Sample>], gateway: String, epoch: String?, clock: Int64? = nil, backfill: Bool
    ) -> [UInt8] {
        guard let first = samples.first else { return [] }
        let epoch = epoch.map { #""epoch":"\#($0)","# } ?? ""
        let clock = clock.map { #""clock":\#($0),"# } ?? ""
        var json = #"{"schema":"mashang/readings/1","gateway":"\#(gateway)",\#(epoch)\#(clock)"#
        json += #""code":"\#(first.facility)","#
        json += #""device":"\#(first.content.device)","backfill":\#(backfill),"#
        json += #""sequence":[\#(list(samples) { "\($0.sequence)" })],"#
        json += #""time":[\#(list(samples) { "\($0.time.milliseconds)" })],"readings":{"#
        for (index, reading) in first.content.readings.enumerated() {
            if index > 0 { json += "," }
            json += #""\#(reading.quantity.rawValue)":{"unit":"\#(reading.unit)","value":["#
            json += list(samples) { $0.content.readings[index].value.map { "\($0)" } ?? "null" } + "]"
            if !samples.allSatisfy({ $0.content.readings[index].quality == .good }) {
                json += #","quality":[\#(list(samples) { "\"\($0.content.readings[index].quality)\"" })]"#
            }
            if !samples.allSatisfy({ $0.content.readings[index].bound == .exact }) {
                json += #","bound":[\#(list(samples) { "\"\($0.content.readings[index].bound.rawValue)\"" })]"#
            }
            json += "}"
        }
        return Array((json + "}}").utf8)
    }

    private static func list(_ samples: [Kept<Sample>], _ text: (Kept<Sample>) -> String) -> String {
        samples.count == 1 ? text(samples[0]) : samples.map(text).joined(separator: ",")
    }
}

extension Sample {
    /// Whether two samples can stand in one payload.
    func hasColumns(of other: Sample) -> Bool {
        device == other.device && readings.count == other.readings.count
            && zip(readings, other.readings).allSatisfy { $0.quantity == $1.quantity && $0.unit == $1.unit }
    }
}
