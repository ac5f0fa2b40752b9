import Facilities
import Testing

@testable import Rules

@Suite struct DustTSPTests {
    private func minutes(_ minutes: Range<Int>, _ value: Double?) -> [Event] {
        minutes.map { minute in
            let tsp =
                value.map { Reading(.tsp, $0, .microgramPerCubicMetre) }
                ?? Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer)
            return sample(minute * 60, tsp)
        }
    }

    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        var rules = facility(.dustSite, limits: limits)
        return rules.levels(of: "dust.tsp", after: events)
    }

    @Test(arguments: [(500.0, false), (501, true)]) func aQuarterHourDecides(value: Double, isFinding: Bool) {
        #expect(levels(minutes(0..<16, value)) == (isFinding ? [.red] : []))
    }

    @Test func theTextShowsThatItIsOver() {
        var rules = facility(.dustSite)
        for event in minutes(0..<16, 500.3) { _ = rules.consider(event) }
        #expect(rules.finding(of: "dust.tsp")?.text.zh == "TSP 15分钟均值500.3 µg/m³，超过500 µg/m³")
    }

    @Test func beforeTheFirstQuarterHourIsOverItIsGrey() {
        #expect(levels(minutes(0..<15, 100)) == [.grey])
    }

    /// 12 of 15 minutes are 80 %, 11 are 73 %.
    @Test(arguments: [(12, [Finding.Level.red]), (11, [.grey])])
    func tooLittleDataGiveNoVerdict(count: Int, expected: [Finding.Level]) {
        #expect(levels(minutes(0..<count, 900) + minutes(count..<16, nil)) == expected)
    }

    @Test func aSensorThatIsPulledOutTurnsGreenToGreyAndKeepsRed() {
        #expect(levels(minutes(0..<16, 100) + [tick(afterHours: 0, seconds: 2699)]) == [])
        #expect(levels(minutes(0..<16, 100) + [tick(afterHours: 0, seconds: 2700)]) == [.grey])
        #expect(levels(minutes(0..<16, 900) + [tick(afterHours: 5)]) == [.red, .grey])
    }

    @Test func aSiteWithoutTSPIsNeverGreen() {
        var rules = facility(.dustSite)
        for minute in 0..<60 { _ = rules.consider(sample(minute * 60, Reading(.noise, 50, .decibel))) }
        #expect(rules.status.light == .grey)
        #expect(rules.status.notJudged.contains { $0.rule == "dust.tsp" && $0.blocks })
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        var rules = facility(.dustSite, limits: ["tsp": Measure(0.1, .milligramPerCubicMetre)])
        #expect(rules.levels(of: "dust.tsp", after: minutes(0..<16, 101)) == [.red])
        #expect(rules.finding(of: "dust.tsp")?.verified == false)
    }

    @Test func whatIsToBeDoneStaysDueOnTheFirstDay() {
        var rules = facility(.dustSite)
        for event in minutes(0..<2 * 24 * 60, 900) { _ = rules.consider(event) }
        let step = rules.step(of: "dust.tsp")
        #expect(step == NextStep(.reduceDust, due: Day("2026-11-23")!))
    }
}
