import Facilities
import Rules
import Testing

@Suite struct CarbonQualityTests {
    private func inspection(
        _ looks: CarbonInspection.Grade..., iodine: Double? = nil, afterHours hours: Int = 0
    ) -> Event {
        let inspection = CarbonInspection(
            colour: looks[0], form: looks[1], weight: looks[2], bubbles: looks[3], iodineValue: iodine
        )
        return record(.inspection(inspection), afterHours: hours)
    }

    private func levels(_ events: [Event], form: CarbonSettings.Form = .granular) -> [Finding.Level] {
        var rules = facility(.activatedCarbon(CarbonSettings(form: form)))
        return rules.levels(of: "carbon.quality", after: [.tick(start)] + events)
    }

    @Test func carbonThatNobodyLookedAtIsGrey() {
        #expect(levels([]) == [.grey])
    }

    @Test(arguments: [
        (CarbonSettings.Form.granular, 799.9, [Finding.Level.red]), (.granular, 800, []), (.honeycomb, 649.9, [.red]),
        (.honeycomb, 650, []), (.fibre, 1, []),
    ]) func theIodineValueDecides(form: CarbonSettings.Form, iodine: Double, levels expected: [Finding.Level]) {
        #expect(levels([inspection(.good, .good, .good, .good, iodine: iodine)], form: form) == expected)
    }

    @Test func goodLooksDoNotOutweighALowIodineValue() {
        #expect(levels([inspection(.good, .good, .good, .good, iodine: 600)]) == [.red])
    }

    @Test func badLooksOnlyAdvise() {
        #expect(levels([inspection(.bad, .good, .good, .good)]) == [.yellow])
        #expect(levels([inspection(.doubtful, .doubtful, .good, .good)]) == [.yellow])
        #expect(levels([inspection(.doubtful, .good, .good, .good)]) == [])
    }

    @Test func aReplacementMakesTheOldInspectionVoid() {
        let fresh = record(.replacement(CarbonReplacement(mass: 900)), afterHours: 1)
        #expect(levels([inspection(.bad, .bad, .bad, .bad, iodine: 500), fresh]) == [.grey])
        let tested = record(.replacement(CarbonReplacement(mass: 900, iodineValue: 850)), afterHours: 1)
        #expect(levels([inspection(.bad, .bad, .bad, .bad, iodine: 500), tested]) == [])
    }

    @Test func anOldInspectionEnteredLateDoesNotReplaceANewerOne() {
        let newer = inspection(.good, .good, .good, .good, iodine: 900)
        #expect(levels([newer, inspection(.bad, .bad, .bad, .bad, iodine: 500, afterHours: -240)]) == [])
    }
}
