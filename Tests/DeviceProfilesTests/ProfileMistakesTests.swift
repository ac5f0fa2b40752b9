import DeviceProfiles
import Facilities
import Testing

struct ProfileMistakesTests {
    @Test(arguments: [
        (
            "a: {register: holding 0, type: uint17, own: true}",
            "6:34: 'uint17' is not one of bool, bit, bitfield, int8, uint16, int16, int24, uint32, int32, uint64, int64, float32, float64, bcd, string; did you mean uint16?"
        ),
        (
            "a: {register: holdin 0, type: uint16, own: true}",
            "6:17: 'holdin 0' is not a register such as holding 14, input 0x0001, coil 5, discrete 0, or a bit of one as holding 3.5"
        ),
        (
            "a: {register: holding 65536, type: uint16, own: true}",
            "6:17: 'holding 65536' is not a register such as holding 14, input 0x0001, coil 5, discrete 0, or a bit of one as holding 3.5"
        ),
        (
            "a: {register: holding 3.16, type: bit, own: true}",
            "6:17: 'holding 3.16' is not a register such as holding 14, input 0x0001, coil 5, discrete 0, or a bit of one as holding 3.5"
        ),
        ("a: {type: uint16, own: true}", "6:6: missing key 'register'"),
        (
            "a: {register: holding 0, typ: uint16, own: true}",
            "6:6: missing key 'type'\np.yaml:6:28: unknown key 'typ'; did you mean 'type'?"
        ),
        (
            "a: {register: holding 65535, type: float32, own: true}",
            "6:17: float32 takes 2 registers, which goes beyond the last one, 65535"
        ),
        ("a: {register: coil 0, type: uint16, own: true}", "6:17: coil registers are single bits: type: bool"),
        (
            "a: {register: holding 0, type: bool, own: true}",
            "6:17: bool is for coil and discrete; one bit of a register is type: bit, as in holding 3.5"
        ),
        ("a: {register: holding 0, type: bit, own: true}", "6:17: type: bit needs its number, as in holding 3.5"),
        ("a: {register: holding 0.1, type: uint16, own: true}", "6:17: a bit's number belongs to type: bit"),
        ("a: {register: holding 0, type: bitfield, own: true}", "6:6: missing key 'bits'"),
        (
            "a: {register: holding 0, type: bitfield, bits: [7, 4], own: true}",
            "6:50: expected the lowest and the highest bit, 0 to 15, as in [4, 7]"
        ),
        (
            "a: {register: holding 0, type: bitfield, length: 2, bits: [4, 32], own: true}",
            "6:61: expected the lowest and the highest bit, 0 to 31, as in [4, 7]"
        ),
        (
            "a: {register: holding 0, type: bitfield, length: 5, bits: [4, 99], own: true}",
            "6:52: 5 is not a number of registers from 1 to 4"
        ),
        (
            "a: {register: holding 0, type: uint16, bits: [4, 7], own: true}",
            "6:48: bits belongs to types bitfield, int8 and int24"
        ),
        (
            "a: {register: holding 0, type: uint16, length: 2, own: true}",
            "6:50: length belongs to types bcd, bitfield and string"
        ),
        ("a: {register: holding 0, type: string, own: true}", "6:6: missing key 'length'"),
        (
            "a: {register: holding 0, type: bcd, length: 5, own: true}",
            "6:47: 5 is not a number of registers from 1 to 4"
        ),
        (
            "a: {register: holding 0, type: int16, order: BACD, own: true}",
            "6:48: 'BACD' is not one of ABCD, CDAB, BADC, DCBA"
        ),
        ("a: {register: holding 0, type: int16, scale: 0, own: true}", "6:48: a scale of 0 makes every value the same"),
        ("a: {register: holding 0, type: int16, scale: .nan, own: true}", "6:48: expected a number, found '.nan'"),
        (
            "a: {register: holding 0, type: int16, range: [5, -5], own: true}",
            "6:48: the range is empty; write the lower end first"
        ),
        (
            "a: {register: holding 0, type: uint16, scale: 0.1, range: [-40, -0.1], own: true}",
            "6:61: impossible range: uint16 so scaled gives 0 to 6553.5"
        ),
        (
            "a: {register: holding 0, type: int16, scale: -0.1, range: [3277, 5000], own: true}",
            "6:61: impossible range: int16 so scaled gives -3276.7 to 3276.8"
        ),
        (
            "a: {register: holding 0, type: bcd, range: [10000, 20000], own: true}",
            "6:46: impossible range: bcd so scaled gives 0 to 9999"
        ),
        (
            "a: {register: holding 0, type: bitfield, bits: [4, 7], range: [16, 20], own: true}",
            "6:65: impossible range: bitfield so scaled gives 0 to 15"
        ),
        ("a: {register: holding 0, type: int16, range: [5], own: true}", "6:48: expected two numbers, as in [0, 100]"),
        (
            "a: {register: holding 0, type: int16, notAvailable: [65535], own: true}",
            "6:56: '65535' is not a code that int16 of 16 bits holds; bits are written as 0xFFFF"
        ),
        (
            "a: {register: holding 0, type: uint16, notAvailable: [0x10000], own: true}",
            "6:57: '0x10000' is not a code that uint16 of 16 bits holds; bits are written as 0xFFFF"
        ),
        (
            "a: {register: holding 0, type: uint16, map: {0: running}, own: true}",
            "6:51: 'running' is not a number, or one of on (1), off (0)"
        ),
        (
            "a: {register: holding 0, type: uint16, map: {1: 1, 0x1: 0}, own: true}",
            "6:54: this code is in the map twice"
        ),
        (
            "a: {register: holding 0, type: uint16, map: {0: 1}, scale: 2, own: true}",
            "6:62: scale has no meaning beside map, which gives the values themselves"
        ),
        (
            "a: {register: holding 0, type: uint16, milliamps: {from: [20, 4], to: [0, 1]}, own: true}",
            "6:60: the range is empty; write the lower end first"
        ),
        (
            "a: {register: holding 0, type: uint16, milliamps: {from: [4, 20], to: [1, 1]}, own: true}",
            "6:73: both ends are the same value"
        ),
        (
            "a: {register: holding 0, type: int16, every: 0s, own: true}",
            "6:48: '0s' is not a duration such as 500ms, 1s, 15min, 2h"
        ),
        (
            "a: {register: holding 0, type: int16, every: 1min, stuckAfter: 59s, own: true}",
            "6:66: 59s is shorter than every, 1min: one reading shows no standstill"
        ),
        (
            "a: {register: holding 0, type: int16, times: [ct], own: true}",
            "6:49: 'ct' is not a parameter; there are none"
        ),
        (
            "a: {register: holding 0, type: uint16, map: {0: 1}, times: [ct], own: true}",
            "6:62: times has no meaning beside map, which gives the values themselves\np.yaml:6:63: 'ct' is not a parameter; there are none"
        ),
        (
            "a: {register: holding 0, type: int16, maxRate: 5, own: true}",
            "6:50: '5' is not a change by time such as 500/s, 10/min or 3/h"
        ),
        (
            "9a: {register: holding 0, type: int16}",
            "6:3: '9a' is not a quantity's name: a letter, then letters and digits, up to 32"
        ),
        ("pressureDrop: {register: holding 0, type: int16}", "6:3: pressureDrop needs a unit; it is measured in Pa"),
        (
            "pressureDrop: {register: holding 0, type: int16, unit: °C}",
            "6:58: pressureDrop is measured in Pa, and °C cannot be converted to it"
        ),
    ])
    func aPointsMistakeIsReportedWithItsPlace(point: String, error: String) {
        #expect(throws: SourceErrorsOfTest(description: "p.yaml:\(error)")) { try profile(point) }
    }

    @Test func anUnknownUnitListsTheKnownOnes() throws {
        let error = try #require(throws: SourceErrorsOfTest.self) {
            try profile("a: {register: holding 0, type: int16, unit: furlong, own: true}")
        }
        #expect(error.description.hasPrefix("p.yaml:6:47: 'furlong' is not a known unit; there are "))
        #expect(error.description.contains(" kPa "))
    }

    @Test(arguments: [
        ("limits: {maxRegisters: 126}", "5:24: 126 is not a number from 1 to 125"),
        ("limits: {timeout: 0ms}", "5:19: '0ms' is not a duration such as 500ms, 1s, 15min, 2h"),
        ("limits: {maxRegisters: 1}", "7:17: uint32 takes 2 registers, but maxRegisters is 1"),
        ("serial: {baud: 0}", "5:16: 0 is not a baud rate such as 9600"),
        ("serial: {parity: N}", "5:18: 'N' is not one of none, even, odd"),
        ("serial: {stopBits: 3}", "5:20: 3 is not 1 or 2"),
        ("serial: {unit: 248}", "5:16: 248 is not a unit from 1 to 247"),
        ("addressBase: 2", "5:14: '2' is not 0 or 1"),
        (
            "addressBase: 1",
            "7:17: 'holding 0' is not a register such as holding 14, input 0x0001, coil 5, discrete 1, or a bit of one as holding 3.5; addressBase is 1"
        ),
        ("identify: {register: holding 0}", "5:11: missing key 'equals'"),
        ("identify: {register: holding 0, equals: SDM}", "5:41: expected a whole number, found 'SDM'"),
        (
            "identify: {register: holding 0, equals: \"表\"}",
            "5:41: '表' is not a text of 1 to 64 visible ASCII letters, as the device spells it"
        ),
        ("warmUp: 5", "5:9: '5' is not a duration such as 500ms, 1s, 15min, 2h"),
        (
            "parameters: {ct: {name: {zh: 变比, en: ratio}, default: 0}}",
            "5:55: '0' is not a number above 0"
        ),
        (
            "parameters: {ct: {name: {zh: 变比, en: ratio}, default: 5, range: [10, 20]}}",
            "5:14: no point has ct in its times\np.yaml:5:55: 5 is not in the parameter's range"
        ),
        (
            "parameters: {ct: {name: {zh: 变比, en: ratio}, default: 5, range: [0, 20]}}",
            "5:14: no point has ct in its times\np.yaml:5:65: a factor is above 0"
        ),
        ("parameters: {ct: {name: {zh: 变比, en: ratio}, default: 1}}", "5:14: no point has ct in its times"),
        ("parameters: {ct: {default: 1}}", "5:18: missing key 'name'"),
        ("status: [{point: b, map: {0: good}}]", "5:18: 'b' is not a point of this profile"),
        ("status: [{point: a, of: [c], map: {0: good}}]", "5:26: 'c' is not a point of this profile"),
        ("status: [{point: a, of: [a], map: {0: good}}]", "5:26: a status does not speak of itself"),
        (
            "status: [{point: a}]",
            "5:10: a status has either map: {value: meaning} or bits: {number: meaning}"
        ),
        (
            "status: [{point: a, map: {0: fine}}]",
            "5:30: 'fine' is not one of good, warmingUp, maintenance, calibrating, outOfRange, notAvailable"
        ),
        ("status: [{point: a, map: {0: good, 0x0: good}}]", "5:36: this is in the table twice"),
        ("status: [{point: a, map: {on: good, 1: good}}]", "5:37: this is in the table twice"),
        ("status: [{point: a, bits: {32: good}}]", "5:28: 32 is not a bit from 0 to 31"),
        (
            "samples: [{words: {holding 0: [0, 5]}, gives: {}, quality: {a: fine}}]",
            "5:64: 'fine' is not a quality such as good, \"uncertain:warmingUp\" or \"bad:outOfRange\""
        ),
        (
            "samples: [{words: {holding 0: [0, 5]}, gives: {}, quality: {a: \"bad:stuck\"}}]",
            "5:64: the quality is good, not bad:stuck"
        ),
        (
            "samples: [{words: {holding 0: [0]}, gives: {}, quality: {a: good}}]",
            "5:61: the sample has no words for a at holding 0"
        ),
        ("identify: {register: holding 0.1, equals: 1}", "5:22: a whole register is wanted here, as in holding 0"),
        (
            "setup: [{register: input 0, value: 1}]",
            "5:20: input registers cannot be written; setup takes coil and holding"
        ),
        ("setup: [{register: holding 0, value: 65536}]", "5:38: 65536 is not a word from 0 to 65535"),
        ("caveats: [{zh: 甲}]", "5:11: missing key 'en'"),
        ("samples: [{words: {holding 0: [0]}, gives: {a: 0}}]", "5:48: the sample has no words for a at holding 0"),
        ("samples: [{words: {holding 0: [0, 5]}, gives: {a: 6}}]", "5:51: the words give 5, not 6"),
        ("samples: [{words: {holding 0: [0, 5]}, gives: {a: null}}]", "5:51: the words give 5, not null"),
        ("samples: [{words: {holding 0: [0, 5]}, gives: {b: 5}}]", "5:48: there is no point 'b'"),
        ("samples: [{words: {holding 0: [-1, 5]}, gives: {}}]", "5:32: -1 is not a word from 0 to 65535"),
        ("samples: [{words: {coil 0: [2]}, gives: {}}]", "5:29: 2 is not a bit, 0 or 1"),
    ])
    func aMistakeOutsideThePointsIsReportedWithItsPlace(line: String, error: String) {
        #expect(throws: SourceErrorsOfTest(description: "p.yaml:\(error)")) {
            try profile("a: {register: holding 0, type: uint32, own: true}", head: line)
        }
    }

    @Test func allMistakesOfAFileAreReportedAtOnce() {
        let text = """
            profile: Bad Name
            name: {zh: 甲, en: a}
            verified: maybe
            points:
              pressureDrop: {register: holding 0, type: int99, unit: °C, range: [9, 1]}
              temperature: {register: holding 4, type: int16, unit: °C, evry: 1s}
              humidity: {register: holding 4, type: uint16, unit: "%"}
            samples:
              - {words: {holding 4: [1]}, gives: {pressureDrop: 1, temperature: 2}}
            """
        let error = #expect(throws: (any Error).self) { try DeviceProfile(yaml: text, file: "p.yaml") }
        #expect(
            error.map { "\($0)" } == """
                p.yaml:1:1: missing key 'source'
                p.yaml:1:10: 'Bad Name' is not an id of a-z, 0-9 and -, such as novus-np785
                p.yaml:3:11: expected true or false, found 'maybe'
                p.yaml:5:45: 'int99' is not one of bool, bit, bitfield, int8, uint16, int16, int24, uint32, int32, uint64, int64, float32, float64, bcd, string
                p.yaml:5:58: pressureDrop is measured in Pa, and °C cannot be converted to it
                p.yaml:5:69: the range is empty; write the lower end first
                p.yaml:6:61: unknown key 'evry'; did you mean 'every'?
                p.yaml:7:13: humidity overlaps temperature, which is holding 4 read otherwise
                p.yaml:9:69: the words give 1 °C, not 2
                """
        )
    }

    @Test(arguments: [
        (
            "a: {register: holding 0, type: float32, own: true}", "b: {register: holding 1, type: uint16, own: true}",
            true
        ),
        (
            "a: {register: holding 0, type: float32, own: true}", "b: {register: holding 0, type: uint32, own: true}",
            true
        ),
        (
            "a: {register: holding 0, type: float32, own: true}", "b: {register: holding 2, type: uint16, own: true}",
            false
        ),
        (
            "a: {register: holding 0, type: float32, own: true}", "b: {register: input 0, type: uint16, own: true}",
            false
        ),
        (
            "a: {register: holding 0, type: uint16, own: true}",
            "b: {register: holding 0, type: uint16, scale: 2, own: true}", false
        ),
        (
            "a: {register: holding 0.0, type: bit, own: true}",
            "b: {register: holding 0, type: bitfield, bits: [0, 3], own: true}", false
        ),
    ])
    func registersAreSharedOnlyByPointsThatReadThemAlike(first: String, second: String, clash: Bool) {
        #expect((try? profile(first, second)) == nil || !clash)
        #expect((try? profile(first, second)) != nil || clash)
    }
}

/// A3: one wrong letter in a point's name would keep every rule from its values.
@Suite struct QuantityMistakesTests {
    private func mistakes(_ point: String) -> String {
        let yaml = """
            profile: p
            name: {zh: 试, en: trial}
            source: s
            verified: false
            points:
              \(point)
            samples: []
            """
        do {
            _ = try DeviceProfile(yaml: yaml, file: "p.yaml")
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        ("presureDrop", "pressureDrop"), ("pressuredrop", "pressureDrop"), ("fanCurent", "fanCurrent"),
        ("tps", "tsp"), ("purifierStat", "purifierState"),
    ]) func aNameThatIsNearlyAKnownQuantityNamesIt(name: String, known: String) {
        let said = mistakes("\(name): {register: holding 0, type: uint16, unit: Pa}")
        #expect(said.hasPrefix("p.yaml:6:3: '\(name)' is no known quantity; did you mean '\(known)'?"), "\(said)")
    }

    @Test func anyOtherNameSaysThatItIsItsOwn() {
        #expect(mistakes("rssiOfModem: {register: holding 0, type: uint16}").contains("own: true"))
        #expect(mistakes("rssiOfModem: {register: holding 0, type: uint16, own: true}").isEmpty)
        #expect(mistakes("pressureDrop: {register: holding 0, type: uint16, unit: Pa}").isEmpty)
    }
}
