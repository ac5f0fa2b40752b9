import Facilities
import Testing

@testable import Rules

@Suite struct CarbonRecordTests {
    private var complete: CarbonReplacement {
        var replacement = CarbonReplacement(mass: 1000, iodineValue: 850, iodineMethod: .gb7702)
        replacement.form = .granular
        replacement.batch = "B-7"
        replacement.iodineReport = "R-1"
        replacement.spentMass = 1080
        replacement.wasteCode = "HW49 900-039-49"
        replacement.manifest = "20263201000001"
        return replacement
    }

    private func rules(_ events: [Event], mass: Double? = 1000, limits: [String: Measure] = [:]) -> FacilityRules {
        let settings = CarbonSettings(form: .granular, mass: mass, installed: Day("2026-09-01"))
        var rules = facility(.activatedCarbon(settings), limits: limits)
        for event in [.tick(start)] + events { _ = rules.consider(event) }
        return rules
    }

    private func findings(_ events: [Event], mass: Double? = 1000, limits: [String: Measure] = [:]) -> [Finding] {
        rules(events, mass: mass, limits: limits).status.findings.filter { $0.rule == "carbon.record" }
    }

    private func replaced(hours: Int = 0, _ change: (inout CarbonReplacement) -> Void = { _ in }) -> Event {
        var replacement = complete
        change(&replacement)
        return record(replacement, afterHours: hours)
    }

    private func transferred(hours: Int = 1, manifest: String = "20263201000002", code: String? = nil) -> Event {
        let transfer = WasteTransfer(mass: 1080, manifest: manifest, disposalFirm: "危废公司", wasteCode: code)
        return record(transfer, afterHours: hours)
    }

    @Test func aCompleteRecordIsNoFinding() {
        #expect(findings([replaced()]).isEmpty)
        #expect(findings([]).isEmpty)
    }

    @Test func eachThingThatIsMissingIsNamed() {
        let finding = findings([record(CarbonReplacement(mass: 1000))]).first
        #expect(finding?.level == .yellow)
        #expect(finding?.figure == 6)
        #expect(finding?.text.zh == "2026-11-23的更换记录缺少：活性炭类型、批号、碘值报告编号、废炭重量、危废代码HW49 900-039-49、危废转移联单号")
        #expect(findings([replaced { $0.batch = "  " }]).map(\.text.zh) == ["2026-11-23的更换记录缺少：批号"])
        #expect(findings([replaced { $0.wasteCode = "HW08" }]).count == 1)
    }

    @Test func aTransferSuppliesManifestAndWasteCode() {
        let bare = replaced { ($0.wasteCode, $0.manifest) = (nil, nil) }
        #expect(findings([bare, transferred()]).first?.figure == 1)
        #expect(findings([bare, transferred(code: "900-039-49")]).isEmpty)
        #expect(findings([transferred(code: "900-039-49"), bare]).isEmpty)
        #expect(findings([bare, transferred(hours: -48, code: "900-039-49")]).first?.figure == 2)
    }

    @Test func aSecondRecordOfTheSameTimeCompletesTheFirst() {
        let first = replaced { ($0.batch, $0.spentMass) = (nil, nil) }
        var second = CarbonReplacement(mass: 1000)
        (second.batch, second.spentMass) = ("B-7", 1080)
        #expect(findings([first, record(second)]).isEmpty)
    }

    /// 500 kg out of the 1000 kg of before, twice on one day.
    private func half(hours: Int, spent: Double? = 520, _ change: (inout CarbonReplacement) -> Void = { _ in }) -> Event
    {
        replaced(hours: hours) {
            ($0.mass, $0.spentMass, $0.manifest) = (500, spent, hours < 4 ? "20263201000001" : "20263201000002")
            change(&$0)
        }
    }

    @Test func twoHalvesOfOneDayAddUp() {
        #expect(findings([half(hours: 1), half(hours: 5)]).isEmpty)
        #expect(findings([half(hours: 5), half(hours: 1)]).isEmpty)
        #expect(findings([half(hours: 1), half(hours: 5), half(hours: 5)]).isEmpty)
        // 475 kg each is the tolerance.
        #expect(findings([half(hours: 1, spent: 475), half(hours: 5, spent: 475)]).isEmpty)
        #expect(findings([half(hours: 1, spent: 475), half(hours: 5, spent: 474)]).map(\.cause) == ["mass"])
    }

    @Test func halvesOfTwoDaysDoNotAddUp() {
        #expect(findings([half(hours: 1), half(hours: 25)]).map(\.cause).contains("design"))
    }

    @Test func aHalfThatNobodyWeighedIsMissingAndNotTooLittle() {
        let found = findings([half(hours: 1), half(hours: 5, spent: nil)])
        #expect(found.map(\.text.zh) == ["2026-11-23的更换记录缺少：废炭重量"])
        #expect(findings([half(hours: 1, spent: 1040), half(hours: 5, spent: nil)]).isEmpty)
    }

    @Test func halvesAddUpAfterARestart() throws {
        let settings = CarbonSettings(form: .granular, mass: 1000, installed: Day("2026-09-01"))
        var rules = try restarted(rules([half(hours: 1)]), in: facility(.activatedCarbon(settings)))
        _ = rules.consider(half(hours: 5))
        #expect(rules.finding(of: "carbon.record") == nil)
    }

    @Test func theSameOneEnteredTwiceIsOne() {
        let byID = replaced { $0.id = "R-1" }
        #expect(findings([byID, replaced(hours: 3) { $0.id = "R-1" }]).isEmpty)
        #expect(findings([replaced(), replaced(hours: 3)]).isEmpty)
        let other = replaced(hours: 3) { ($0.id, $0.manifest) = ("R-2", "20263201000009") }
        #expect(findings([byID, other]).map(\.cause) == ["design"])
    }

    @Test(arguments: ["R-1", "20263201000001", "2026-11-23", "2026-11-23T02:00:00Z"])
    func aRecordThatCorrectsAnotherTakesItsPlace(name: String) {
        let wrong = replaced { ($0.id, $0.mass, $0.spentMass) = ("R-1", 100, 108) }
        let right = replaced(hours: 24) { ($0.corrects, $0.id, $0.manifest) = (name, "R-2", "20263201000002") }
        #expect(findings([wrong]).map(\.cause) == ["mass", "design"])
        #expect(findings([wrong, right]).isEmpty)
        guard case .record(let record) = right else { return }
        #expect(rules([]).problems(with: record).map(\.field) == ["corrects"])
        #expect(rules([wrong]).problems(with: record).isEmpty)
    }

    @Test(arguments: [(79.9, true), (80, false), (120, false), (120.1, true), (1, true)])
    func aFillingFarFromTheDesignIsAFinding(percent: Double, isFinding: Bool) {
        let found = findings([replaced { $0.mass = percent * 10 }])
        #expect(found.map(\.cause) == (isFinding ? ["design"] : []))
        #expect(found.map(\.level) == (isFinding ? [.yellow] : []))
        #expect(findings([replaced { $0.mass = percent * 10 }], mass: nil).isEmpty)
    }

    @Test func aReplacementThatWasBegunIsRemindedOfAfterItsDay() {
        let begun = record(ReplacementStart())
        #expect(findings([begun, tick(afterHours: 13)]).isEmpty)
        #expect(findings([begun, tick(afterHours: 14)]).map(\.cause) == ["start"])
        #expect(findings([begun, tick(afterHours: 14), replaced(hours: 5)]).isEmpty)
        #expect(findings([replaced(hours: 5), begun, tick(afterHours: 14)]).isEmpty)
        #expect(findings([begun, tick(afterHours: 14), replaced(hours: -48)]).map(\.cause) == ["start"])
    }

    @Test func whereNothingWasTakenOutThereIsNoWaste() {
        #expect(findings([replaced { ($0.spentMass, $0.wasteCode, $0.manifest) = (0, nil, nil) }]).isEmpty)
    }

    @Test(arguments: [(950.0, [Finding.Level]()), (949.9, [.red])])
    func spentCarbonCannotWeighLessThanWhatWasFilledIn(spent: Double, levels: [Finding.Level]) {
        let found = findings([replaced { $0.spentMass = spent }])
        #expect(found.map(\.level) == levels)
        #expect(found.allSatisfy { $0.cause == "mass" && $0.limit == 950 })
    }

    @Test func theMassOfTheReplacementBeforeIsWhatCounts() {
        let before = replaced(hours: -240) { $0.mass = 500 }
        #expect(findings([before, replaced { $0.spentMass = 520 }]).isEmpty)
        #expect(findings([replaced { $0.spentMass = 520 }, before]).isEmpty)
        #expect(findings([replaced { $0.spentMass = 1 }], mass: nil).isEmpty)
    }

    @Test(arguments: ["2026320100001", "LX2025-1004xyz", "２０２６３２０１０００００１"])
    func aManifestOfAnotherFormIsOnlyAWarning(manifest: String) {
        let found = findings([replaced { $0.manifest = manifest }])
        #expect(found.map(\.level) == [.yellow])
        #expect(found.map(\.cause) == ["manifest"])
        let transfer = [replaced { $0.manifest = nil }, transferred(manifest: manifest)]
        #expect(findings(transfer).map(\.cause) == ["manifest"])
    }

    @Test func anOldRecordEnteredLateChangesNothing() {
        let old = record(CarbonReplacement(mass: 1000), afterHours: -240)
        #expect(findings([replaced(), old]).isEmpty)
        let beforeTheSettings = record(CarbonReplacement(mass: 1000), afterHours: -24 * 200)
        #expect(findings([beforeTheSettings]).isEmpty)
    }

    @Test func theRecordIsDueOnItsDayButAManifestAloneWaitsForTheStore() {
        let day = Day("2026-11-23")!
        let step = rules([replaced { $0.batch = nil }, tick(afterHours: 72)]).step(of: "carbon.record")
        #expect(step == NextStep(.completeRecord, due: day))
        #expect(rules([replaced { $0.manifest = nil }]).step(of: "carbon.record") == nil)
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        #expect(findings([replaced { $0.spentMass = 900 }], limits: ["spentTolerance": Measure(10, .percent)]).isEmpty)
        let digits = ["manifestDigits": Measure(3, .one)]
        #expect(findings([replaced { $0.manifest = "123" }], limits: digits).isEmpty)
    }
}
