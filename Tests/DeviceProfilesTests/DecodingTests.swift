import DeviceProfiles
import Facilities
import Testing

struct DecodingTests {
    @Test(
        arguments: [
            ("type: uint16", [0xFFFE], 65534), ("type: int16", [0xFFFE], -2),
            ("type: int16, order: BADC", [0xFEFF], -2),
            ("type: uint32", [0x0001, 0x0002], 65538), ("type: uint32, order: CDAB", [0x0002, 0x0001], 65538),
            ("type: uint32, order: BADC", [0x0100, 0x0200], 65538),
            ("type: uint32, order: DCBA", [0x0200, 0x0100], 65538),
            ("type: int32", [0xFFFF, 0xFFFF], -1), ("type: uint64", [0, 0, 1, 0], 65536),
            ("type: int64, order: CDAB", [0xFFFE, 0xFFFF, 0xFFFF, 0xFFFF], -2), ("type: float32", [0x447A, 0], 1000),
            ("type: float32, order: DCBA", [0x0000, 0x7A44], 1000), ("type: float64", [0x3FD0, 0, 0, 0], 0.25),
            ("type: bcd", [0x1234], 1234), ("type: bcd, length: 2", [0x1234, 0x5678], 12_345_678),
            ("type: bcd", [0x12A4], nil), ("type: bcd", [0xFFFF], nil),
            ("type: string, length: 2", [0x3132, 0x2E35], 12.5), ("type: string, length: 2", [0x2037, 0x2020], 7),
            ("type: string, length: 2", [0x3700, 0x0000], 7), ("type: string, length: 2", [0x6E61, 0x6E00], nil),
            ("type: string, length: 1, map: {ON: on}", [0x4F4E], 1), ("type: bitfield, bits: [4, 7]", [0xF5AF], 10),
            ("type: bitfield, bits: [0, 15]", [0xF5AF], 0xF5AF),
            ("type: bitfield, length: 2, bits: [12, 19]", [0x000A, 0xB000], 0xAB),
            ("type: bitfield, length: 2, order: CDAB, bits: [12, 19]", [0xB000, 0x000A], 0xAB),
            ("type: bitfield, length: 3, bits: [47, 47]", [0x8000, 0, 0], 1),
            ("type: bitfield, length: 4, bits: [0, 63]", [0, 0, 1, 2], 65538),
            ("type: bitfield, length: 4, bits: [60, 63], map: {9: 2}", [0x9FFF, 0xFFFF, 0xFFFF, 0xFFFF], 2),
            ("type: bcd, length: 2, order: CDAB", [0x5678, 0x1234], 12_345_678),
            ("type: bcd, order: BADC", [0x3412], 1234),
            ("type: string, length: 4, order: BADC, map: {STANDBY: 3}", [0x5453, 0x4E41, 0x4244, 0x0059], 3),
        ] as [(String, [UInt16], Double?)])
    func typesAndOrders(keys: String, words: [UInt16], value: Double?) throws {
        let profile = try profile("a: {own: true, register: holding 0, \(keys)}")
        #expect(profile.readings(in: profile.readPlan[0], words: words)[0].value == value)
    }

    @Test func aBitIsOneOfItsRegister() throws {
        let profile = try profile("a: {own: true, register: holding 3.5, type: bit}")
        #expect(profile.reading(0x0020).value == 1)
        #expect(profile.reading(0xFFDF).value == 0)
    }

    @Test(arguments: ["coil", "discrete"])
    func aBoolIsAnEntryOfItsTable(table: String) throws {
        let profile = try profile("fanState: {register: \(table) 5, type: bool}")
        #expect(profile.reading(1).value == 1)
        #expect(profile.reading(0).value == 0)
    }

    @Test(
        arguments: [
            ("type: float32", [0x7FC0, 0]), ("type: float32", [0x7F80, 0]), ("type: float32", [0xFF80, 0]),
            ("type: float64", [0x7FF8, 0, 0, 0]), ("type: float64", [0x7FF0, 0, 0, 0]), ("type: bcd", [0x00A0]),
            ("type: int16, notAvailable: [-1]", [0xFFFF]), ("type: int16, notAvailable: [0xFFFF]", [0xFFFF]),
            ("type: uint16, notAvailable: [1, 65535]", [0xFFFF]),
            ("type: float32, notAvailable: [32767]", [0x46FF, 0xFE00]),
            ("type: float32, order: CDAB, notAvailable: [0x449A5000]", [0x5000, 0x449A]),
            ("type: uint64, notAvailable: [0xFFFFFFFFFFFFFFFF]", [0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF]),
            ("type: uint16, map: {0: off}, notAvailable: [9]", [9]),
        ] as [(String, [UInt16])])
    func whatStandsForNoValueIsNotAvailable(keys: String, words: [UInt16]) throws {
        let profile = try profile("a: {own: true, register: holding 0, \(keys)}")
        let reading = profile.readings(in: profile.readPlan[0], words: words)[0]
        #expect(reading.quality == .bad(.notAvailable) && reading.value == nil)
    }

    @Test(
        arguments: [
            (UInt16(4000), -100.0), (12_000, 0), (20_000, 100), (20_800, 110), (3601, -104.9875), (3600, nil),
            (0, nil),
            (20_999, 112.4875), (21_000, nil),
        ] as [(UInt16, Double?)])
    func aCurrentLoopMapsMilliampsAndKnowsABrokenWire(word: UInt16, value: Double?) throws {
        let profile = try profile(
            "pressureDrop: {register: holding 0, type: uint16, unit: Pa, scale: 0.001, milliamps: {from: [4, 20], to: [-100, 100]}}"
        )
        let reading = profile.reading(word)
        #expect(reading.quality == (value == nil ? .bad(.outOfRange) : .good))
        #expect((reading.value ?? 0).distance(to: value ?? 0).magnitude < 1e-9)
    }

    @Test func aCodeThatIsNotInTheMapIsOutOfRange() throws {
        let profile = try profile(
            "fanState: {register: holding 0, type: uint16, map: {0: off, 1: on, 7: 1, 0x8000: 2}}")
        #expect([0, 1, 7, 0x8000, 2].map { (code: UInt16) in profile.reading(code).value } == [0, 1, 1, 2, nil])
        #expect(profile.reading(2).quality == .bad(.outOfRange))
    }

    @Test func readingsComeInTheQuantitysOwnUnit() throws {
        let profile = try profile(
            "pressureDrop: {register: holding 0, type: int16, unit: kPa, scale: 0.1, range: [0, 5], maxRate: 6/min}",
            "level: {own: true, register: holding 1, type: int16, unit: mm}"
        )
        let readings = profile.readings(in: profile.readPlan[0], words: [12, 12])
        #expect(
            readings == [
                Reading(.pressureDrop, 1200, .pascal), Reading(Quantity(rawValue: "level")!, 12, PhysicalUnit("mm")!),
            ])
        #expect(profile.points[0].range == 0...5000)
        #expect(profile.points[0].maxRate == 100)
    }

    @Test func decimalsComeOutAsAPersonWouldWriteThem() throws {
        let profile = try profile("a: {own: true, register: holding 0, type: uint16, scale: 0.1}")
        #expect((0...UInt16.max).allSatisfy { "\(profile.reading($0).value!)" == "\($0 / 10).\($0 % 10)" })
    }

    @Test func aShortAnswerIsABusErrorOfThePointsItLacks() throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16}", "b: {own: true, register: holding 1, type: uint32}")
        let readings = profile.readings(in: profile.readPlan[0], words: [7, 0])
        #expect(readings.map(\.quality) == [.good, .bad(.busError)])
    }

    @Test func aFailedBlockGivesEveryPointAReason() throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16}", "b: {own: true, register: holding 1, type: uint32}")
        let readings = profile.failedReadings(in: profile.readPlan[0], reason: .noAnswer)
        #expect(readings.map(\.quantity.rawValue) == ["a", "b"])
        #expect(readings.allSatisfy { $0.quality == .bad(.noAnswer) && $0.value == nil })
    }
}
