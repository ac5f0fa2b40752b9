import Facilities
import Rules
import Testing

/// What of replacements and transfers is refused at the door, and what people see of them between two.
@Suite struct CarbonEntryTests {
    private static let settings = CarbonSettings(form: .granular, mass: 1000, installed: Day("2026-09-01"))

    private func rules(_ events: [Event] = [], _ settings: CarbonSettings = settings) -> FacilityRules {
        var rules = facility(.activatedCarbon(settings))
        for event in [.tick(start)] + events { _ = rules.consider(event) }
        return rules
    }

    private func problems(_ body: any RecordContent, after events: [Event] = [], hours: Int = 0) -> [RecordProblem] {
        rules(events).problems(with: Record(at: start + .hours(hours), by: "张三", body))
    }

    private func spent(_ mass: Double?, manifest: String? = nil) -> CarbonReplacement {
        var replacement = CarbonReplacement(mass: 1000)
        (replacement.spentMass, replacement.manifest) = (mass, manifest)
        return replacement
    }

    private func transfer(_ mass: Double, _ manifest: String, corrects: String? = nil) -> WasteTransfer {
        var transfer = WasteTransfer(mass: mass, manifest: manifest, disposalFirm: "危废公司")
        transfer.corrects = corrects
        return transfer
    }

    // MARK: Masses that cannot be

    @Test func aFillingOfMoreThanTenTimesTheDesignIsRefused() {
        #expect(problems(CarbonReplacement(mass: 10_000)).isEmpty)
        #expect(problems(CarbonReplacement(mass: 10_001)).map(\.field) == ["mass"])
    }

    @Test func aSmallPartOfAFillingIsTaken() {
        #expect(problems(CarbonReplacement(mass: 25)).isEmpty)
    }

    @Test func spentCarbonOfMoreThanTenTimesTheFillingIsRefused() {
        #expect(problems(spent(10_000)).isEmpty)
        #expect(problems(spent(10_001)).map(\.field) == ["spentMass"])
        #expect(problems(spent(108_000)).first?.text.zh == "108000 kg是原装填量1000 kg的10倍以上：请核对小数点和单位")
    }

    @Test func withoutADesignMassNothingIsCalledImpossible() {
        let rules = rules([], CarbonSettings(form: .granular))
        #expect(rules.problems(with: Record(at: start, by: "张三", CarbonReplacement(mass: 900_000))).isEmpty)
    }

    @Test func aTransferOfTenTimesAllThatWasTakenOutIsRefusedWhereAllOfItWasWeighed() {
        let weighed = record(spent(1080), afterHours: -48)
        #expect(problems(transfer(10_800, "1"), after: [weighed]).isEmpty)
        #expect(problems(transfer(10_801, "1"), after: [weighed]).map(\.field) == ["mass"])
        // What was stored before there was a gateway is on no record.
        #expect(problems(transfer(10_801, "1")).isEmpty)
        #expect(problems(transfer(10_801, "1"), after: [weighed, record(spent(nil), afterHours: -24)]).isEmpty)
    }

    // MARK: A manifest used twice

    @Test func aManifestThatStandsOnAnotherTransferIsRefusedAndTheDayIsNamed() throws {
        let before = record(transfer(500, "20263201000001"), afterHours: -48)
        let problem = try #require(problems(transfer(400, "20263201000001"), after: [before]).first)
        #expect(problem.field == "manifest")
        #expect(problem.text.zh == "联单号“20263201000001”已用于2026-11-21的另一次转移：请核对号码；如为更正那条记录，请填写更正（corrects）")
        #expect(problems(transfer(400, "20263201000009"), after: [before]).isEmpty)
    }

    @Test func theSameTransferAgainIsTakenAndSoIsACorrection() {
        let before = record(transfer(500, "7"), afterHours: -48)
        #expect(problems(transfer(500, "7"), after: [before]).isEmpty)
        #expect(problems(transfer(400, "7", corrects: "7"), after: [before]).isEmpty)
        // A number that two old records have already is no reason to refuse another one.
        let both = [before, record(transfer(300, "7"), afterHours: -24)]
        #expect(problems(transfer(100, "8"), after: both).isEmpty)
    }

    @Test func theManifestOfTheReplacementWithWhichTheWasteLeftIsNotUsedTwice() {
        let replaced = record(spent(1080, manifest: "7"), afterHours: -24)
        #expect(problems(transfer(1080, "7"), after: [replaced]).isEmpty)
        #expect(problems(spent(1000, manifest: "7"), after: [replaced], hours: 24 * 90).map(\.field) == ["manifest"])
    }

    // MARK: Gauges

    private func gauge(_ item: Gauge.Item, _ events: [Event], _ settings: CarbonSettings = settings) -> Gauge? {
        rules(events, settings).gauges.first { $0.item == item }
    }

    @Test func whatIsInStoreIsWhatWasTakenOutAndHasNotLeft() {
        #expect(gauge(.stored, []) == nil)
        let out = record(spent(1080), afterHours: -48)
        let stored = gauge(.stored, [out])
        #expect((stored?.figure, stored?.since) == (Measure(1080, .kilogram), Day("2026-11-21")))
        let left = gauge(.stored, [out, record(transfer(600, "1"), afterHours: -24)])
        #expect(left?.figure == Measure(480, .kilogram))
        let none = gauge(.stored, [out, record(transfer(1080, "1"), afterHours: -24)])
        #expect((none?.figure, none?.since) == (Measure(0, .kilogram), nil))
        let unweighed = gauge(.stored, [record(spent(nil), afterHours: -48)])
        #expect((unweighed?.figure, unweighed?.note?.zh) == (nil, "有未称重的"))
        let some = gauge(.stored, [out, record(spent(nil), afterHours: -24)])
        #expect((some?.figure, some?.note?.zh) == (Measure(1080, .kilogram), "有未称重的"))
    }

    @Test func theFillingIsTheNewestOnRecord() {
        let configured = gauge(.filled, [])
        #expect((configured?.figure, configured?.since) == (Measure(1000, .kilogram), Day("2026-09-01")))
        let replaced = gauge(.filled, [record(CarbonReplacement(mass: 900), afterHours: -24)])
        #expect((replaced?.figure, replaced?.since) == (Measure(900, .kilogram), Day("2026-11-22")))
    }

    @Test func hoursThatNobodySawAreNotCalledNone() {
        let unseen = gauge(.runningHours, [])
        #expect((unseen?.figure, unseen?.note?.zh) == (nil, "没有风机信号，不知道"))
    }
}
