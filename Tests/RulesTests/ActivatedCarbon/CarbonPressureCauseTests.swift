import Facilities
import Testing

@testable import Rules

/// What a pressure drop over its limit is put down to, by air volume and current beside it.
@Suite struct CarbonPressureCauseTests {
    private static let usual = AdsorberBox(1500, flow: 8000, current: 12)

    private func rules(_ events: [Event]) -> FacilityRules { facility(AnyPoint.carbon).after(events) }

    /// Eight hours as usual, and two minutes.
    private func high(_ box: AdsorberBox) -> [Event] {
        let instruments: AdsorberBox.Instruments = [
            box.flow == nil ? [] : .flow, box.current == nil ? [] : .current,
        ]
        return Self.usual.with(instruments).minutes(0..<481) + box.minutes(481..<483)
    }

    @Test(arguments: [
        (AdsorberBox(3000, flow: 8000, current: 12), "吸附箱可能堵塞", NextStep.Action.checkAdsorber),
        (AdsorberBox(3000, flow: 5000, current: 8), "吸附箱可能堵塞", .checkAdsorber),
        (AdsorberBox(3000, flow: 9200), "吸附箱可能堵塞", .checkAdsorber),
        (AdsorberBox(3000, current: 13.8), "吸附箱可能堵塞", .checkAdsorber),
        (AdsorberBox(3000, flow: 11_400, current: 20), "风量过大", .checkAirVolume),
        (AdsorberBox(3000, flow: 11_400), "风量过大", .checkAirVolume),
        (AdsorberBox(3000, current: 20), "风量过大", .checkAirVolume),
        // More air, and more pressure than that explains: just below, just above 30 %.
        (AdsorberBox(2807, flow: 9600), "风量过大", .checkAirVolume),
        (AdsorberBox(2809, flow: 9600), "吸附箱可能堵塞；或风量过大", .checkAdsorber),
        (AdsorberBox(3000, current: 14.9), "风量过大", .checkAirVolume),
        (AdsorberBox(3000, current: 14.8), "吸附箱可能堵塞；或风量过大", .checkAdsorber),
        (AdsorberBox(3000), "吸附箱可能堵塞；或风量过大", .checkAdsorber),
    ]) func onlyMoreAirContradictsAClogging(box: AdsorberBox, cause: String, action: NextStep.Action) {
        let after = rules(high(box))
        let found = after.findings(of: "carbon.pressure")
        #expect(found.map(\.level) == [.red])
        #expect(found.first?.text.zh.split(separator: "：").last.map(String.init) == cause)
        #expect(after.steps["carbon.pressure"]?.action == action)
    }

    @Test func itSaysWhatWasSeen() {
        let clogged = rules(high(AdsorberBox(3000, flow: 5000, current: 8))).findings(of: "carbon.pressure").first
        #expect(clogged?.text.zh == "压差3000 Pa，超过2500 Pa，风量由8000降到5000 m³/h，电流未升：吸附箱可能堵塞")
        let air = rules(high(AdsorberBox(3000, flow: 11_400, current: 20))).findings(of: "carbon.pressure").first
        #expect(
            air?.text.en
                == "pressure drop 3000 Pa, over 2500 Pa, air volume up from 8000 to 11400 m³/h, current up from 12 to 20 A: too much air"
        )
    }

    /// Eight hours are its measure: with less there is nothing to compare with.
    @Test(arguments: [(470, "吸附箱可能堵塞；或风量过大"), (481, "风量过大")])
    func theFirstHoursAreItsMeasure(minutes: Int, cause: String) {
        let events = Self.usual.minutes(0..<minutes) + AdsorberBox(3000, flow: 11_400, current: 20).minutes(481..<483)
        let found = rules(events).findings(of: "carbon.pressure")
        #expect(found.map { $0.text.zh.hasSuffix("A：\(cause)") } == [true], "\(found.map(\.text.zh))")
    }

    @Test func aReplacementBeginsANewMeasure() {
        // The new carbon lets more air through, which is usual for it.
        let filled = record(CarbonReplacement(mass: 1000), afterHours: 9)
        let newer = AdsorberBox(1400, flow: 11_000, current: 19)
        let events =
            Self.usual.minutes(0..<540) + [filled] + newer.minutes(540..<1022)
            + AdsorberBox(3000, flow: 11_400, current: 20).minutes(1022..<1024)
        let found = rules(events).findings(of: "carbon.pressure")
        #expect(found.map { $0.text.zh.hasSuffix("：吸附箱可能堵塞") } == [true], "\(found.map(\.text.zh))")
    }

    @Test func aRestartInTheFirstHoursOrAfterThemChangesNothing() throws {
        let events = high(AdsorberBox(3000, flow: 11_400, current: 20))
        let whole = rules(events).findings(of: "carbon.pressure")
        for cut in [200, 481, 482] {
            let after = try rules(Array(events[..<cut])).restarted().after(Array(events[cut...]))
            #expect(after.findings(of: "carbon.pressure") == whole)
        }
    }
}
