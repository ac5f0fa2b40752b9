import Delivery
import Facilities

extension ReadingsPayload {
    /// The samples, a row each: `[{"ts": …, "values": {…}}]`, as ThingsBoard and the JSON readers of Telegraf and Home
    /// Assistant accept it without code. Such readers refuse null, so a quantity without a value is absent.
    var rows: [UInt8] {
        let head = head
        let readings = samples[0].content.readings.count
        var json = JSONBytes(capacity: 2 + samples.count * (128 + head.bytes.count + 64 * readings))
        for index in samples.indices {
            json.write(index == 0 ? #"[{"ts":"# : #",{"ts":"#)
            json.number(samples[index].time.milliseconds)
            json.write(#","values":{"#)
            json.write(head)
            writeValues(of: index, to: &json)
            json.write("}}")
        }
        json.write("]")
        return json.bytes
    }

    /// The members with which every row begins.
    private var head: JSONBytes {
        var json = JSONBytes(capacity: 256)
        json.write(#""gateway":"#)
        json.string(gateway)
        json.write(",")
        writeHead(to: &json)
        if let about = items[0].about {
            json.write(#""about_rule":"#)
            json.string(about.rule)
            json.write(#","about_cause":"#)
            json.string(about.cause)
            json.write(",")
        }
        return json
    }

    private func writeValues(of index: Int, to json: inout JSONBytes) {
        json.write(#""sequence":"#)
        json.number(samples[index].sequence)
        let before = items[index].about != nil ? nil : index == 0 ? previous : samples[index - 1].sequence
        if let before {
            json.write(#","previous":"#)
            json.number(before)
        }
        for reading in samples[index].content.readings where !items[index].omitted.contains(reading.quantity) {
            write(reading, to: &json)
        }
    }

    private func write(_ reading: Reading, to json: inout JSONBytes) {
        let name = reading.quantity.rawValue
        if let value = reading.value {
            json.write(",")
            json.string(name)
            json.write(":")
            json.number(value)
        }
        json.write(",")
        json.string(name + "_quality")
        json.write(":")
        json.string(reading.quality.description)
        if reading.bound != .exact {
            json.write(",")
            json.string(name + "_bound")
            json.write(":")
            json.string(reading.bound.rawValue)
        }
        if let raw = reading.raw, raw != reading.value {
            json.write(",")
            json.string(name + "_raw")
            json.write(":")
            json.number(raw)
        }
    }
}
