import DeviceProfiles
import Facilities
import Testing

/// Parameters that the device itself has: compared, or written.
struct DeviceParameterTests {
    private func fan() throws -> DeviceProfile {
        try profile(
            "speed: {own: true, register: input 0x10, type: uint16, unit: rpm, scale: 0.001, times: [maxSpeed]}",
            "warning: {own: true, register: input 0x12, type: uint16}",
            head:
                "parameters: {maxSpeed: {name: {zh: 最高转速, en: highest speed}, default: 2000, register: holding 0x119}}")
    }

    private func sensor() throws -> DeviceProfile {
        try profile(
            "pressureDrop: {register: input 0, type: int16, unit: Pa}",
            head:
                "parameters: {rangeCode: {name: {zh: 量程代码, en: code of the range}, default: 3, range: [0, 7], register: holding 6, write: true}}"
        )
    }

    private func qualities(_ profile: DeviceProfile, _ words: [RegisterTable: [UInt16]]) -> [String: Quality] {
        var checks = ReadingChecks(profile)
        let readings = profile.readPlan.flatMap { profile.readings(in: $0, words: words[$0.table] ?? []) }
        let checked = checks.check(readings, at: Timestamp(seconds: 0))
        return Dictionary(uniqueKeysWithValues: checked.map { ($0.quantity.rawValue, $0.quality) })
    }

    @Test func whatTheDeviceHasIsReadAndCompared() throws {
        let set = try fan().setting("maxSpeed", to: 2800)
        #expect(set.readPlan.map(\.table) == [.input, .holding])
        #expect(set.setup.isEmpty)
        let same = qualities(set, [.input: [500, 0, 0], .holding: [2800]])
        #expect(same == ["speed": .good, "warning": .good, "maxSpeed": .good])
        let other = qualities(set, [.input: [500, 0, 0], .holding: [2000]])
        #expect(other == ["speed": .uncertain(.notAvailable), "warning": .good, "maxSpeed": .good])
    }

    @Test func untilItWasReadNothingIsCertain() throws {
        var checks = ReadingChecks(try fan())
        let reading = Reading(Quantity(rawValue: "speed")!, 1000, .rpm)
        #expect(checks.check([reading], at: Timestamp(seconds: 0))[0].quality == .uncertain(.notAvailable))
    }

    @Test func aWrittenOneIsPartOfTheSetup() throws {
        let usual = try sensor()
        #expect(usual.setup.map { "\($0.register) \($0.value)" } == ["holding 6 3"])
        let set = try usual.setting("rangeCode", to: 0)
        #expect(set.setup.map { "\($0.register) \($0.value)" } == ["holding 6 0"])
        #expect(SharedUnit([set]).setup == set.setup)
        #expect(qualities(set, [.input: [5], .holding: [0]])["pressureDrop"] == .good)
        #expect(qualities(set, [.input: [5], .holding: [3]])["pressureDrop"] == .uncertain(.notAvailable))
    }

    @Test(arguments: [8, -1, 2.5e9])
    func nothingBeyondItsBoundsIsWritten(value: Double) throws {
        let sensor = try sensor()
        #expect(throws: ParameterError.outOfRange("rangeCode", range: 0...7)) {
            try sensor.setting("rangeCode", to: value)
        }
    }

    @Test func whoWantsOnlyOnePointGetsItsParameterToo() throws {
        let kept = try fan().keeping(only: ["speed"])
        #expect(kept.points.map(\.name) == ["speed", "maxSpeed"])
        #expect(try fan().keeping(only: ["warning"]).points.map(\.name) == ["warning"])
    }

    @Test(arguments: [
        (
            "register: input 6, write: true, range: [0, 7]",
            "input registers cannot be written; write: true takes holding"
        ),
        ("register: coil 6, range: [0, 7]", "a parameter is in a holding register, or in an input register"),
        (
            "register: holding 6, write: true",
            "what is written to a device has a range: [low, high], so that nobody writes anything else"
        ),
        ("register: holding 6, range: [0, 70000], write: true", "the register does not hold 70000"),
        ("write: true", "write belongs to a parameter with a register"),
        ("register: holding 6", "no point has b in its times"),
        (
            "register: holding 6, type: float32, write: true, range: [0, 9]",
            "'float32' is not uint16 or int16: a parameter is one register"
        ),
        ("register: holding 0, write: true, range: [0, 9]", "b overlaps a, which is holding 0 read otherwise"),
    ])
    func aMistakeSaysItsPlace(keys: String, error: String) throws {
        let said = #expect(throws: SourceErrorsOfTest.self) {
            try profile(
                "a: {own: true, register: holding 0, type: uint32}",
                head: "parameters: {b: {name: {zh: 乙, en: b}, default: 1, \(keys)}}")
        }
        #expect(said?.description.hasPrefix("p.yaml:5:") ?? false)
        #expect(said?.description.contains(error) ?? false, "\(said?.description ?? "")")
    }
}
