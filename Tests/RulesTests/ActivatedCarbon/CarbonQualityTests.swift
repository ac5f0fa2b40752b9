import Facilities
import Testing

@testable import Rules

@Suite struct CarbonQualityTests {
    private func inspection(
        _ looks: CarbonInspection.Grade..., iodine: Double? = nil, afterHours hours: Int = 0
    ) -> Event {
        let inspection = CarbonInspection(
            colour: looks[0], form: looks[1], weight: looks[2], bubbles: looks[3], iodineValue: iodine
        )
        return record(inspection, afterHours: hours)
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
        let fresh = record(CarbonReplacement(mass: 900), afterHours: 1)
        #expect(levels([inspection(.bad, .bad, .bad, .bad, iodine: 500), fresh]) == [.grey])
        // What the supplier claims is no inspection.
        let claimed = record(CarbonReplacement(mass: 900, iodineValue: 850), afterHours: 1)
        #expect(levels([inspection(.bad, .bad, .bad, .bad, iodine: 500), claimed]) == [.grey])
    }

    @Test func anOldInspectionEnteredLateDoesNotReplaceANewerOne() {
        let newer = inspection(.good, .good, .good, .good, iodine: 900)
        #expect(levels([newer, inspection(.bad, .bad, .bad, .bad, iodine: 500, afterHours: -240)]) == [])
    }

    private func tested(_ iodine: Double, _ method: IodineMethod, afterHours hours: Int = 0) -> Event {
        let inspection = CarbonInspection(
            colour: .good, form: .good, weight: .good, bubbles: .good, iodineValue: iodine, iodineMethod: method
        )
        return record(inspection, afterHours: hours)
    }

    @Test(arguments: [IodineMethod.gb7702, .gb7702Of2008])
    func valuesByTheMethodOfTheLimitAreJudged(method: IodineMethod) {
        #expect(levels([tested(799, method)]) == [.red])
        #expect(levels([tested(800, method)]) == [])
    }

    @Test(arguments: [IodineMethod.gb12496, .astmD4607, .field])
    func valuesByAnotherMethodCannotBeJudged(method: IodineMethod) {
        #expect(levels([tested(1000, method)]) == [.grey])
        #expect(levels([tested(500, method)]) == [.yellow])
        #expect(levels([tested(1, method)], form: .fibre) == [])
    }

    @Test func aQuickTestDoesNotTakeThePlaceOfTheLaboratorys() {
        #expect(levels([tested(900, .gb7702), tested(850, .field, afterHours: 1)]) == [])
        #expect(levels([tested(900, .gb7702), tested(500, .field, afterHours: 1)]) == [.yellow])
        #expect(levels([tested(700, .gb7702), tested(850, .field, afterHours: 1)]) == [.red])
        #expect(levels([tested(500, .field), tested(900, .gb7702, afterHours: 1)]) == [])
    }

    @Test(arguments: [(600.0, [Finding.Level]()), (601, [.yellow])])
    func denseCarbonIsABadWeight(density: Double, expected: [Finding.Level]) {
        let inspection = CarbonInspection(
            colour: .good, form: .good, weight: .good, bubbles: .good, iodineValue: 900, bulkDensity: density)
        #expect(levels([record(inspection)]) == expected)
    }

    /// Filled with 1000 kg; every five minutes.
    private func weighed(_ weight: Double, minutes: Int, fan: Double = 1) -> [Event] {
        stride(from: 0, through: minutes, by: 5).map {
            sample($0 * 60, Reading(.carbonWeight, weight, .kilogram), Reading(.fanState, fan, .one))
        }
    }

    @Test(arguments: [(899.0, 60, 1.0, [Finding.Level.yellow]), (899, 55, 1, []), (900, 60, 1, []), (300, 60, 0, [])])
    func aLoadCellWellBelowTheFilledMassIsABadWeight(
        weight: Double, minutes: Int, fan: Double, expected: [Finding.Level]
    ) {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular, mass: 1000)))
        let good = inspection(.good, .good, .good, .good, iodine: 900)
        let events = [.tick(start), good] + weighed(weight, minutes: minutes, fan: fan)
        #expect(rules.levels(of: "carbon.quality", after: events) == expected)
    }

    @Test func aLoadCellThatIsLostIsGrey() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular, mass: 1000)))
        let lost = (1...31).map {
            sample($0 * 60, Reading(.carbonWeight, .kilogram, bad: .noAnswer), Reading(.fanState, 1, .one))
        }
        let good = [inspection(.good, .good, .good, .good, iodine: 900)] + weighed(1000, minutes: 0)
        #expect(rules.levels(of: "carbon.quality", after: good + lost.dropLast()) == [])
        #expect(rules.levels(of: "carbon.quality", after: lost.suffix(1)) == [.grey])
    }

    @Test func theFormThatWasFilledInSetsTheLimit() {
        var honeycomb = CarbonReplacement(mass: 900, iodineValue: 700, iodineMethod: .gb7702)
        let looked = inspection(.good, .good, .good, .good, afterHours: 1)
        #expect(levels([record(honeycomb), looked]) == [.red])
        honeycomb.form = .honeycomb
        #expect(levels([record(honeycomb), looked]) == [])
    }

    @Test func aReplacementEnteredAfterTheFirstInspectionStillTellsWhatWasFilledIn() {
        var honeycomb = CarbonReplacement(mass: 900)
        honeycomb.form = .honeycomb
        let inspected = tested(700, .gb7702, afterHours: 48)
        #expect(levels([inspected]) == [.red])
        #expect(levels([inspected, record(honeycomb, afterHours: 24)]) == [])
    }

    @Test func anInspectionIsDueSinceTheCarbonWasFilledIn() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        let inspect = NextStep(.inspectCarbon, due: Day("2026-11-23")!)
        _ = rules.levels(of: "carbon.quality", after: [.tick(start), tick(afterHours: 72)])
        #expect(rules.step(of: "carbon.quality") == inspect)
        _ = rules.consider(tested(900, .gb7702, afterHours: 1))
        #expect(rules.step(of: "carbon.quality") == nil)
        _ = rules.consider(record(CarbonReplacement(mass: 900), afterHours: 48))
        #expect(rules.step(of: "carbon.quality") == NextStep(.inspectCarbon, due: Day("2026-11-25")!))
    }

    @Test func aRecordOfAnotherKindDoesNotMakeAnInspectionLate() {
        let transfer = WasteTransfer(mass: 1, manifest: "1", disposalFirm: "x")
        let events = [record(transfer, afterHours: 5), tested(700, .gb7702, afterHours: 1)]
        #expect(levels(events) == [.red])
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        let limits = ["iodineValue": Measure(700, .milligramPerGram)]
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)), limits: limits)
        #expect(rules.levels(of: "carbon.quality", after: [tested(750, .gb7702)]) == [])
    }

    private func levels(filled: String, _ events: [Event]) -> [Finding.Level] {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular, installed: Day(filled))))
        return rules.levels(of: "carbon.quality", after: [.tick(start)] + events)
    }

    @Test func anInspectionFromBeforeTheFillingSaysNothingOfIt() {
        let good = { (hours: Int) in self.inspection(.good, .good, .good, .good, iodine: 900, afterHours: hours) }
        #expect(levels(filled: "2026-11-16", [good(-24 * 365 * 27)]) == [.grey])
        #expect(levels(filled: "2026-11-23", [good(-11)]) == [.grey])
        #expect(levels(filled: "2026-11-23", [good(-10)]) == [])
        let filled = record(CarbonReplacement(mass: 900), afterHours: 5)
        #expect(levels([good(4), filled]) == [.grey])
        #expect(levels([filled, good(4)]) == [.grey])
        #expect(levels([filled, good(5)]) == [])
    }

    /// The new carbon is looked at before it is filled in.
    @Test func newCarbonMayBeInspectedOnTheDayBeforeItIsFilledIn() {
        var look = CarbonInspection(colour: .good, form: .good, weight: .good, bubbles: .good, state: .new)
        look.iodineValue = 900
        let filled = record(CarbonReplacement(mass: 900), afterHours: 5)
        #expect(levels([record(look), filled]) == [])
        #expect(levels([record(look, afterHours: -24), filled]) == [.grey])
        look.state = .used
        #expect(levels([record(look), filled]) == [.grey])
    }

    @Test(arguments: [
        (CarbonInspection.State?.none, 7, [Finding.Level.red]), (nil, 8, [.yellow]), (.new, 8, [.red]),
        (.used, 1, [.yellow]),
    ]) func usedCarbonIsJudgedAsUsed(state: CarbonInspection.State?, days: Int, expected: [Finding.Level]) {
        let filled = record(CarbonReplacement(mass: 900))
        func tested(_ iodine: Double, _ sampler: CarbonInspection.Sampler? = nil) -> Event {
            let inspection = CarbonInspection(
                colour: .good, form: .good, weight: .good, bubbles: .good, iodineValue: iodine, state: state,
                sampledBy: sampler)
            return record(inspection, afterHours: days * 24)
        }
        #expect(levels([filled, tested(620)]) == expected)
        #expect(levels([filled, tested(800)]) == [])
        #expect(levels([filled, tested(620, .laboratory)]) == expected)
        #expect(levels([filled, tested(620, .authority)]) == [.red])
    }

    @Test func aUsedSampleDoesNotExcuseWhatTheNewCarbonLacked() {
        let filled = record(CarbonReplacement(mass: 900))
        let low = inspection(.good, .good, .good, .good, iodine: 700, afterHours: 24)
        let used = inspection(.good, .good, .good, .good, iodine: 600, afterHours: 24 * 60)
        #expect(levels([filled, low, used]) == [.red])
        #expect(levels([filled, used, low]) == [.red])
        #expect(
            levels([filled, inspection(.good, .good, .good, .good, iodine: 850, afterHours: 24), used]) == [.yellow])
    }

    @Test func theTextOfUsedCarbonNeverCallsItBad() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular, installed: Day("2026-09-01"))))
        _ = rules.levels(
            of: "carbon.quality", after: [.tick(start), inspection(.bad, .bad, .bad, .bad, iodine: 680)])
        #expect(rules.finding(of: "carbon.quality")?.text.zh == "在用的炭碘值680 mg/g，新炭要求800 mg/g：已用掉一部分，留意更换")
        _ = rules.consider(inspection(.bad, .bad, .bad, .bad, iodine: 900, afterHours: 1))
        #expect(rules.finding(of: "carbon.quality")?.text.zh.hasPrefix("在用的炭看上去快饱和了") == true)
    }

    @Test func aClaimNeverMakesItGreenAndTheLooksStayDue() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        let claimed = record(CarbonReplacement(mass: 900, iodineValue: 900, iodineMethod: .gb7702))
        #expect(rules.levels(of: "carbon.quality", after: [.tick(start), claimed]) == [.grey])
        #expect(rules.step(of: "carbon.quality") == NextStep(.inspectCarbon, due: Day("2026-11-23")!))
        #expect(
            rules.levels(of: "carbon.quality", after: [inspection(.good, .good, .good, .good, afterHours: 2)]) == [])
        let low = record(
            CarbonReplacement(mass: 900, iodineValue: 799, iodineMethod: .gb7702), afterHours: 27)
        #expect(rules.levels(of: "carbon.quality", after: [low]) == [.red, .grey])
    }

    @Test func decolouringCountsLikeALook() {
        var look = CarbonInspection(colour: .doubtful, form: .good, weight: .good, bubbles: .good)
        for (decolouring, expected) in [
            (CarbonInspection.Decolouring.good, [Finding.Level]()), (.some, [.yellow]), (.none, [.yellow]),
        ] {
            look.decolouring = decolouring
            #expect(levels([record(look)]) == expected)
        }
    }
}
