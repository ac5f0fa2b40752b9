import DeviceProfiles
import Facilities
import Testing

/// Scale, sign and further parts of a number in other registers.
struct CompanionTests {
    private func reading(_ profile: DeviceProfile, _ point: Int, _ words: [UInt16]) -> Reading {
        profile.readings(in: ReadBlock([profile.points[point]]), words: words)[0]
    }

    /// Sauter's panel meters and SunSpec's inverters both have it.
    @Test(
        arguments: [
            ("power: n", 2, 23_000), ("power: n", 0xFFFF, 23), ("power: -n", 1, 23), ("power: n-4", 3, 23),
            ("power: -n+1", 2, 23),
            ("power: n", 11, nil), ("power: n", 0x8000, nil), ("power: -n, range: [0, 3]", 4, nil),
            ("map: {0: 1, 1: 0.1}", 1, 23), ("map: {0: 1, 1: 0.1}", 2, nil), ("map: {0..3: 10, 4..: 100}", 9, 23_000),
        ] as [(String, UInt16, Double?)])
    func theScaleStandsInAnotherRegister(scale: String, code: UInt16, value: Double?) throws {
        let profile = try profile(
            "a: {own: true, register: holding 4, type: uint16, scaleFrom: {register: holding 2, type: int16, \(scale)}}"
        )
        #expect(profile.readPlan.map(\.addresses) == [2..<5])
        let reading = reading(profile, 0, [code, 7, 230])
        #expect(reading.value == value)
        #expect(reading.quality == (value == nil ? .bad(.notAvailable) : .good))
    }

    @Test func theScaleMayBeSomeBitsOfARegisterBehindIt() throws {
        let profile = try profile(
            "voltage: {own: true, register: holding 0, type: uint16, unit: V, scaleFrom: {register: holding 1, type: bitfield, bits: [8, 15], power: n-4}, range: [0, 500]}"
        )
        #expect(profile.reading(2301, 0x0305).value == 230.1)
        #expect(
            profile.reading(2301, 0x0405)
                == Reading(
                    Quantity(rawValue: "voltage")!, 500, .volt, quality: .uncertain(.outOfRange), bound: .atLeast))
    }

    @Test func decimalsAndUnitMayBothStandInRegisters() throws {
        let profile = try profile(
            "pressureDrop: {register: holding 4, type: int16, unit: Pa, scaleFrom: [{register: holding 2, type: uint16, map: {1: 1000, 2: 1, 4: 100}}, {register: holding 3, type: uint16, power: -n, range: [0, 3]}]}"
        )
        #expect(profile.reading(1, 1, 125).value == 12_500)
        #expect(profile.reading(4, 0, 125).value == 12_500)
        #expect(profile.reading(9, 0, 125).quality == .bad(.notAvailable))
        #expect(profile.reading(1, 4, 125).quality == .bad(.notAvailable))
    }

    @Test func aBitMakesTheNumberNegative() throws {
        let profile = try profile(
            "power: {register: holding 0, type: uint16, unit: W, negativeIf: holding 1.3, range: [-5000, 5000]}")
        #expect(profile.reading(300, 0x0008).value == -300)
        #expect(profile.reading(300, 0xFFF7).value == 300)
        #expect(profile.words(for: profile.points[0], value: -300) == [300, 8])
    }

    @Test func numbersAreAddedAndSubtracted() throws {
        let profile = try profile(
            "energy: {register: holding 0, type: uint16, unit: kWh, scale: 100, plus: [{register: holding 1, type: uint16, scale: 0.01}]}",
            "net: {own: true, register: holding 4, type: uint32, unit: kWh, scale: 0.1, plus: [{register: holding 6, type: uint32, scale: -0.1, notAvailable: [0xFFFFFFFF]}]}"
        )
        #expect(reading(profile, 0, [123, 4567]).value == 12_345.67)
        #expect(reading(profile, 1, [0, 100, 0, 350]).value == -25)
        #expect(reading(profile, 1, [0, 100, 0xFFFF, 0xFFFF]).quality == .bad(.notAvailable))
    }

    @Test(arguments: [0, 0.01, 99.99, 100, 12_345.67, 655_399.99])
    func aSumIsWrittenAsItIsRead(value: Double) throws {
        let profile = try profile(
            "energy: {register: holding 0, type: uint16, unit: kWh, scale: 100, plus: [{register: holding 1, type: uint16, scale: 0.01}]}"
        )
        let words = try #require(profile.words(for: profile.points[0], value: value))
        #expect(reading(profile, 0, words).value == value)
    }

    @Test(arguments: [0, 250.5, -250.5, 429_496_729.5, -429_496_729.5])
    func aDifferenceIsWrittenAsItIsRead(value: Double) throws {
        let profile = try profile(
            "net: {own: true, register: holding 4, type: uint32, unit: kWh, scale: 0.1, plus: [{register: holding 6, type: uint32, scale: -0.1}]}"
        )
        let words = try #require(profile.words(for: profile.points[0], value: value))
        #expect(reading(profile, 0, words).value == value)
    }

    @Test func whatNoScaleReachesHasNoWords() throws {
        let profile = try profile(
            "a: {own: true, register: holding 1, type: uint16, scaleFrom: {register: holding 0, type: uint16, power: -n}}"
        )
        #expect(profile.words(for: profile.points[0], value: 65_535) == [0, 65_535])
        #expect(profile.words(for: profile.points[0], value: 65_536) == nil)
    }

    @Test func aDeviceHasTheScaleOfItsSamples() throws {
        let profile = try DeviceProfile(
            yaml: yaml([
                "a: {own: true, register: holding 1, type: uint16, scaleFrom: {register: holding 0, type: uint16, power: -n}}"
            ]) + "\nsamples: [{words: {holding 0: [2, 1234]}, gives: {a: 12.34}}]", file: "p.yaml")
        #expect(profile.words(for: profile.points[0], value: 5) == [2, 500])
    }

    @Test func pointsWithAllTheirRegistersShareOneRequest() throws {
        let scale = "scaleFrom: {register: holding 3, type: int16, power: n}"
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16, \(scale)}",
            "b: {own: true, register: holding 1, type: uint16, \(scale)}",
            "c: {own: true, register: holding 9, type: uint16, negativeIf: holding 12.0}"
        )
        #expect(profile.readPlan.map(\.addresses) == [0..<13])
        let words: [UInt16] = [10, 20, 0, 0xFFFF, 0, 0, 0, 0, 0, 7, 0, 0, 1]
        #expect(profile.readings(in: profile.readPlan[0], words: words).map(\.value) == [1, 2, -7])
    }

    @Test func aScaleThatDoesNotAnswerLeavesNoValue() throws {
        let profile = try profile(
            "a: {own: true, register: holding 1, type: uint16, scaleFrom: {register: holding 3, type: uint16, power: n}}"
        )
        let block = ReadBlock(profile.points)
        #expect(profile.readings(in: block, words: [5, 0]).map(\.quality) == [.bad(.busError)])
        var refused = RefusedRegisters()
        refused.insert(3..<4, of: .holding)
        #expect(profile.readPlan(at: .tcp(), refused: refused).isEmpty && refused.forbid(profile.points[0]))
    }

    @Test func twoEntriesThatScaleARegisterDifferentlyReadAllThatBothNeed() throws {
        let plain = try profile("a: {own: true, register: holding 4, type: uint16}")
        let scaled = try profile(
            "a: {own: true, register: holding 4, type: uint16, scaleFrom: {register: holding 2, type: int16, power: n}}"
        )
        let plan = SharedUnit([plain, scaled]).readPlan(at: .tcp())
        let readings = plan.flatMap { $0.readings(of: scaled.points, at: [0], words: [1, 0, 23]) }
        #expect(readings.map(\.value).contains(230))
    }
}

/// What differs by the model, in one profile.
struct VariantTests {
    private func transmitter() throws -> DeviceProfile {
        try profile(
            "pressureDrop: {register: holding 4, type: uint16, unit: Pa, variants: {register: holding 0, type: uint16, models: {9710: {range: [0, 1250]}, 9720: {range: [0, 2500]}, 9750: {register: holding 6, scale: 10}}}}"
        )
    }

    @Test func theRangeGoesByTheModel() throws {
        let profile = try transmitter()
        #expect(profile.reading(9710, 0, 0, 0, 1300, 0, 0).bound == .atLeast)
        #expect(profile.reading(9710, 0, 0, 0, 1300, 0, 0).value == 1250)
        #expect(profile.reading(9720, 0, 0, 0, 1300, 0, 0) == Reading(.pressureDrop, 1300, .pascal))
    }

    @Test func registerAndScaleGoByTheModel() throws {
        #expect(try transmitter().reading(9750, 0, 0, 0, 1300, 0, 7).value == 70)
    }

    @Test func aModelThatNobodyKnowsHasNoValue() throws {
        #expect(try transmitter().reading(1, 0, 0, 0, 1300, 0, 7).quality == .bad(.notAvailable))
    }

    @Test func itIsWrittenAsOneOfTheModels() throws {
        let profile = try transmitter()
        #expect(profile.words(for: profile.points[0], value: 800) == [9710, 0, 0, 0, 800, 0, 0])
    }
}
