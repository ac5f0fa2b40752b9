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
        var heads = ColumnHeads()
        return columns(&heads)
    }

    /// Returns the samples as one column per quantity, with one value per sample.
    ///
    /// - Parameter heads: the beginnings of columns that other messages had.
    func columns(_ heads: inout ColumnHeads) -> [UInt8] {
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
        writeColumns(&heads, to: &json)
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
            if sample > 0 { json.mark(",") }
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

    /// One sample, as its columns need it.
    private struct Row {
        var readings: [Reading]
        var omitted: Set<Quantity>
    }

    private func writeColumns(_ heads: inout ColumnHeads, to json: inout JSONBytes) {
        let list = zip(samples, items).map { Row(readings: $0.content.readings, omitted: $1.omitted) }
        // In place: each row that is taken out of the list would have its references counted.
        let rows = list.span
        var isFirst = true
        for (column, reading) in list[0].readings.enumerated() {
            let marks = Self.marks(of: reading.quantity, column, rows)
            guard marks.isSent else { continue }
            if !isFirst { json.mark(",") }
            isFirst = false
            // All samples of a message have the same units.
            json.write(heads.head(of: reading.quantity, in: reading.unit))
            Self.write(reading.quantity, column, rows, marks, to: &json)
        }
    }

    private static func marks(of quantity: Quantity, _ column: Int, _ rows: Span<Row>) -> Marks {
        var marks = Marks()
        for row in rows.indices where !rows[row].omitted.contains(quantity) {
            let reading = rows[row].readings[column]
            marks.isSent = true
            marks.hasQuality = marks.hasQuality || reading.quality != .good
            marks.hasBound = marks.hasBound || reading.bound != .exact
            marks.hasRaw = marks.hasRaw || reading.raw != nil
        }
        return marks
    }

    /// Writes the lists of a column, from its first value on.
    private static func write(
        _ quantity: Quantity, _ column: Int, _ rows: Span<Row>, _ marks: Marks, to json: inout JSONBytes
    ) {
        writeReadings(quantity, column, rows, to: &json) { $1.number($0.value) }
        if marks.hasQuality {
            json.write(#"],"quality":["#)
            writeReadings(quantity, column, rows, to: &json) { $1.string($0.quality.description) }
        }
        if marks.hasBound {
            json.write(#"],"bound":["#)
            writeReadings(quantity, column, rows, to: &json) { $1.string($0.bound.rawValue) }
        }
        if marks.hasRaw {
            json.write(#"],"raw":["#)
            writeReadings(quantity, column, rows, to: &json) { $1.number($0.raw) }
        }
        json.mark("]")
        json.mark("}")
    }

    /// Writes something of each reading of a column; `null` for a sample that is sent without the quantity.
    private static func writeReadings(
        _ quantity: Quantity, _ column: Int, _ rows: Span<Row>, to json: inout JSONBytes,
        _ write: (Reading, inout JSONBytes) -> Void
    ) {
        for row in rows.indices {
            if row > 0 { json.mark(",") }
            if rows[row].omitted.contains(quantity) {
                json.write("null")
            } else {
                write(rows[row].readings[column], &json)
            }
        }
    }
}
