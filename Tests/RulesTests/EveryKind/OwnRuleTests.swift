import Facilities
import Testing

@testable import Rules

@Suite struct OwnRuleTests {
    private let hot = Threshold(
        "hot", .temperature, .above, Measure(60, .celsius), band: 5, after: .minutes(2), clearAfter: .minutes(3),
        level: .red, text: Text(zh: "烘箱过热", en: "the oven is too hot")
    )
    private let cold = Threshold("cold", .temperature, .below, Measure(10, .celsius), text: Text(zh: "冷", en: "cold"))

    private func rules(_ thresholds: Threshold..., after events: [Event]) -> FacilityRules {
        var rules = facility(.dustSite, thresholds: thresholds)
        for event in events { _ = rules.consider(event) }
        return rules
    }

    private func temperatures(_ values: Double?...) -> [Event] {
        values.enumerated().map { minute, value in
            let reading =
                value.map { Reading(.temperature, $0, .celsius) } ?? Reading(.temperature, .celsius, bad: .noAnswer)
            return sample(minute * 60, reading)
        }
    }

    private func isOn(_ events: [Event]) -> Bool { rules(hot, after: events).finding(of: "own.hot") != nil }

    @Test func itCountsAboveTheLimitAfterItsDelay() {
        #expect(!isOn(temperatures(61, 61)))
        #expect(isOn(temperatures(61, 61, 61)))
        #expect(!isOn(temperatures(60, 60, 60)))
    }

    @Test func itIsOverBelowTheBandAfterTheOtherDelay() {
        #expect(isOn(temperatures(61, 61, 61, 56, 56, 56, 56)))
        #expect(isOn(temperatures(61, 61, 61, 55, 55, 55)))
        #expect(!isOn(temperatures(61, 61, 61, 55, 55, 55, 55)))
    }

    @Test func aThresholdMayBeALowest() {
        #expect(rules(cold, after: temperatures(10)).finding(of: "own.cold") == nil)
        #expect(rules(cold, after: temperatures(9.9)).finding(of: "own.cold")?.level == .yellow)
    }

    @Test func itShowsFigureAndLimitAfterTheSitesOwnWords() throws {
        let finding = try #require(rules(hot, after: temperatures(61, 61, 62.5)).finding(of: "own.hot"))
        #expect(
            finding.text
                == Text(
                    zh: "烘箱过热：温度62.5 °C，上限60 °C", en: "the oven is too hot: temperature 62.5 °C, at most 60 °C"))
        #expect((finding.level, finding.figure, finding.limit) == (.red, 62.5, 60))
        #expect((finding.source, finding.verified) == ("现场配置 site configuration", false))
        #expect(finding.since == start)
    }

    @Test func smallLimitsAreShownAsTheyAre() {
        let few = Threshold("few", .smoke, .above, Measure(0.0005, .perMetre), text: Text(zh: "烟", en: "smoke"))
        let smoke = rules(few, after: [sample(0, Reading(.smoke, 0.002, .perMetre))])
        #expect(smoke.finding(of: "own.few")?.text.zh == "烟：烟度(光吸收系数)0.002 1/m，上限0.0005 1/m")
    }

    @Test func aFacilityMayHaveSeveral() {
        let rules = rules(hot, cold, after: temperatures(9))
        #expect(rules.rules.suffix(2).map(\.name) == ["own.hot", "own.cold"])
        #expect(rules.finding(of: "own.cold") != nil)
        #expect(rules.finding(of: "own.hot") == nil)
    }

    @Test func everyKindOfFacilityMayHaveThem() {
        var rules = facility(.complaintPoint(ComplaintSettings()), thresholds: [cold])
        #expect(rules.levels(of: "own.cold", after: [.tick(start)]) == [])
    }

    @Test(arguments: [(30, [Finding.Level]()), (31, [.grey])])
    func whatNoLongerComesIsGrey(minutes: Int, expected: [Finding.Level]) {
        let others = (1...minutes).flatMap { minute in
            [
                sample(minute * 60, Reading(.temperature, .celsius, bad: .noAnswer)),
                sample(minute * 60, of: "c@d/2", Reading(.noise, 50, .decibel)),
            ]
        }
        let findings = rules(cold, after: temperatures(20) + others).status.findings.filter { $0.rule == "own.cold" }
        #expect(findings.map(\.level) == expected)
    }

    @Test func whenNothingComesDataSilentTellsItAll() {
        let rules = rules(cold, after: temperatures(20) + (1...60).map { tick(afterHours: 0, seconds: $0 * 60) })
        #expect(rules.finding(of: "own.cold") == nil)
        #expect(rules.finding(of: "data.silent")?.level == .grey)
    }

    @Test func aFacilityThatDoesNotMeasureItHasNoFinding() {
        let events = (0..<60).map { sample($0 * 60, Reading(.noise, 50, .decibel)) }
        #expect(rules(cold, after: events).finding(of: "own.cold") == nil)
    }

    @Test func lostDataClearNothing() {
        #expect(isOn(temperatures(61, 61, 61, nil, nil, nil, nil, nil)))
    }

    /// The bottom of the range says nothing of a limit above, and no figure is shown that does not pass it.
    @Test(arguments: [(Bound.atMost, 20.0), (.atLeast, 50)]) func aBoundThatShowsNothingIsNotShown(
        bound: Bound, value: Double
    ) {
        let end = sample(180, Reading(.temperature, value, .celsius, quality: .uncertain(.outOfRange), bound: bound))
        let finding = rules(hot, after: temperatures(61, 61, 61) + [end]).finding(of: "own.hot")
        #expect((finding?.figure, finding?.bound) == (61, .exact))
    }
}
