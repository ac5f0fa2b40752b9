import DeviceProfiles
import Facilities
import Testing

/// Ranges of codes, texts of any length, and small signed numbers.
struct CodeRangeTests {
    @Test(
        arguments: [
            ("uint16, map: {0x00..0x7F: off, 0x80..: on}", [0x7F], 0),
            ("uint16, map: {0x00..0x7F: off, 0x80..: on}", [0x80], 1),
            ("uint16, map: {..9: off, 10..: on}", [9], 0), ("uint16, map: {..9: off, 10..: on}", [10], 1),
            ("uint16, map: {0: off, 5: 2, 1..9: on}", [5], 2), ("uint16, map: {0: off, 5: 2, 1..9: on}", [6], 1),
            ("uint16, map: {0: off, 5: 2, 1..9: on}", [10], nil), ("int16, map: {..-1: off, 0..: on}", [0xFFFF], 0),
            ("float32, map: {..0.5: off, 0.6..: on}", [0x3F80, 0], 1),
            ("uint16, notAvailable: [0xFFF9..0xFFFF]", [0xFFFA], nil),
            ("uint16, notAvailable: [0xFFF9..0xFFFF]", [0xFFF8], 65_528),
            ("int16, notAvailable: [0x7FF9..0x7FFF, -1]", [0x7FFF], nil),
            ("int16, notAvailable: [..-1000]", [0xFC18], nil),
        ] as [(String, [UInt16], Double?)])
    func aRangeStandsForAllItsCodes(keys: String, words: [UInt16], value: Double?) throws {
        let profile = try profile("a: {own: true, register: holding 0, type: \(keys)}")
        #expect(profile.readings(in: profile.readPlan[0], words: words)[0].value == value)
    }

    @Test func aStateOfARangeIsWrittenAsItsLowestCode() throws {
        let profile = try profile("fanState: {register: holding 0, type: uint16, map: {0: off, 3..9: on}}")
        #expect(profile.words(for: profile.points[0], value: 1) == [3])
        #expect(profile.words(for: profile.points[0], value: 0) == [0])
    }

    @Test(arguments: [
        (
            "map: {5..3: on}",
            "'5..3' is not codes of uint16 from one to another, such as 5..9, 0xFF00..0xFFFF, or 5.. and up"
        ),
        ("map: {0..9: on, 5..12: off}", "these codes are in the map twice"),
        ("map: {0..9: on, 0xFF..: off}", "write all ranges of a map alike, in hexadecimal or as numbers"),
        ("map: {0..0xFF: on}", "'0..0xFF' is not codes of uint16"),
        ("notAvailable: [0xFFFF..0x1FFFF]", "'0xFFFF..0x1FFFF' is not codes of uint16 from one to another"),
        ("notAvailable: [70000..]", "'70000..' is not codes of uint16 from one to another"),
    ])
    func aRangeThatCannotBeIsAMistake(keys: String, error: String) {
        let said = #expect(throws: SourceErrorsOfTest.self) {
            try profile("a: {own: true, register: holding 0, type: uint16, \(keys)}")
        }
        #expect(said?.description.hasPrefix("p.yaml:6:") ?? false)
        #expect(said?.description.contains(error) ?? false, "\(said?.description ?? "")")
    }

    @Test(
        arguments: [
            ("int8", [0x12FE], -2), ("int8, bits: [8, 15]", [0xFE12], -2), ("int8", [0xFF7F], 127),
            ("int24", [0xAAFF, 0xFFFE], -2),
            ("int24, order: CDAB", [0xFFFE, 0xAAFF], -2), ("int24, bits: [8, 31]", [0xFFFF, 0xFEAA], -2),
            ("int24", [0x007F, 0xFFFF], 8_388_607),
        ] as [(String, [UInt16], Double)])
    func smallSignedNumbersAreSomeBits(type: String, words: [UInt16], value: Double) throws {
        let profile = try profile("a: {own: true, register: holding 0, type: \(type)}")
        #expect(profile.readings(in: profile.readPlan[0], words: words)[0].value == value)
        let written = try #require(profile.words(for: profile.points[0], value: value))
        #expect(profile.readings(in: profile.readPlan[0], words: written)[0].value == value)
    }

    @Test func twoBytesOfOneRegisterAreTwoNumbers() throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: int8}",
            "b: {own: true, register: holding 0, type: int8, bits: [8, 15]}")
        #expect(profile.readings(in: profile.readPlan[0], words: [0xFE03]).map(\.value) == [3, -2])
    }

    @Test(arguments: ["ABCD", "BADC"])
    func aTextMayBeAsLongAsTheDeviceHasIt(order: String) throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: string, length: 16, order: \(order), map: {WAITING FOR THE SENSOR TO WARM: 2, RUN: 1}}"
        )
        for value in [1.0, 2] {
            let words = try #require(profile.words(for: profile.points[0], value: value))
            #expect(words.count == 16 && profile.readings(in: profile.readPlan[0], words: words)[0].value == value)
        }
        #expect(profile.readings(in: profile.readPlan[0], words: Array(repeating: 0x2020, count: 16))[0].value == nil)
    }
}
