import DeviceProfiles
import Facilities
import Testing

/// What becomes of a value at the ends of an instrument's range, and beyond them.
struct BoundTests {
    @Test(
        arguments: [
            (1490, 149, .exact, .good), (1500, 150, .atLeast, .good), (2400, 150, .atLeast, .uncertain(.outOfRange)),
            (-400, -40, .atMost, .good), (-401, -40, .atMost, .uncertain(.outOfRange)),
        ] as [(Int16, Double, Bound, Quality)])
    func atAnEndOfTheRangeAndBeyondAValueIsABound(
        number: Int16, value: Double, bound: Bound, quality: Quality
    ) throws {
        let profile = try profile(
            "bedTemperature: {register: holding 0, type: int16, scale: 0.1, unit: °C, range: [-40, 150]}")
        #expect(
            profile.reading(UInt16(bitPattern: number))
                == Reading(.bedTemperature, value, .celsius, quality: quality, bound: bound))
    }

    @Test func aBoundIsInTheUnitOfTheReading() throws {
        let profile = try profile("pressureDrop: {register: holding 0, type: uint16, unit: kPa, range: [0, 5]}")
        #expect(
            profile.reading(6)
                == Reading(.pressureDrop, 5000, .pascal, quality: .uncertain(.outOfRange), bound: .atLeast))
    }

    @Test func restingAtZeroLosesNoWorth() throws {
        let profile = try profile("fanCurrent: {register: holding 0, type: uint16, unit: A, range: [0, 60]}")
        #expect(profile.reading(0) == Reading(.fanCurrent, 0, .ampere, bound: .atMost))
    }

    @Test func aFloat32StandsAtTheEndThatItCannotSayExactly() throws {
        let profile = try profile("level: {own: true, register: holding 0, type: float32, range: [0, 0.3]}")
        let words = [Float(0.3), Float(0.31)].map { [UInt16($0.bitPattern >> 16), UInt16($0.bitPattern & 0xFFFF)] }
        let readings = words.map { profile.reading($0[0], $0[1]) }
        #expect(readings.map(\.quality) == [.good, .uncertain(.outOfRange)])
        #expect(readings.allSatisfy { $0.value == 0.3 && $0.bound == .atLeast })
    }

    @Test(arguments: [
        "type: uint16, map: {0: off, 1: on}, range: [0, 1]", "type: uint16, range: [0, 1]",
        "type: bitfield, bits: [0, 0], range: [0, 1]",
    ]) func aStateHasNoBound(keys: String) throws {
        let profile = try profile("fanState: {register: holding 0, \(keys)}")
        #expect([0, 1].map { (word: UInt16) in profile.reading(word).bound } == [.exact, .exact])
        #expect(!profile.points[0].isMeasured)
    }

    @Test func aStateBeyondItsRangeIsNoState() throws {
        let profile = try profile("fanState: {register: holding 0, type: uint16, range: [0, 1]}")
        #expect(profile.reading(2) == Reading(.fanState, .one, bad: .outOfRange))
    }

    @Test(
        arguments: [
            (3600, nil, .exact, .bad(.outOfRange)), (21_000, nil, .exact, .bad(.outOfRange)),
            (3700, 0, .atMost, .uncertain(.outOfRange)), (4000, 0, .atMost, .good),
            (20_000, 1000, .atLeast, .good), (20_500, 1000, .atLeast, .uncertain(.outOfRange)),
        ] as [(UInt16, Double?, Bound, Quality)])
    func aBrokenLoopIsMissingAndNotSmall(microamps: UInt16, value: Double?, bound: Bound, quality: Quality) throws {
        let profile = try profile(
            """
            pressureDrop: {register: holding 0, type: uint16, unit: Pa, scale: 0.001,
                             range: [0, 1000], milliamps: {from: [4, 20], to: [0, 1000]}}
            """)
        let reading = profile.reading(microamps)
        #expect((reading.value, reading.bound, reading.quality) == (value, bound, quality))
    }

    @Test(
        arguments: [
            ("type: float32", [0x7FC0, 0]), ("type: float32", [0x7F80, 0]),
            ("type: int16, notAvailable: [-1]", [0xFFFF]),
            ("type: bcd", [0x00A0]),
        ] as [(String, [UInt16])])
    func whatIsNoValueIsNotBelowTheRange(keys: String, words: [UInt16]) throws {
        let profile = try profile("a: {own: true, register: holding 0, \(keys), range: [0, 100]}")
        let reading = profile.readings(in: ReadBlock(profile.points), words: words)[0]
        #expect(reading == Reading(Quantity(rawValue: "a")!, .one, bad: .notAvailable))
    }

    @Test func aStatusBeyondItsRangeDoesNotBecomeTheOneAtItsEnd() throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16}",
            "state: {own: true, register: holding 1, type: uint16, range: [0, 2]}",
            head: "status: [{point: state, map: {0: good, 2: good}}]")
        var checks = ReadingChecks(profile)
        let readings = profile.readings(in: ReadBlock(profile.points), words: [7, 3])
        let qualities = checks.check(readings, at: Timestamp(seconds: 0)).map(\.quality)
        #expect(qualities == [.uncertain(.notAvailable), .bad(.outOfRange)])
    }

    @Test(
        arguments: [
            ("type: uint64", [0x0020, 0, 0, 0], .good), ("type: uint64", [0x0020, 0, 0, 1], .uncertain(.precision)),
            ("type: uint64", [0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF], .uncertain(.precision)),
            ("type: uint64", [0x8000, 0, 0, 0], .good),
            ("type: int64", [0xFFDF, 0xFFFF, 0xFFFF, 0xFFFF], .uncertain(.precision)),
            ("type: int64", [0xFFFF, 0xFFFF, 0xFFFF, 0xFFFE], .good),
            ("type: bcd, length: 4", [0x9007, 0x1992, 0x5474, 0x0993], .uncertain(.precision)),
            ("type: bcd, length: 4", [0x9007, 0x1992, 0x5474, 0x0992], .good),
        ] as [(String, [UInt16], Quality)])
    func aNumberThatADoubleCannotHoldIsMarked(keys: String, words: [UInt16], quality: Quality) throws {
        let profile = try profile("a: {own: true, register: holding 0, \(keys)}")
        let reading = profile.readings(in: ReadBlock(profile.points), words: words)[0]
        #expect(reading.quality == quality && reading.value != nil)
    }

    @Test func theGraverOfTwoDoubtsCounts() throws {
        let profile = try profile("a: {own: true, register: holding 0, type: uint64, range: [0, 1000]}")
        let reading = profile.readings(in: ReadBlock(profile.points), words: [0x0020, 0, 0, 1])[0]
        #expect(reading.quality == .uncertain(.outOfRange) && reading.value == 1000)
    }
}
