import Facilities
import Testing

@testable import Rules

/// A device that does not answer still gives samples; one that was taken away gives none, and is not missed for ever.
@Suite struct TakenAwayTests {
    private static let dust = PhysicalUnit.microgramPerCubicMetre
    private static let kitchen = Facility.Settings.fumePurifier(FumeSettings(stoves: 4))
    private static let machine = Facility.Settings.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120))
    private static let adsorber = Facility.Settings.activatedCarbon(CarbonSettings(form: .granular))

    private static let cases: [(String, Facility.Settings, [Reading])] = [
        ("dust.noise", .dustSite, [Reading(.noise, 60, .decibel)]),
        ("dust.pm10", .dustSite, [Reading(.pm10, 60, dust)]), ("dust.capture", .dustSite, [Reading(.pm25, 60, dust)]),
        ("dust.spray", .dustSite, [Reading(.sprayState, 1, .one)]),
        ("fume.limit", kitchen, [Reading(.fume, 1, .milligramPerCubicMetre)]),
        ("fume.efficiency", kitchen, [Reading(.fumeIn, 1, .milligramPerCubicMetre)]),
        ("machinery.smoke", machine, [Reading(.smoke, 0.1, .perMetre), Reading(.engineSpeed, 900, .rpm)]),
        ("machinery.dpf", machine, [Reading(.dpfPressure, 5, .kilopascal)]),
        ("carbon.humidity", adsorber, [Reading(.humidity, 50, .percent)]),
    ]

    @Test(arguments: cases) func whatWasTakenAwayIsMissedForADay(
        rule: String, settings: Facility.Settings, readings: [Reading]
    ) {
        var rules = facility(settings)
        _ = rules.consider(.sample(Sample(device: DeviceID("b/1"), time: start, readings: readings)))
        func others(_ minutes: ClosedRange<Int>) -> [Event] {
            minutes.map { sample($0 * 60, of: "b/2", Reading(.windSpeed, 1, .metrePerSecond)) }
        }
        #expect(Set(rules.levels(of: rule, after: others(1...240))) == [.grey])
        #expect(rules.levels(of: rule, after: others(241...1501)) == [])
    }
}
