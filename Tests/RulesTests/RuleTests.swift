import Facilities
import Foundation
import Rules
import Testing

private let start = Timestamp("2026-11-23T02:00:00Z")!
private let code = Facility.Code("NJ320104C00012K")!

private func facility(_ settings: Facility.Settings, limits: [String: Measure] = [:]) -> FacilityRules {
    FacilityRules(for: Facility(code: code, name: "试验", settings: settings, limits: limits))
}

private func sample(_ seconds: Int, _ readings: Reading...) -> Event {
    .sample(Sample(device: DeviceID("a@b/1"), time: start + .seconds(seconds), readings: readings))
}

private func record(_ body: Record.Body, afterHours hours: Int = 0) -> Event {
    .record(Record(at: start + .hours(hours), by: "王", body))
}

extension FacilityRules {
    /// The levels of one rule's findings after some events.
    fileprivate mutating func levels(of rule: String, after events: [Event]) -> [Finding.Level] {
        for event in events { _ = consider(event) }
        return status.findings.filter { $0.rule == rule }.map(\.level)
    }
}

struct CarbonRuleTests {
    private let settings = CarbonSettings(
        form: .granular, mass: 1000, removedConcentration: 40, airVolume: 10_000, dailyHours: 8,
        installed: Day("2026-11-20")
    )

    /// Vectors of published calculations with their inputs.
    @Test(arguments: [
        (1000.0, 0.30, 150.0, 50_000.0, 15.0, 2.667), (630, 0.75, 119.5, 25_000, 8, 19.770),
        (1000, 0.10, 40, 10_000, 8, 31.25),
    ])
    func theCycleFollowsTheFormula(m: Double, s: Double, c: Double, q: Double, t: Double, days: Double) throws {
        let settings = CarbonSettings(
            form: .granular, dynamicAdsorption: s, proof: "report", removedConcentration: c, airVolume: q, dailyHours: t
        )
        #expect(abs(try #require(CarbonCycle.formula(settings, mass: m)) - days) < 0.001)
    }

    @Test func aHighAdsorptionWithoutProofCountsAsTheDefault() {
        var settings = settings
        settings.dynamicAdsorption = 0.3
        #expect(CarbonCycle.formula(settings, mass: 1000).map { abs($0 - 31.25) < 1e-9 } == true)
    }

    @Test(arguments: [("2026-11-20", Finding.Level?.none), ("2026-10-30", .yellow), ("2026-10-22", .red)])
    func theCycleTurnsYellowAndThenRed(installed: String, level: Finding.Level?) {
        var settings = settings
        settings.installed = Day(installed)
        var rules = facility(.activatedCarbon(settings))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [level].compactMap(\.self))
    }

    @Test func whatIsNotKnownIsGreyAndNeverGreen() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        #expect(rules.levels(of: "carbon.cycle", after: [.tick(start)]) == [.grey])
        #expect(rules.status.light == .grey)
    }

    @Test(arguments: [(2500.0, false), (2500.1, true)])
    func onlyAPressureDropAboveTheLimitCounts(value: Double, isFinding: Bool) {
        var rules = facility(.activatedCarbon(settings))
        let events = [0, 30, 60].map { sample($0, Reading(.pressureDrop, value, .pascal)) }
        #expect(rules.levels(of: "carbon.pressure", after: events) == (isFinding ? [.red] : []))
    }

    @Test func aBriefPeakIsNotAFinding() {
        var rules = facility(.activatedCarbon(settings))
        let events = [(0, 3000.0), (30, 900), (61, 3000)].map { sample($0, Reading(.pressureDrop, $1, .pascal)) }
        #expect(rules.levels(of: "carbon.pressure", after: events) == [])
    }

    @Test func theIodineValueDecidesAndLooksOnlyAdvise() {
        var rules = facility(.activatedCarbon(settings))
        let looks = CarbonInspection(colour: .bad, form: .good, weight: .good, bubbles: .good)
        #expect(rules.levels(of: "carbon.quality", after: [record(.inspection(looks))]) == [.yellow])
        var tested = looks
        tested.iodineValue = 799
        #expect(rules.levels(of: "carbon.quality", after: [record(.inspection(tested))]) == [.red])
    }

    @Test func aFindingIsRaisedOnceAndClearedOnce() {
        var rules = facility(.activatedCarbon(settings))
        let values = [3000.0, 3000, 3000, 3000, 100, 100, 100]
        let entries = values.enumerated().flatMap { index, value in
            rules.consider(sample(index * 60, Reading(.pressureDrop, value, .pascal)))
        }
        let kinds = entries.compactMap { entry -> Entry.Kind? in
            switch entry {
            case .raised(let finding), .cleared(let finding): finding.rule == "carbon.pressure" ? entry.kind : nil
            case .record: nil
            }
        }
        #expect(kinds == [.raised, .cleared])
    }
}

struct OtherRuleTests {
    @Test(arguments: [(299, false), (300, true)]) func aPurifierMayBeOffForFiveMinutes(seconds: Int, isFinding: Bool) {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-20"))))
        let events = [0, seconds].map { sample($0, Reading(.fanState, 1, .one), Reading(.purifierState, 0, .one)) }
        #expect(rules.levels(of: "fume.purifierOff", after: events) == (isFinding ? [.red] : []))
    }

    @Test(arguments: [(2.0, 20, false), (2.01, 20, true), (9, 5, false)])
    func fumeIsJudgedByTenMinutesWithDataEnough(value: Double, minutes: Int, isFinding: Bool) {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)))
        let events = (0..<minutes).map { minute in
            sample(minute * 60, Reading(.fanState, 1, .one), Reading(.fume, value, .milligramPerCubicMetre))
        }
        let later = sample(1300, Reading(.fanState, 0, .one), Reading(.fume, .milligramPerCubicMetre, bad: .noAnswer))
        #expect(rules.levels(of: "fume.limit", after: events + [later]) == (isFinding ? [.red] : []))
    }

    @Test(arguments: [(4.0, "2026-09-24", Finding.Level.yellow), (4, "2026-09-22", .red), (6, "2026-10-22", .red)])
    func cleaningFallsDueBySize(stoves: Double, cleaned: String, level: Finding.Level) {
        var rules = facility(.fumePurifier(FumeSettings(stoves: stoves, lastCleaned: Day(cleaned))))
        #expect(rules.levels(of: "fume.cleaning", after: [.tick(start)]) == [level])
        #expect(rules.levels(of: "fume.cleaning", after: [record(.cleaning(Cleaning()))]) == [])
    }

    @Test func smokeCountsOnlyWhileTheEngineRuns() {
        for (speed, isFinding) in [(299.0, false), (1500, true)] {
            var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)))
            let events = (0..<3).map { minute in
                sample(minute * 60, Reading(.smoke, 0.81, .perMetre), Reading(.engineSpeed, speed, .rpm))
            }
            #expect(rules.levels(of: "machinery.smoke", after: events) == (isFinding ? [.red] : []))
        }
    }

    @Test func aFailedTestStaysUntilOnePasses() {
        var rules = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)))
        #expect(rules.levels(of: "machinery.smoke", after: [record(.exhaustTest(ExhaustTest(smoke: 0.81)))]) == [.red])
        #expect(rules.levels(of: "machinery.smoke", after: [record(.exhaustTest(ExhaustTest(smoke: 0.80)))]) == [])
    }

    @Test(arguments: [(500.0, false), (501, true)]) func dustIsJudgedByQuarterHours(value: Double, isFinding: Bool) {
        var rules = facility(.dustSite)
        let events = (0...15).map { sample($0 * 60, Reading(.tsp, value, .microgramPerCubicMetre)) }
        #expect(rules.levels(of: "dust.tsp", after: events) == (isFinding ? [.red] : []))
    }

    @Test func hourlyPM10IsJudgedAgainstTheCitysAndGreyWithout() {
        var rules = facility(.dustSite)
        let events = (0...60).map { sample($0 * 60, Reading(.pm10, 150, .microgramPerCubicMetre)) }
        #expect(rules.levels(of: "dust.pm10", after: events) == [.grey])
        #expect(rules.levels(of: "dust.pm10", after: [record(.cityMean(CityMean(pm10: 70)))]) == [])
        #expect(rules.levels(of: "dust.pm10", after: [record(.cityMean(CityMean(pm10: 69)))]) == [.red])
    }

    @Test func complaintsAreAnsweredAndClosedInTime() {
        var rules = facility(.complaintPoint)
        let step = ComplaintStep(id: "7", text: "")
        _ = rules.consider(record(.complaint(Complaint(id: "7", text: "油烟"))))
        #expect(rules.levels(of: "complaint.answer", after: [.tick(start + .hours(24))]) == [.yellow])
        #expect(rules.levels(of: "complaint.answer", after: [.tick(start + .hours(24) + .seconds(1))]) == [.red])
        #expect(
            rules.levels(of: "complaint.close", after: [record(.complaintAnswer(step), afterHours: 25)]) == [.yellow])
        _ = rules.consider(record(.complaintClosing(step), afterHours: 26))
        #expect(rules.status.light == .green)
    }

    @Test func silenceIsGreyAfterFiveMinutes() {
        var rules = facility(.dustSite)
        let good = sample(0, Reading(.tsp, 10, .microgramPerCubicMetre))
        #expect(rules.levels(of: "data.silent", after: [good, .tick(start + .seconds(300))]) == [])
        #expect(rules.levels(of: "data.silent", after: [.tick(start + .seconds(301))]) == [.grey])
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        var rules = facility(.dustSite, limits: ["tsp": Measure(0.1, .milligramPerCubicMetre)])
        let events = (0...15).map { sample($0 * 60, Reading(.tsp, 101, .microgramPerCubicMetre)) }
        #expect(rules.levels(of: "dust.tsp", after: events) == [.red])
        #expect(rules.status.findings.first { $0.rule == "dust.tsp" }?.verified == true)
    }
}

/// Runs `restore` from inside a decoder.
private struct Restored: Decodable {
    nonisolated(unsafe) static var rules = facility(.dustSite)

    init(from decoder: any Decoder) throws {
        try Self.rules.restore(from: decoder)
    }
}

@Suite(.serialized) struct RestartTests {
    private func randomEvents() -> [Event] {
        (0..<120).map { index in
            switch Int.random(in: 0..<8) {
            case 0: .tick(start + .seconds(index * 40))
            case 1:
                .record(Record(at: start + .seconds(index * 40), by: "王", .replacement(CarbonReplacement(mass: 900))))
            default:
                sample(
                    index * 40, Reading(.pressureDrop, .random(in: 2000...3000), .pascal),
                    Reading(.fanState, [0, 1, 1, 1].randomElement()!, .one)
                )
            }
        }
    }

    @Test func aRestartAnywhereChangesNothing() throws {
        let settings = Facility.Settings.activatedCarbon(CarbonSettings(form: .granular, designCycle: 30))
        for _ in 0..<5 {
            let events = randomEvents()
            var whole = facility(settings)
            let expected = events.map { whole.consider($0) }
            for cut in stride(from: 0, to: events.count, by: 7) {
                var before = facility(settings)
                var entries = events[..<cut].map { before.consider($0) }
                Restored.rules = facility(settings)
                _ = try JSONDecoder().decode(Restored.self, from: JSONEncoder().encode(before))
                entries += events[cut...].map { Restored.rules.consider($0) }
                #expect(entries == expected)
                #expect(Restored.rules.status == whole.status)
            }
        }
    }
}
