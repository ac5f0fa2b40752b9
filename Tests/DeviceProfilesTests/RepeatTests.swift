import DeviceProfiles
import Facilities
import Testing

/// Points that a device has several times.
struct RepeatTests {
    @Test func theyLieAStepApartAndAreNumbered() throws {
        let profile = try profile(
            "current: {own: true, register: input 0x10, type: uint16, unit: A, scaleFrom: {register: input 0x12, type: int16, power: n}, repeat: {count: 3, step: 0x20}}"
        )
        #expect(profile.points.map(\.name) == ["current1", "current2", "current3"])
        #expect(profile.points.map(\.register.address) == [0x10, 0x30, 0x50])
        #expect(profile.readings(in: ReadBlock([profile.points[2]]), words: [15, 0, 0xFFFF])[0].value == 1.5)
    }

    @Test func theyMayHaveNames() throws {
        let profile = try profile(
            "voltage: {own: true, register: input 0, type: float32, unit: V, repeat: {step: 2, names: [A, B, C]}}")
        #expect(profile.points.map(\.name) == ["voltageA", "voltageB", "voltageC"])
        #expect(profile.readPlan.map(\.addresses) == [0..<6])
    }

    @Test func samplesNameThem() throws {
        let text =
            yaml(["a: {own: true, register: holding 0, type: uint16, repeat: {count: 2, step: 5}}"])
            + "\nsamples: [{words: {holding 0: [7], holding 5: [8]}, gives: {a1: 7, a2: 8}}]"
        #expect(try DeviceProfile(yaml: text, file: "p.yaml").samples[0].gives == ["a1": 7, "a2": 8])
    }

    @Test(arguments: [
        ("repeat: {count: 3}", "6:61: missing key 'step'"),
        ("repeat: {step: 2}", "6:61: repeat has either count: 12, for names with 1 to 12 behind, or names: [A, B, C]"),
        ("repeat: {count: 1, step: 2}", "6:69: 1 is not a number of times from 2 to 99"),
        ("repeat: {count: 3, step: 0}", "6:78: 0 is not a number of registers from 1 to 10000"),
        ("repeat: {names: [x, x], step: 2}", "6:3: there is another point ax"),
    ])
    func aMistakeSaysItsPlace(keys: String, error: String) {
        #expect(throws: SourceErrorsOfTest(description: "p.yaml:\(error)")) {
            try profile("a: {own: true, register: holding 0, type: uint16, \(keys)}")
        }
    }

    @Test func theyDoNotLieOverEachOther() {
        #expect(
            throws: SourceErrorsOfTest(description: "p.yaml:6:6: a2 overlaps a1, which is holding 0 read otherwise")
        ) { try profile("a: {own: true, register: holding 0, type: uint32, repeat: {count: 2, step: 1}}") }
    }
}
