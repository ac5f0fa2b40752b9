import Facilities
import Testing

@testable import Rules

@Suite struct CarbonWasteTests {
    /// So many days before 23 November.
    private func spent(_ days: Int, mass: Double? = 1000, manifest: String? = nil) -> Event {
        var replacement = CarbonReplacement(mass: 1000)
        (replacement.spentMass, replacement.manifest) = (mass, manifest)
        return record(replacement, afterHours: -24 * days)
    }

    private func taken(_ days: Int, mass: Double = 1000, manifest: String? = nil, id: String? = nil) -> Event {
        var transfer = WasteTransfer(mass: mass, manifest: manifest ?? "20263201000\(days)", disposalFirm: "危废公司")
        transfer.id = id
        return record(transfer, afterHours: -24 * days)
    }

    private func rules(_ events: [Event], limits: [String: Measure] = [:]) -> FacilityRules {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)), limits: limits)
        for event in [.tick(start)] + events { _ = rules.consider(event) }
        return rules
    }

    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        rules(events, limits: limits).status.findings.filter { $0.rule == "carbon.waste" }.map(\.level)
    }

    @Test(arguments: [(334, [Finding.Level]()), (335, [.yellow]), (365, [.yellow]), (366, [.red])])
    func aYearIsTheLongest(days: Int, expected: [Finding.Level]) {
        #expect(levels([spent(days)]) == expected)
    }

    @Test func timeAloneMakesItDue() {
        #expect(levels([spent(0), tick(afterHours: 24 * 366)]) == [.red])
        #expect(rules([spent(0)]).step(of: "carbon.waste") == NextStep(.transferWaste, due: Day("2027-11-23")!))
    }

    @Test func aTransferEmptiesTheStoreWheneverItIsEntered() {
        #expect(levels([spent(400), taken(10)]) == [])
        #expect(levels([taken(10), spent(400)]) == [])
        #expect(levels([spent(400), taken(401)]) == [.red])
    }

    @Test func aTransferEnteredTwiceIsOne() {
        // 500 kg are left of 1000: the same transfer entered on another day takes no more.
        let again = [spent(400), taken(20, mass: 500, manifest: "1"), taken(10, mass: 500, manifest: "1")]
        #expect(levels(again) == [.red])
        let byID = [spent(400), taken(20, mass: 500, id: "T"), taken(10, mass: 400, id: "T")]
        #expect(levels(byID) == [.red])
        #expect(levels([spent(400), taken(20, mass: 500), taken(10, mass: 500)]) == [])
    }

    @Test func aManifestNumberOfTwoTransfersIsAFindingAndTheSecondDoesNotCount() {
        let twice = rules([spent(400), taken(20, mass: 500, manifest: "1"), taken(10, mass: 499, manifest: "1")])
        let found = twice.status.findings.filter { $0.rule == "carbon.waste" }
        #expect(found.map(\.level) == [.red, .yellow])
        #expect(found.last?.cause.hasPrefix("manifest/1/") == true)
        let backwards = rules([taken(10, mass: 499, manifest: "1"), taken(20, mass: 500, manifest: "1"), spent(400)])
        #expect(backwards.status.findings.filter { $0.rule == "carbon.waste" } == found)
        // Two ids are two transfers.
        let ids = [taken(20, mass: 500, manifest: "1", id: "a"), taken(10, mass: 500, manifest: "1", id: "b")]
        #expect(levels(ids) == [.yellow])
    }

    @Test func whatLeftUnderAnotherDaysNumberHasNotLeft() {
        #expect(levels([spent(400, manifest: "1"), spent(300, manifest: "2")]) == [])
        #expect(levels([spent(500, manifest: "1"), spent(400, manifest: "1")]) == [.red, .yellow])
        // One lorry takes both parts of a day's replacement, and the transfer says so too.
        #expect(
            levels([spent(400, manifest: "1"), spent(400, mass: 500, manifest: "1"), taken(400, manifest: "1")]) == [])
    }

    @Test func theOldestGoesFirst() {
        let rules = rules([spent(300), spent(400), taken(5)])
        #expect(rules.finding(of: "carbon.waste") == nil)
        #expect(rules.step(of: "carbon.waste")?.due == Day("2026-11-23")! + 65)
    }

    @Test(arguments: [(950.0, [Finding.Level]()), (949, [.red])])
    func whatIsNotTakenAwayIsStillThere(mass: Double, expected: [Finding.Level]) {
        #expect(levels([spent(400), taken(10, mass: mass)]) == expected)
        #expect(levels([spent(400), taken(20, mass: mass), taken(10, mass: 100)]) == [])
    }

    @Test func carbonThatNobodyWeighedGoesWithAnyTransfer() {
        #expect(levels([spent(400, mass: nil)]) == [.red])
        #expect(levels([spent(400, mass: nil), taken(10, mass: 1)]) == [])
    }

    @Test func whatLeftAtOnceOrNeverWasIsNotInStore() {
        #expect(levels([spent(400, manifest: "20253201000001")]) == [])
        #expect(levels([spent(400, manifest: " ")]) == [.red])
        #expect(levels([spent(400, mass: 0)]) == [])
    }

    @Test func aSecondRecordOfTheDayIsTheSameCarbon() {
        #expect(levels([spent(400), spent(400), taken(10)]) == [])
        #expect(levels([spent(400), spent(400, mass: nil, manifest: "20253201000001")]) == [])
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        #expect(levels([spent(91)], limits: ["storageDays": Measure(90, .day)]) == [.red])
        #expect(levels([spent(320)], limits: ["storageWarning": Measure(60, .day)]) == [.yellow])
    }
}
