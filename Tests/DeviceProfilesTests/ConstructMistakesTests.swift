import DeviceProfiles
import Facilities
import Testing

/// Constructs that a device cannot have.
struct ConstructMistakesTests {
    @Test(arguments: [
        (
            "type: uint16, scaleFrom: {register: holding 1, type: int16}",
            "a scale is either power: n, a power of ten, or map: {code: factor}"
        ),
        (
            "type: uint16, scaleFrom: {register: holding 1, type: int16, power: 10}",
            "'10' is not a power of ten such as n, -n or n-4, where n is the number in the register"
        ),
        (
            "type: uint16, scaleFrom: {register: holding 1, type: int16, map: {0: 0}}",
            "'0' is not a factor, a number other than 0"
        ),
        (
            "type: uint16, scaleFrom: {register: holding 1, type: uint16, power: n, range: [20, 30]}",
            "no number that uint16 holds is a power of ten from -10 to 10"
        ),
        (
            "type: uint16, scaleFrom: {register: input 1, type: int16, power: n}",
            "a needs input 1 too, which is in another table: one request cannot read both. A figure that stays as it is can be a parameter with its register"
        ),
        (
            "type: uint16, scaleFrom: {register: holding 200, type: int16, power: n}",
            "a needs 201 registers from its first to its last, and one request reads 125. A figure that stays as it is can be a parameter with its register"
        ),
        ("type: int16, negativeIf: holding 1.0", "int16 has a minus of its own; negativeIf is for unsigned types"),
        ("type: uint16, negativeIf: holding 1", "a bit is wanted here that is 1 below zero, as in holding 1.3"),
        (
            "type: uint16, map: {0: 1}, plus: [{register: holding 1, type: uint16}]",
            "plus has no meaning beside map, which gives the values themselves"
        ),
        (
            "type: uint16, milliamps: {from: [4, 20], to: [0, 1]}, negativeIf: holding 1.0",
            "negativeIf has no meaning beside milliamps, whose current is a number of its own"
        ),
        (
            "type: uint16, variants: {register: holding 1, type: uint16, models: {}}",
            "name at least one model by its code"
        ),
        ("type: uint16, variants: {register: holding 1, type: uint16, models: {1: {unit: Pa}}}", "unknown key 'unit'"),
        ("type: int8, bits: [0, 8]", "these are 9 bits, and int8 has 8, as in [0, 7]"),
        ("type: string, length: 126", "126 is not a number of registers from 1 to 125"),
    ])
    func itIsReportedWithWhatWouldBeRight(keys: String, error: String) {
        let said = #expect(throws: SourceErrorsOfTest.self) {
            try profile("a: {own: true, register: holding 0, \(keys)}")
        }
        #expect(said?.description.hasPrefix("p.yaml:6:") ?? false)
        #expect(said?.description.contains(error) ?? false, "\(said?.description ?? "")")
    }

    @Test func aDeviceThatIsReadPointByPointHasNoScaleBeside() {
        let error = #expect(throws: SourceErrorsOfTest.self) {
            try profile(
                "a: {own: true, register: holding 0, type: uint16, negativeIf: holding 1.0}",
                head: "limits: {alone: true}")
        }
        #expect(
            error?.description
                == "p.yaml:7:28: limits has alone: true, so that a cannot be read together with other registers")
    }

    @Test func aDeviceWithoutHolesIsNotReadAcrossThem() throws {
        let point = "a: {own: true, register: holding 0, type: uint16, negativeIf: holding 2.0}"
        let error = #expect(throws: SourceErrorsOfTest.self) { try profile(point, head: "limits: {holes: false}") }
        #expect(
            error?.description.contains(
                "limits has holes: false, and a would be read across holding 1, which belongs to no point") ?? false)
        _ = try profile(point, "b: {own: true, register: holding 1, type: uint16}", head: "limits: {holes: false}")
    }
}
