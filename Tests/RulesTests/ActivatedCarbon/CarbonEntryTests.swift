import Facilities
import Testing

@testable import Rules

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
        #expect(problems(spent(108_000)).first?.text.zh == "108000 kg是装填量1000 kg的10倍以上：请核对小数点和单位")
    }

    @Test func withoutADesignMassNothingIsCalledImpossible() {
        let rules = rules([], CarbonSettings(form: .granular))
        #expect(rules.problems(with: Record(at: start, by: "张三", CarbonReplacement(mass: 900_000))).isEmpty)
    }

    @Test func whatWasAddedToAFillingIsNoMeasureOfWhatIsTakenOut() {
        let rest = record(CarbonReplacement(mass: 20), afterHours: -48)
        #expect(problems(spent(1080), after: [rest]).isEmpty)
        #expect(problems(spent(10_001), after: [rest]).map(\.field) == ["spentMass"])
        // More was filled in than the design says.
        let full = record(CarbonReplacement(mass: 1200), afterHours: -48)
        #expect(problems(spent(12_000), after: [full]).isEmpty)
    }

    /// Stock from before the first record, and the waste of other boxes under one manifest, are on no record of this box.
    @Test func aTransferMayBeOfMoreThanIsOnRecord() {
        #expect(problems(transfer(30_000, "1"), after: [record(spent(25), afterHours: -48)]).isEmpty)
    }

    // MARK: A manifest used twice

    @Test func aManifestThatStandsOnAnotherTransferIsRefusedAndTheDayIsNamed() throws {
        let before = record(transfer(500, "20263201000001"), afterHours: -48)
        let problem = try #require(problems(transfer(400, "20263201000001"), after: [before]).first)
        #expect(problem.field == "manifest")
        #expect(problem.text.zh == "联单号“20263201000001”已用于2026-11-21的另一次转移：请核对号码；那条记录有误的，请用“补充、更正”改它（corrects）")
        #expect(problems(transfer(400, "20263201000009"), after: [before]).isEmpty)
    }

    @Test func theSameTransferAgainIsTakenAndSoIsACorrection() {
        let before = record(transfer(500, "7"), afterHours: -48)
        #expect(problems(transfer(500, "7"), after: [before]).isEmpty)
        #expect(problems(transfer(400, "7", corrects: "7"), after: [before]).isEmpty)
        // A number that two old records have already is no reason to refuse another one, nor the correction of one of them.
        var named = transfer(300, "7")
        named.id = "b"
        let both = [before, record(named, afterHours: -24)]
        #expect(problems(transfer(100, "8"), after: both).isEmpty)
        #expect(problems(transfer(310, "7", corrects: "b"), after: both, hours: -10).isEmpty)
    }

    @Test func theManifestOfTheReplacementWithWhichTheWasteLeftIsNotUsedTwice() {
        let replaced = record(spent(1080, manifest: "7"), afterHours: -24)
        #expect(problems(transfer(1080, "7"), after: [replaced]).isEmpty)
        #expect(problems(spent(1000, manifest: "7"), after: [replaced], hours: 24 * 90).map(\.field) == ["manifest"])
    }

    // MARK: Gauges

    private func gauge(_ item: Gauge.Kind, _ events: [Event], _ settings: CarbonSettings = settings) -> Gauge? {
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
        // Of what nobody weighed a transfer leaves an unknown rest, and of older stock nothing is known at all.
        for events in [[record(spent(nil), afterHours: -48)], [out, record(spent(nil), afterHours: -24)]] {
            for transfers in [[], [record(transfer(25, "1"), afterHours: -12)]] {
                let unweighed = gauge(.stored, events + transfers)
                #expect((unweighed?.figure, unweighed?.note?.zh) == (nil, "有未称重的，不知道多少"))
            }
        }
        #expect(gauge(.stored, [record(transfer(500, "1"), afterHours: -24)]) == nil)
    }

    @Test func theFillingIsTheNewestOnRecord() {
        let configured = gauge(.filled, [])
        #expect((configured?.figure, configured?.since) == (Measure(1000, .kilogram), Day("2026-09-01")))
        let replaced = gauge(.filled, [record(CarbonReplacement(mass: 900), afterHours: -24)])
        #expect((replaced?.figure, replaced?.since) == (Measure(900, .kilogram), Day("2026-11-22")))
        // A design mass alone says what is to be filled in, and not that it was.
        #expect(gauge(.filled, [], CarbonSettings(form: .granular, mass: 1000)) == nil)
    }

    @Test func hoursThatNobodySawAreNotCalledNone() {
        let unseen = gauge(.runningHours, [])
        #expect((unseen?.figure, unseen?.note?.zh) == (nil, "没有风机信号，不知道"))
    }

    @Test func hoursThatNobodySawStandBesideThoseThatWereSeen() throws {
        let since = record(CarbonReplacement(mass: 1000), afterHours: 0)
        let run = (0...60).map { sample($0 * 60, Reading(.fanState, 1, .one)) }
        let seen = try #require(gauge(.runningHours, [since] + run))
        #expect((seen.figure, seen.note) == (Measure(1, .hour), nil))
        let later = try #require(gauge(.runningHours, [since] + run + [tick(afterHours: 49)]))
        #expect((later.figure, later.note?.zh) == (Measure(1, .hour), "另有48小时没看到风机"))
    }

    // MARK: Corrections

    private func corrected(_ change: (inout CarbonReplacement) -> Void) -> FacilityRules {
        var first = spent(1080, manifest: "9")
        first.id = "page-1"
        var second = first
        (second.id, second.corrects) = (nil, "page-1")
        change(&second)
        let at = start - .hours(48)
        return rules([first, second].map { .record(Record(at: at, by: "张三", $0)) })
    }

    @Test func aCorrectionTakesThePlaceOfWhatItCorrectsAndBeginsNoOtherCycle() {
        let rules = corrected { ($0.mass, $0.batch) = (950, "B-7") }
        let filled = rules.gauges.first { $0.item == .filled }
        #expect((filled?.figure, filled?.since) == (Measure(950, .kilogram), Day("2026-11-21")))
        #expect(!rules.findings(of: "carbon.record").contains { $0.text.zh.contains("批号") })
    }

    @Test func whatACorrectionLeavesOutIsEmptyNow() {
        // The manifest was that of another box: the spent carbon is still there.
        #expect(corrected { _ in }.gauges.first { $0.item == .stored }?.figure == Measure(0, .kilogram))
        #expect(corrected { $0.manifest = nil }.gauges.first { $0.item == .stored }?.figure == Measure(1080, .kilogram))
    }

    @Test func aCorrectionOfACorrectionNamesTheSameRecord() {
        var rules = corrected { $0.mass = 950 }
        var third = CarbonReplacement(mass: 940)
        third.corrects = "page-1"
        let again = Record(at: start - .hours(48), by: "张三", third)
        #expect(rules.problems(with: again).isEmpty)
        _ = rules.consider(.record(again))
        #expect(rules.gauges.first { $0.item == .filled }?.figure == Measure(940, .kilogram))
    }

    @Test func twoPartsOfOneDayWithTheSameAmountsAreTwo() {
        let parts = ["a", "b"].map { id in
            var part = CarbonReplacement(mass: 500)
            part.id = id
            return Event.record(Record(at: start - .hours(48), by: "张三", part))
        }
        #expect(gauge(.filled, parts)?.figure == Measure(1000, .kilogram))
    }
}
