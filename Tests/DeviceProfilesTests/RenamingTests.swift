import DeviceProfiles
import Facilities
import TestSupport
import Testing

struct RenamingTests {
    @Test func aPointIsReadAsAnotherQuantityInThatOnesUnit() throws {
        let profile = try profile("amps: {own: true, register: holding 0, type: uint16, unit: mA, range: [0, 5000]}")
            .renamed(["amps": "fanCurrent"])
        #expect(profile.reading(1500) == Reading(.fanCurrent, 1.5, .ampere))
        #expect(profile.points[0].range == 0...5)
        #expect(profile.words(for: profile.points[0], value: 1.5) == [1500])
    }

    @Test func aNewNameOfOnesOwnKeepsTheProfilesUnit() throws {
        let profile = try profile("pressureDrop: {register: holding 0, type: uint16, unit: kPa}")
            .renamed(["pressureDrop": "ductPressure"])
        #expect(profile.reading(3) == Reading(Quantity(rawValue: "ductPressure")!, 3, .kilopascal))
    }

    @Test func twoPointsMayChangeTheirNames() throws {
        let profile = try profile(
            "vocIn: {register: holding 0, type: uint16, unit: mg/m3}",
            "vocOut: {register: holding 1, type: uint16, unit: mg/m3}"
        ).renamed(["vocIn": "vocOut", "vocOut": "vocIn"])
        #expect(profile.points.map(\.quantity) == [.vocOut, .vocIn])
    }

    @Test(arguments: [
        (["curent": "fanCurrent"], "the profile has no point 'curent'; it has current, power"),
        (["current": "temperature"], "current is in A, which cannot be converted to temperature's °C"),
        (["current": "power"], "current is in A, which cannot be converted to power's W"),
        (["current": "x", "power": "x"], "two points would both be x"),
    ])
    func whatDoesNotFitIsExplained(names: [String: String], message: String) throws {
        let profile = try profile(
            "current: {register: holding 0, type: uint16, unit: A}",
            "power: {register: holding 1, type: uint16, unit: W}"
        )
        let error = #expect(throws: RenamingError.self) { try profile.renamed(names) }
        #expect(error?.description == message)
        #expect(error?.text.zh.isChinese == true)
    }
}
