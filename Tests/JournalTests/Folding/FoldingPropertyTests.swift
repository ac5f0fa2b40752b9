import Delivery
import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// Whatever is appended, sealed, folded, dropped and opened again in whatever order: what is read is what a plain list gives.
@Suite(.timeLimit(.minutes(10))) struct FoldingPropertyTests {
    @Test(arguments: 1...12) func aJournalGivesWhatAListGives(seed: UInt64) async throws {
        var run = try Run(seed: seed)
        for step in 1...120 {
            try await run.step()
            if step.isMultiple(of: 4) { try await run.compare() }
            if step.isMultiple(of: 40) { #expect(try run.journal.check().faults == [], "seed \(seed), step \(step)") }
        }
        #expect(run.folds > 0 && run.dropped > 0, "seed \(seed)")
    }
}

/// A journal and the list of what it is to have.
private struct Run {
    private let folder = try! TemporaryFolder()
    private let seed: UInt64
    private var random: SplitMix
    private var kept: [Item] = []
    private var sequence: Int64 = 0
    private var time = now
    private(set) var journal: Journal
    private(set) var folds = 0
    private(set) var dropped = 0

    private static let other = Facility.Code("NJ320104D000049")!

    init(seed: UInt64) throws {
        self.seed = seed
        random = SplitMix(seed: seed)
        journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<11: try await append()
        case 11..<14: try await seal()
        case 14..<17: if try await journal.fold() { folds += 1 }
        case 17: while try await journal.fold() { folds += 1 }
        case 18: if kept.count > 300 { try await drop() }
        default:
            journal.close()
            journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
        }
    }

    private mutating func next() -> Int64 {
        sequence += 1
        return sequence
    }

    // MARK: Writing

    private mutating func append() async throws {
        var batch = Batch()
        // Now and then the clock is set, back and ahead.
        if Int.random(in: 0..<12, using: &random) == 0 {
            time = time + .minutes(Int.random(in: -20...90, using: &random))
        }
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            if Int.random(in: 0..<15, using: &random) == 0 { batch.entries.append(entry(next())) }
            batch.samples.append(sample())
            time = time + .seconds(Int.random(in: 0...60, using: &random))
        }
        try await commit(batch)
    }

    private mutating func sample() -> Kept<Sample> {
        let site = Bool.random(using: &random) ? code : Self.other
        let device = DeviceID("b/\(Int.random(in: 1...3, using: &random))")
        let stamp = time + .milliseconds(Int.random(in: -2000...2000, using: &random))
        var readings = [reading(.pm10)]
        if Bool.random(using: &random) { readings.append(reading(.pm25)) }
        let sample = Sample(device: device, time: stamp, readings: readings)
        return Kept(sequence: next(), facility: site, time: stamp, sample)
    }

    private mutating func reading(_ quantity: Quantity) -> Reading {
        let unit = PhysicalUnit.microgramPerCubicMetre
        let value = [
            0, -0.0, 35.3, 1.0 / 3, .leastNonzeroMagnitude, Double(Int.random(in: -500...500, using: &random)) / 10,
        ]
        .randomElement(using: &random)!
        return switch Int.random(in: 0..<6, using: &random) {
        case 0: Reading(quantity, unit, bad: .noAnswer)
        case 1: Reading(quantity, value, unit, quality: .uncertain(.stuck), bound: .atLeast)
        case 2: Reading(quantity, value, unit, raw: value * 2)
        default: Reading(quantity, value, unit)
        }
    }

    private mutating func seal() async throws {
        var open = try journal.openRange()
        while true {
            switch try journal.read(into: &open, now: time, slice: 50) {
            case .more: continue
            case .upToDate: return
            case .sealed(let range):
                var batch = Batch()
                batch.entries = [KeptEntry(sequence: next(), facility: nil, time: now, .seal(range.seal))]
                batch.seals = [KeptSeal(sequence: sequence, range)]
                try await commit(batch)
            }
        }
    }

    private mutating func drop() async throws {
        guard let loss = try await journal.dropOldest() else { return }
        let before = kept.count
        kept.removeAll { item in
            guard case .sample(let sample) = item else { return false }
            return loss.from <= sample.sequence && sample.sequence <= loss.to
        }
        #expect(loss.count == Int64(before - kept.count), "seed \(seed)")
        dropped += before - kept.count
        var batch = Batch()
        batch.entries = [KeptEntry(sequence: next(), facility: nil, time: now, .loss(loss))]
        try await commit(batch)
    }

    private mutating func commit(_ batch: Batch) async throws {
        try await journal.commit(batch)
        kept += (batch.samples.map(Item.sample) + batch.entries.map(Item.entry)).sorted { $0.sequence < $1.sequence }
    }

    // MARK: Reading

    mutating func compare() async throws {
        let after = Int64.random(in: 0...sequence, using: &random)
        let end = Int64.random(in: after...sequence + 10, using: &random)
        let limit = Int.random(in: 1...120, using: &random)
        let found = try journal.portion(after: after, upTo: end, limit: limit)
        let wanted = kept.filter { $0.sequence > after && $0.sequence <= end }
        #expect(bits(found) == bits(Array(wanted.prefix(limit))), "seed \(seed)")
        let stream = ItemStream(Self.other, .backfill)
        let portion = try await journal.portion(PortionRequest(after: after, upTo: end, limit: limit, stream: stream))
        let ofOther = wanted.filter { isSample($0, of: Self.other, nil) }
        #expect(bits(portion.items) == bits(Array(ofOther.prefix(limit))), "seed \(seed)")
        let series = ItemSeries(code, .samples(DeviceID("b/2")))
        let newest = try await journal.newest(of: series, upTo: end, limit: limit)
        let ofDevice = kept.filter { isSample($0, of: code, DeviceID("b/2")) && $0.sequence <= end }.reversed()
        #expect(bits(newest) == bits(Array(ofDevice.prefix(limit))), "seed \(seed)")
    }

    private func isSample(_ item: Item, of site: Facility.Code, _ device: DeviceID?) -> Bool {
        guard case .sample(let kept) = item else { return false }
        return kept.facility == site && (device == nil || kept.content.device == device)
    }

    /// The items with the bits of their values: 0 is equal to -0.
    private func bits(_ items: [Item]) -> [Bits] {
        items.map { item in
            guard case .sample(let kept) = item else { return Bits(item: item, bits: []) }
            return Bits(item: item, bits: kept.content.readings.map { $0.value?.bitPattern })
        }
    }

    private struct Bits: Equatable {
        var item: Item
        var bits: [UInt64?]
    }
}
