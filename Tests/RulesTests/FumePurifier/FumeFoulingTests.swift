import Facilities
import Testing

@testable import Rules

@Suite struct FumeFoulingTests {
    /// Hours of operation one after the other, a sample in five minutes.
    private func hours(_ from: Int, _ values: [Double], _ quantity: Quantity = .purifierCurrent, fan: Double = 1)
        -> [Event]
    {
        let unit: PhysicalUnit = quantity == .purifierCurrent ? .ampere : .pascal
        return values.enumerated().flatMap { hour, value in
            (0..<12).map {
                sample((from + hour) * 3600 + $0 * 300, Reading(.fanState, fan, .one), Reading(quantity, value, unit))
            }
        }
    }

    /// Eight hours each, after an hour in which the purifier settles.
    private func blocks(_ values: Double..., quantity: Quantity = .purifierCurrent) -> [Event] {
        hours(0, values.prefix(1) + values.flatMap { Array(repeating: $0, count: 8) } + values.suffix(1), quantity)
    }

    private func rules(
        _ events: [Event], lastCleaned: String? = "2026-11-22", limits: [String: Measure] = [:]
    ) -> FacilityRules {
        let settings = FumeSettings(stoves: 4, lastCleaned: lastCleaned.flatMap { Day($0) })
        var rules = facility(.fumePurifier(settings), limits: limits)
        for event in events { _ = rules.consider(event) }
        return rules
    }

    private func causes(_ rules: FacilityRules, _ level: Finding.Level = .yellow) -> [String] {
        let findings = rules.status.findings.filter { $0.rule == "fume.fouling" && $0.cause != "data" }
        #expect(findings.allSatisfy { $0.level == level })
        return findings.map(\.what)
    }

    @Test(arguments: [(0.71, false), (0.69, true)]) func aCurrentThatFellByThirtyPerCentAdvisesToCleanEarly(
        current: Double, isFinding: Bool
    ) {
        #expect(causes(rules(blocks(1, current))) == (isFinding ? ["purifierCurrent"] : []))
    }

    @Test(arguments: [(149.0, false), (151, true)]) func soDoesAPressureDropThatRoseByHalf(
        pressure: Double, isFinding: Bool
    ) {
        #expect(causes(rules(blocks(100, pressure, quantity: .pressureDrop))) == (isFinding ? ["pressureDrop"] : []))
    }

    @Test func theTextNamesTheChange() {
        let finding = rules(blocks(1, 0.6)).finding(of: "fume.fouling")
        #expect(finding?.text.zh == "净化器电流下降40%（与历次清洗后最初8小时运行均值中最好的相比），超过30%，请提前清洗")
    }

    @Test func aSteadyFallForecastsTheDay() {
        let rules = rules(blocks(1, 0.9, 0.84, 0.78))
        #expect(causes(rules) == ["purifierCurrent"])
        // 22 % after 33 hours, 6 % more every 8 hours.
        #expect(rules.finding(of: "fume.fouling")?.text.zh.contains("约于2026-11-25达到30%") == true)
    }

    @Test func theHoursInWhichTheFanStandsOrThePurifierIsOffDoNotCount() {
        let clean = hours(0, Array(repeating: 1, count: 10))
        #expect(causes(rules(clean + hours(10, Array(repeating: 0.5, count: 9), fan: 0))) == [])
        #expect(causes(rules(clean + hours(10, Array(repeating: 0.05, count: 9)))) == [])
    }

    private func cleaned(afterHours hours: Int, _ parts: Set<Cleaning.Part>? = nil) -> Event {
        record(Cleaning(parts: parts), afterHours: hours)
    }

    /// Off for an hour, and on again with another current.
    private func afterwards(_ current: Double, hours count: Int, from hour: Int = 19) -> [Event] {
        hours(hour, [0]) + hours(hour + 1, Array(repeating: current, count: count))
    }

    @Test func aCleaningThatShowsMakesItGood() {
        let real = blocks(1, 0.6) + [cleaned(afterHours: 18)] + afterwards(1, hours: 20)
        #expect(causes(rules(real)) == [])
    }

    @Test func aCleaningOnPaperDoesNotHideTheGrease() {
        let before = blocks(1, 0.6) + [cleaned(afterHours: 18)]
        #expect(causes(rules(before)) == [])
        #expect(causes(rules(before + afterwards(0.6, hours: 1))) == [])
        #expect(causes(rules(before + afterwards(0.6, hours: 2))) == ["notShown"])
        #expect(Set(causes(rules(before + afterwards(0.6, hours: 12)))) == ["notShown", "purifierCurrent"])
        // A second one on paper changes nothing.
        let twice =
            before + afterwards(0.6, hours: 10) + [cleaned(afterHours: 31)] + afterwards(0.6, hours: 3, from: 32)
        #expect(causes(rules(twice)) == ["notShown"])
    }

    @Test(arguments: [(0.89, ["notShown"]), (0.91, []), (1.09, []), (1.11, ["high"])])
    func anHourLaterTheCurrentIsBackInBothDirections(current: Double, expected: [String]) {
        let events = blocks(1, 0.6) + [cleaned(afterHours: 18)] + afterwards(current, hours: 2)
        #expect(causes(rules(events)) == expected)
    }

    @Test func theBestBaselineOutlivesCleaningsAndRestarts() throws {
        let settings = Facility.Settings.fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-22")))
        var rules = try restarted(
            rules(blocks(1, 0.95) + [cleaned(afterHours: 18)] + afterwards(0.95, hours: 10)), in: facility(settings))
        for event in [cleaned(afterHours: 30)] + afterwards(0.88, hours: 2, from: 31) { _ = rules.consider(event) }
        #expect(causes(rules) == ["notShown"])
    }

    @Test func onlyThePlatesAreComparedWithTheBest() {
        let before = blocks(1, 0.6)
        let filter = before + [cleaned(afterHours: 18, [.filter, .duct])] + afterwards(0.6, hours: 2)
        #expect(causes(rules(filter)) == ["purifierCurrent"])
        let plates = before + [cleaned(afterHours: 18, [.plates])] + afterwards(0.6, hours: 2)
        #expect(causes(rules(plates)) == ["notShown"])
    }

    @Test func anOlderCleaningEnteredLateDoesNot() {
        let older = record(Cleaning(), afterHours: -24 * 3)
        #expect(causes(rules(blocks(1, 0.6) + [older])) == ["purifierCurrent"])
    }

    @Test func withoutTheFirstHoursAfterACleaningNothingIsCompared() {
        #expect(causes(rules(blocks(1, 0.6), lastCleaned: nil)) == [])
        #expect(causes(rules(blocks(1, 0.6), lastCleaned: "2026-11-16")) == [])
        #expect(causes(rules(blocks(1, 0.6), lastCleaned: "2026-11-17")) == ["purifierCurrent"])
    }

    @Test func theSiteSetsTheShareAndTheHours() {
        let limits = ["foulingCurrent": Measure("50 %")!, "foulingHours": Measure("2 h")!]
        #expect(causes(rules(hours(0, [1, 1, 1, 0.6, 0.6, 0.6]), limits: limits)) == [])
        #expect(causes(rules(hours(0, [1, 1, 1, 0.4, 0.4, 0.4]), limits: limits), .red) == ["purifierCurrent"])
    }

    @Test func aCurrentThatNoLongerComesIsMissed() {
        let lost = (12..<20).map {
            sample($0 * 300, Reading(.fanState, 1, .one), Reading(.purifierCurrent, .ampere, bad: .noAnswer))
        }
        let findings = rules(hours(0, [1]) + lost).status.findings.filter { $0.rule == "fume.fouling" }
        #expect(findings.map(\.level) == [.grey])
        #expect(rules(hours(0, [1]) + lost.dropLast(3)).finding(of: "fume.fouling") == nil)
    }
}
