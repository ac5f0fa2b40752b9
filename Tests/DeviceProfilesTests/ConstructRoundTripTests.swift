import DeviceProfiles
import Facilities
import TestSupport
import Testing

/// What is written with a construct reads back, for any value that its registers hold.
struct ConstructRoundTripTests {
    struct Construct: Sendable, CustomTestStringConvertible {
        var keys: String
        /// In steps of the last digit.
        var numbers: ClosedRange<Double>
        var step: Double
        var testDescription: String { keys }

        init(_ keys: String, _ numbers: ClosedRange<Double>, step: Double = 1) {
            (self.keys, self.numbers, self.step) = (keys, numbers, step)
        }
    }

    static let constructs = [
        Construct(
            "type: int16, scaleFrom: {register: holding 2, type: uint16, power: -n, range: [2, 3]}", -32_768...32_767,
            step: 0.01),
        Construct(
            "type: uint32, scaleFrom: {register: holding 4, type: int16, power: n-4, range: [2, 3]}", 0...4_294_967_295,
            step: 0.1),
        Construct(
            "type: uint16, scaleFrom: {register: holding 3, type: uint16, map: {1: 1000}}", 0...65_535, step: 1000),
        Construct(
            "type: uint16, scaleFrom: [{register: holding 3, type: uint16, map: {4: 100}}, {register: holding 2, type: uint16, power: -n, range: [1, 2]}]",
            0...65_535, step: 10),
        Construct("type: uint16, negativeIf: holding 3.7", -65_535...65_535),
        Construct("type: uint32, scale: 0.001, negativeIf: holding 9.0", -4_294_967_295...4_294_967_295, step: 0.001),
        Construct("type: uint16, scale: 10000, plus: [{register: holding 1, type: uint16}]", 0...655_350_000),
        Construct(
            "type: uint32, plus: [{register: holding 2, type: uint32, scale: -1}]", -4_294_967_295...4_294_967_295),
        Construct(
            "type: uint16, variants: {register: holding 9, type: uint16, models: {7: {scale: 0.1}}}", 0...65_535,
            step: 0.1),
        Construct(
            "type: int16, variants: {register: holding 9, type: uint16, models: {7: {register: holding 6}}}",
            -32_768...32_767),
        Construct("type: int24, order: CDAB, repeat: {count: 3, step: 10}", -8_388_608...8_388_607),
    ]

    @Test(arguments: constructs)
    func whatIsWrittenReadsBack(construct: Construct) throws {
        let profile = try profile("a: {own: true, register: holding 0, \(construct.keys)}")
        var random = SplitMix(seed: 19)
        let ends = [construct.numbers.lowerBound, construct.numbers.upperBound]
        let numbers = ends + (0..<500).map { _ in Double.random(in: construct.numbers, using: &random).rounded() }
        for point in profile.points {
            for number in numbers {
                let value = number * construct.step
                let words = try #require(profile.words(for: point, value: value), "\(value)")
                let read = try #require(profile.readings(in: ReadBlock([point]), words: words)[0].value, "\(value)")
                #expect((read - value).magnitude <= construct.step * 1e-6, "\(value)")
                #expect(profile.words(for: point, value: read) == words, "\(value)")
            }
        }
    }
}
