import Delivery
import Facilities

/// `mashang/readings/2`: samples of one device. The JSON is written by hand and not by an encoder: it is the most
/// frequent payload, and this takes a fraction of the time.
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

    /// The samples as one column per quantity, with one value per sample.
    var columns: [UInt8] {
        var json = JSONBytes(capacity: capacity)
        json.write(#"{"schema":"mashang/readings/2","gateway":"#)
        json.string(gateway)
        json.write(",")
        writeHead(to: &json)
        if let about = items[0].about {
            json.write(#""about":{"rule":"#)
            json.string(about.rule)
            json.write(#","cause":"#)
            json.string(about.cause)
            json.write("},")
        }
        json.write(#""sequence":["#)
        writeList(to: &json) { sample, json in json.number(samples[sample].sequence) }
        json.write(#"],"previous":"#)
        if let previous { json.number(previous) } else { json.write("null") }
        json.write(#","time":["#)
        writeList(to: &json) { sample, json in json.number(samples[sample].time.milliseconds) }
        json.write(#"],"readings":{"#)
        writeColumns(to: &json)
        json.write("}}")
        return json.bytes
    }

    /// The expected size in bytes, with which the buffer need not grow for readings that are good and exact.
    var capacity: Int { 320 + samples[0].content.readings.count * (40 + 12 * samples.count) }

    /// Writes the members that columns and rows have in common.
    func writeHead(to json: inout JSONBytes) {
        if let epoch {
            json.write(#""epoch":""#)
            json.write(epoch)
            json.write(#"","#)
        }
        if let clock {
            json.write(#""clock":"#)
            json.number(clock)
            json.write(",")
        }
        json.write(#""code":""#)
        json.write(samples[0].facility.description)
        json.write(#"","device":"#)
        json.string(samples[0].content.device.description)
        json.write(",")
        if !place.isEmpty {
            json.write(#""place":"#)
            json.string(place)
            json.write(",")
        }
    }

    private func writeList(to json: inout JSONBytes, _ write: (Int, inout JSONBytes) -> Void) {
        for sample in samples.indices {
            if sample > 0 { json.write(",") }
            write(sample, &json)
        }
    }
}

extension ReadingsPayload {
    /// The members of a column that it has beside its unit and values.
    private struct Marks {
        /// Whether any of the samples is sent with the quantity. A column without one is absent.
        var isSent = false
        var hasQuality = false
        var hasBound = false
        var hasRaw = false
    }

    private func writeColumns(to json: inout JSONBytes) {
        var isFirst = true
        for (column, reading) in samples[0].content.readings.enumerated() {
            let marks = marks(of: reading.quantity, column)
            guard marks.isSent else { continue }
            if !isFirst { json.write(",") }
            isFirst = false
            json.string(reading.quantity.rawValue)
            // All samples of a message have the same units.
            json.write(#":{"unit":""#)
            json.write(reading.unit.symbol)
            write(reading.quantity, column, marks, to: &json)
        }
    }

    private func marks(of quantity: Quantity, _ column: Int) -> Marks {
        var marks = Marks()
        for sample in samples.indices where !items[sample].omitted.contains(quantity) {
            marks.isSent = true
            marks.hasQuality = marks.hasQuality || samples[sample].content.readings[column].quality != .good
            marks.hasBound = marks.hasBound || samples[sample].content.readings[column].bound != .exact
            marks.hasRaw = marks.hasRaw || samples[sample].content.readings[column].raw != nil
        }
        return marks
    }

    /// Writes the lists of a column, from the end of its unit on.
    private func write(_ quantity: Quantity, _ column: Int, _ marks: Marks, to json: inout JSONBytes) {
        json.write(#"","value":["#)
        writeReadings(quantity, column, to: &json) { $1.number($0.value) }
        if marks.hasQuality {
            json.write(#"],"quality":["#)
            writeReadings(quantity, column, to: &json) { $1.string($0.quality.description) }
        }
        if marks.hasBound {
            json.write(#"],"bound":["#)
            writeReadings(quantity, column, to: &json) { $1.string($0.bound.rawValue) }
        }
        if marks.hasRaw {
            json.write(#"],"raw":["#)
            writeReadings(quantity, column, to: &json) { $1.number($0.raw) }
        }
        json.write("]}")
    }

    /// Writes something of each reading of a column; `null` for a sample that is sent without the quantity.
    private func writeReadings(
        _ quantity: Quantity, _ column: Int, to json: inout JSONBytes, _ write: (Reading, inout JSONBytes) -> Void
    ) {
        writeList(to: &json) { sample, json in
            guard !items[sample].omitted.contains(quantity) else { return json.write("null") }
            write(samples[sample].content.readings[column], &json)
        }
    }
}
