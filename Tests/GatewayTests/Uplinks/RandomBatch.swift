import Facilities
import Journal
import TestSupport

@testable import Gateway

/// Batches such as the gateway commits, by chance.
enum RandomBatch {
    private static let devices = ["b/1", "b/2", "一级箱"].map { DeviceID($0) }
    private static let entries = GoldenMessages.entries.sorted { $0.key < $1.key }.map(\.value.content)

    /// - Parameter sequence: the last one that was given before, and is given after.
    static func make(
        after sequence: inout Int64, _ sites: [Facility.Code], _ start: Timestamp, _ dice: inout SplitMix
    ) -> Batch {
        var batch = Batch()
        if Int.random(in: 0..<5, using: &dice) == 0 { sequence += Int64.random(in: 1...20, using: &dice) }
        for _ in 0..<Int.random(in: 0...8, using: &dice) {
            sequence += 1
            let (site, time) = (sites.randomElement(using: &dice)!, start + .milliseconds(sequence * 123))
            if Int.random(in: 0..<6, using: &dice) == 0 {
                var entry = entries.randomElement(using: &dice)!
                // The sequence that it names is of another journal.
                if case .clock(var change) = entry {
                    change.from = nil
                    entry = .clock(change)
                }
                let isOfGateway = Int.random(in: 0..<8, using: &dice) == 0
                batch.entries.append(
                    KeptEntry(sequence: sequence, facility: isOfGateway ? nil : site, time: time, entry))
                batch.durable = true
            } else {
                let sample = Sample(
                    device: devices.randomElement(using: &dice)!, time: time, readings: readings(&dice))
                batch.samples.append(Kept(sequence: sequence, facility: site, time: time, sample))
            }
        }
        if Int.random(in: 0..<12, using: &dice) == 0 { addMeans(to: &batch, after: &sequence, sites[0], start) }
        return batch
    }

    private static func addMeans(
        to batch: inout Batch, after sequence: inout Int64, _ site: Facility.Code, _ start: Timestamp
    ) {
        let start = start.start(ofInterval: .minutes(1)) + .minutes(Int(sequence))
        var values = Accumulator(Quantity.tsp.averaging)
        values.add(12.5)
        let column = Aggregate.Column(.tsp, .microgramPerCubicMetre, values, minutes: 1)
        let minute = Aggregate(device: devices[0], interval: .minute, start: start, columns: [column])
        sequence += 1
        batch.minutes.append(Kept(sequence: sequence, facility: site, time: minute.end, minute))
        sequence += 1
        batch.summaries.append(
            Summary(
                sequence: sequence, facility: site, device: devices[0], interval: .hour,
                start: start.start(ofInterval: .hours(1))))
    }

    private static func readings(_ dice: inout SplitMix) -> [Reading] {
        let quantities: [Quantity] = [.tsp, .pm10, .noise]
        return quantities.prefix(Int.random(in: 1...3, using: &dice)).map { quantity in
            let unit = quantity.unit ?? .one
            switch Int.random(in: 0..<6, using: &dice) {
            case 0: return Reading(quantity, unit, bad: .noAnswer)
            case 1: return Reading(quantity, 1000, unit, quality: .uncertain(.outOfRange), bound: .atLeast)
            case 2: return Reading(quantity, 80.5, unit, raw: 79.25)
            case 3: return Reading(quantity, Double(Int.random(in: -5...70_000, using: &dice)), unit)
            case 4: return Reading(quantity, Double(Float.random(in: 0...900, using: &dice)), unit)
            default: return Reading(quantity, Double.random(in: 0...900, using: &dice), unit)
            }
        }
    }
}
