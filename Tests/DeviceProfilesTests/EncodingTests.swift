import DeviceProfiles
import Facilities
import TestSupport
import Testing

struct EncodingTests {
    static let orders = ["ABCD", "CDAB", "BADC", "DCBA"]
    /// Type, and the magnitude up to which it holds whole numbers exactly.
    static let types: [(String, ClosedRange<Double>)] = [
        ("uint16", 0...65_535), ("int16", -32_768...32_767), ("uint32", 0...4_294_967_295),
        ("int32", -2_147_483_648...2_147_483_647), ("uint64", 0...9e15), ("int64", -9e15...9e15),
        ("float32", -16_777_216...16_777_216), ("float64", -9e15...9e15), ("bcd", 0...9999),
        ("bcd, length: 2", 0...99_999_999),
        ("bcd, length: 3", 0...999_999_999_999), ("bcd, length: 4", 0...9e15), ("bitfield, bits: [3, 9]", 0...127),
        ("bitfield, length: 2, bits: [5, 28]", 0...16_777_215), ("bitfield, length: 4, bits: [7, 59]", 0...9e15),
        ("string, length: 4", -999_999...999_999), ("string, length: 20", -999_999...999_999), ("int8", -128...127),
        ("int24", -8_388_608...8_388_607), ("int24, bits: [8, 31]", -8_388_608...8_388_607),
    ]

    /// With `orders` 100,000 values in all.
    static let valuesOfEach = 100_000 / (types.count * orders.count) + 1

    @Test(arguments: types, orders)
    func whatIsWrittenReadsBack(type: (String, ClosedRange<Double>), order: String) throws {
        let profile = try profile("a: {own: true, register: holding 0, type: \(type.0), order: \(order)}")
        var random = SplitMix(seed: 7)
        let ends = [type.1.lowerBound, type.1.upperBound]
        for value in ends + (0..<Self.valuesOfEach).map({ _ in Double.random(in: type.1, using: &random).rounded() }) {
            let words = try #require(profile.words(for: profile.points[0], value: value), "\(value)")
            #expect(profile.readings(in: profile.readPlan[0], words: words)[0].value == value)
        }
    }

    /// Every pattern of the whole registers stands for its own words and no others; a text does not keep its spaces.
    @Test(arguments: types.prefix(8).map(\.0), orders)
    func whatIsReadWritesBack(type: String, order: String) throws {
        let profile = try profile("a: {own: true, register: holding 0, type: \(type), order: \(order)}")
        let point = profile.points[0]
        var random = SplitMix(seed: 13)
        for _ in 0..<Self.valuesOfEach {
            let words = (0..<point.count).map { _ in UInt16.random(in: .min ... .max, using: &random) }
            // A Double keeps whole numbers of up to 53 bits.
            guard let value = profile.readings(in: ReadBlock([point]), words: words)[0].value,
                type.hasPrefix("float") || value.magnitude < 9e15
            else { continue }
            #expect(profile.words(for: point, value: value) == words)
        }
    }

    @Test(arguments: types, orders)
    func scaledValuesReadBackAsNearAsTheRegistersComeToThem(
        type: (String, ClosedRange<Double>), order: String
    ) throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: \(type.0), order: \(order), scale: 0.01, offset: -40, times: [ct]}",
            head: "parameters: {ct: {name: {zh: 变比, en: ratio}, default: 30}}"
        )
        var random = SplitMix(seed: 17)
        for number in (0..<200).map({ _ in Double.random(in: type.1, using: &random).rounded() }) {
            let value = (number / 100 - 40) * 30
            let words = try #require(profile.words(for: profile.points[0], value: value), "\(value)")
            let read = try #require(profile.readings(in: profile.readPlan[0], words: words)[0].value)
            #expect((read - value).magnitude <= max(0.15, value.magnitude * 1e-6))
        }
    }

    @Test(arguments: types.prefix(8).map(\.0), orders)
    func anyWordsGiveAFiniteValueOrABadReading(type: String, order: String) throws {
        let profile = try profile("a: {own: true, register: holding 0, type: \(type), order: \(order)}")
        var random = SplitMix(seed: 11)
        for _ in 0..<500 {
            let words = (0..<4).map { _ in UInt16.random(in: .min ... .max, using: &random) }
            let reading = profile.readings(in: ReadBlock(profile.points), words: words)[0]
            #expect(reading.value?.isFinite ?? reading.quality.isBad)
        }
    }

    @Test func scaleAndOffsetAreUndone() throws {
        let profile = try profile(
            "exhaustTemp: {register: holding 0, type: uint16, unit: °C, scale: 0.03125, offset: -273}")
        #expect(profile.words(for: profile.points[0], value: 352) == [20_000])
        #expect(profile.words(for: profile.points[0], value: 352.01) == [20_000])
    }

    @Test func unitAndCurrentLoopAreUndone() throws {
        let profile = try profile(
            "pressureDrop: {register: holding 0, type: uint16, unit: kPa, scale: 0.001, milliamps: {from: [4, 20], to: [0, 1]}}"
        )
        #expect(profile.words(for: profile.points[0], value: 500) == [12_000])
    }

    @Test func aStateIsWrittenAsItsLowestCode() throws {
        let profile = try profile("fanState: {register: holding 0, type: uint16, map: {5: off, 3: on, 2: on}}")
        #expect(profile.words(for: profile.points[0], value: 1) == [2])
        #expect(profile.words(for: profile.points[0], value: 0.5) == nil)
    }

    @Test(arguments: [
        ("uint16", 65_536.0), ("uint16", -1), ("int16", 32_768), ("uint32", 4_294_967_296), ("uint64", 2e19),
        ("bcd", 10_000),
        ("bcd", -1), ("float32", 1e39), ("bitfield, bits: [0, 3]", 16), ("string, length: 1", 100), ("uint16", .nan),
        ("float64", .infinity), ("uint16, notAvailable: [7]", 7),
    ])
    func whatTheRegistersCannotHoldHasNoWords(type: String, value: Double) throws {
        let profile = try profile("a: {own: true, register: holding 0, type: \(type)}")
        #expect(profile.words(for: profile.points[0], value: value) == nil)
    }
}
