import DeviceProfiles
import Facilities
import TestSupport
import Testing

struct ParameterTests {
    private static let ratios = """
        parameters:
          ct: {name: {zh: 电流变比, en: current ratio}, default: 1, range: [1, 10000]}
          pt: {name: {zh: 电压变比, en: voltage ratio}, default: 2}
        """

    private var meter: DeviceProfile {
        get throws {
            try profile(
                "current: {register: holding 0, type: uint16, unit: A, scale: 0.01, range: [0, 60], maxRate: 10/s, times: [ct]}",
                "power: {register: holding 1, type: int16, unit: kW, scale: 0.1, times: [ct, pt]}",
                "frequency: {register: holding 2, type: uint16, unit: Hz, scale: 0.01}", head: Self.ratios
            )
        }
    }

    private func values(_ profile: DeviceProfile, _ words: [UInt16]) -> [Double?] {
        profile.readings(in: ReadBlock(profile.points), words: words).map(\.value)
    }

    @Test func aParameterThatIsNotSetHasItsUsualValue() throws {
        #expect(values(try meter, [525, 15, 5000]) == [5.25, 3000, 50])
    }

    @Test func aPointIsMultipliedByAllOfItsParameters() throws {
        let set = try meter.setting("ct", to: 40).setting("pt", to: 100)
        #expect(values(set, [525, 15, 5000]) == [210, 6_000_000, 50])
        #expect(values(try set.setting("ct", to: 1), [525, 15, 5000]) == [5.25, 150_000, 50])
    }

    @Test func rangeRateAndWritingGoByThem() throws {
        let set = try meter.setting("ct", to: 40)
        #expect(set.points[0].range == 0...2400)
        #expect(set.points[0].maxRate == 400)
        #expect(set.words(for: set.points[0], value: 210) == [525])
        #expect(values(set, [6000, 0, 0])[0] == 2400)
        let beyond = Reading(.current, 2400, .ampere, quality: .uncertain(.outOfRange), bound: .atLeast)
        #expect(set.reading(6001, 0, 0) == beyond)
    }

    @Test func anotherNameKeepsThem() throws {
        let set = try meter.setting("ct", to: 40).renamed(["current": "fanCurrent"])
        #expect(set.reading(525) == Reading(.fanCurrent, 210, .ampere))
        #expect(try meter.renamed(["current": "fanCurrent"]).setting("ct", to: 40).reading(525) == set.reading(525))
    }

    @Test func aFourToTwentyLoopMayHaveItsSpanSet() throws {
        let transmitter = try profile(
            "pressureDrop: {register: holding 0, type: uint16, unit: Pa, scale: 0.001, milliamps: {from: [4, 20], to: [0, 1]}, times: [span]}",
            head: "parameters: {span: {name: {zh: 量程, en: span}, default: 100}}"
        ).setting("span", to: 2500)
        #expect(transmitter.reading(12_000).value == 1250)
    }

    @Test(arguments: [
        ("cd", 2.0, "the profile has no parameter 'cd'; it has ct, pt"), ("ct", 0.9, "ct is from 1 to 10000"),
        ("ct", 10_001, "ct is from 1 to 10000"), ("pt", 0, "pt is a number above 0"),
        ("pt", -1, "pt is a number above 0"), ("pt", .infinity, "pt is a number above 0"),
    ])
    func whatCannotBeSetIsExplained(name: String, value: Double, message: String) throws {
        let meter = try meter
        let error = #expect(throws: ParameterError.self) { try meter.setting(name, to: value) }
        #expect(error?.description == message)
        #expect(error?.text.zh.isChinese == true)
    }
}
