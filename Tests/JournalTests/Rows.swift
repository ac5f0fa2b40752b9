import Facilities
import Foundation
import Journal

/// What the tests of this target keep.
let code = Facility.Code("NJ320104C00012K")!
let device = DeviceID("b/1")
let now = Timestamp("2026-11-23T02:00:00Z")!

func sample(_ sequence: Int64, _ readings: [Reading]) -> Kept<Sample> {
    let time = now + .seconds(sequence)
    let sample = Sample(device: device, time: time, readings: readings)
    return Kept(sequence: sequence, facility: code, time: time, sample)
}

func entry(_ sequence: Int64) -> KeptEntry {
    let record = Record(at: now, by: "王", Cleaning(parts: [.plates], remark: "电极"))
    return KeptEntry(sequence: sequence, facility: code, time: now, .record(record))
}

func column(_ quantity: Quantity, _ good: [Double] = [], minutes: Int? = nil) -> Aggregate.Column {
    var values = Accumulator(quantity.averaging)
    for value in good { values.add(value) }
    return Aggregate.Column(quantity, quantity.unit ?? .one, values, minutes: minutes ?? min(1, good.count))
}

func minute(_ sequence: Int64, _ columns: [Aggregate.Column], after minutes: Int = 0) -> Kept<Aggregate> {
    let aggregate = Aggregate(device: device, interval: .minute, start: now + .minutes(minutes), columns: columns)
    return Kept(sequence: sequence, facility: code, time: aggregate.end, aggregate)
}

/// Samples of so many readings each, which take some bytes in the file.
func batch(_ sequences: ClosedRange<Int64>, readings: Int = 100) -> Batch {
    var batch = Batch()
    // A number that needs all of its eight bytes.
    let all = (0..<readings).map { Reading(Quantity(rawValue: "q\($0)")!, 1.0 / 3, .pascal) }
    batch.samples = sequences.map { sample($0, all) }
    return batch
}

/// Bytes of a journal's file and its -wal.
func journalSize(_ path: String) -> Int64 {
    ["", "-wal"].reduce(0) { sum, suffix in
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
        return sum + (attributes?[.size] as? Int64 ?? 0)
    }
}
