import Facilities
import Foundation
import TestSupport
import Testing

@testable import Journal

struct AggregateBlobTests {
    private static let quantities: [Quantity] = [.tsp, .windDirection, .noise, .temperature, Quantity(rawValue: "w1")!]

    private static func columns(_ means: [Aggregate.Column]) -> [Column] {
        means.map { Column(quantity: $0.quantity, unit: $0.unit) }
    }

    /// Values as they come, of one kind a column, and now and then what no instrument gives.
    private static func mean(_ random: inout SplitMix) -> Aggregate.Column {
        let quantity = quantities.randomElement(using: &random)!
        var values = Accumulator(quantity.averaging)
        let kind = Int.random(in: 0..<6, using: &random)
        for _ in 0..<[0, 1, 3, 60, 600].randomElement(using: &random)! {
            values.add(value(kind, &random))
        }
        return Aggregate.Column(
            quantity, quantity.unit ?? .one, values, minutes: Int.random(in: 0...1440, using: &random))
    }

    private static func value(_ kind: Int, _ random: inout SplitMix) -> Double {
        switch kind {
        case 0: Double(Int.random(in: -500...500, using: &random)) / 10
        case 1: Double(Int.random(in: 0...99, using: &random))
        case 2: Double(Float.random(in: -1...1, using: &random))
        case 3: Double.random(in: -1e9...1e9, using: &random)
        case 4: [0, -0.0, 1e300, -1e-300, .greatestFiniteMagnitude].randomElement(using: &random)!
        default: 20 + Double(Int.random(in: 0...999, using: &random)) / 1000
        }
    }

    private static func bits(_ means: [Aggregate.Column]) -> [UInt64?] {
        means.flatMap {
            [
                $0.values.minimum?.bitPattern, $0.values.maximum?.bitPattern, $0.values.sum.bitPattern,
                $0.values.northward.bitPattern,
            ]
        }
    }

    @Test func meansComeBackToTheBit() throws {
        var random = SplitMix(seed: 15)
        for _ in 0..<1500 {
            let means = (0..<Int.random(in: 0...80, using: &random)).map { _ in Self.mean(&random) }
            let back = try AggregateBlob.decode(AggregateBlob.encode(means), columns: Self.columns(means))
            // By their bits: a sum may be no number, which is equal to nothing.
            #expect(Self.bits(back) == Self.bits(means) && back.map(\.minutes) == means.map(\.minutes))
            #expect(back.map(\.values.count) == means.map(\.values.count))
        }
    }

    /// What a device with forty quantities gives in a minute; each mean took 30 bytes.
    @Test func aMeanOfDecimalsTakesNineBytesAtMost() {
        var random = SplitMix(seed: 3)
        let means = (0..<40).map { index in
            var values = Accumulator(.arithmetic)
            for _ in 0..<60 { values.add(Double(100 * index + Int.random(in: -20...20, using: &random)) / 10) }
            return Aggregate.Column(Quantity(rawValue: "w\(index)")!, .one, values, minutes: 1)
        }
        #expect(AggregateBlob.encode(means).count <= 40 * 9)
    }

    @Test func whatIsAlteredIsRefusedOrAnotherMeanAndNeverATrap() throws {
        var random = SplitMix(seed: 4)
        for _ in 0..<3000 {
            let means = (0..<5).map { _ in Self.mean(&random) }
            var bytes = AggregateBlob.encode(means)
            #expect(throws: JournalError.self) {
                try AggregateBlob.decode(bytes.dropLast(), columns: Self.columns(means))
            }
            bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            _ = try? AggregateBlob.decode(bytes, columns: Self.columns(means))
            _ = AggregateBlob.Minutes(Self.columns(means)).good(in: Data(bytes))
        }
    }
}
