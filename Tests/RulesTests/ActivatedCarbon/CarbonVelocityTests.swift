import Facilities
import Testing

@testable import Rules

@Suite struct CarbonVelocityTests {
    /// 2 m²: 3600 m³/h are 0.5 m/s.
    private func levels(
        _ flows: [Double?], form: CarbonSettings.Form = .granular, face: Double? = 2, fan: Double = 1, every: Int = 60,
        limits: [String: Measure] = [:]
    ) -> [Finding.Level] {
        var rules = facility(.activatedCarbon(CarbonSettings(form: form, face: face)), limits: limits)
        let events = flows.enumerated().map { index, flow in
            let flow =
                flow.map { Reading(.airFlow, $0, .cubicMetrePerHour) }
                ?? Reading(.airFlow, .cubicMetrePerHour, bad: .noAnswer)
            return sample(index * every, flow, Reading(.fanState, fan, .one))
        }
        return rules.levels(of: "carbon.velocity", after: events)
    }

    @Test(arguments: [
        (CarbonSettings.Form.granular, 4320.0, false), (.granular, 4321, true), (.honeycomb, 8640, false),
        (.honeycomb, 8641, true), (.fibre, 1080, false), (.fibre, 1081, true),
    ]) func theFormSetsTheLimit(form: CarbonSettings.Form, flow: Double, isFinding: Bool) {
        #expect(levels([flow, flow], form: form) == (isFinding ? [.red] : []))
    }

    @Test func itCountsWhenItHasLastedAMinute() {
        #expect(levels([9000, 9000], every: 59) == [])
    }

    /// 5 % below the limit are 4104 m³/h.
    @Test(arguments: [(4105.0, true), (4104, false)]) func itIsOverOnlyWellBelowTheLimit(flow: Double, isFinding: Bool)
    {
        #expect(levels([9000, 9000, flow, flow]) == (isFinding ? [.red] : []))
    }

    @Test func withoutTheFaceNothingIsJudged() {
        #expect(levels([9000, 9000], face: nil) == [])
        #expect(levels([nil, nil], face: nil, every: 2000) == [])
    }

    @Test func aStandingFanSaysNothing() {
        #expect(levels([9000, 9000], fan: 0) == [])
    }

    @Test func aLostSensorIsGrey() {
        #expect(levels([3000, nil], every: 1801) == [.grey])
    }

    @Test func theTextSaysHowItWasComputed() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular, face: 2)))
        for second in [0, 60] { _ = rules.consider(sample(second, Reading(.airFlow, 7200, .cubicMetrePerHour))) }
        #expect(rules.finding(of: "carbon.velocity")?.figure == 1)
        #expect(rules.finding(of: "carbon.velocity")?.text.zh == "过炭面风速1 m/s（7200 m³/h ÷ 2 m²），超过0.6 m/s")
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        #expect(levels([4000, 4000], limits: ["faceVelocity": Measure(0.5, .metrePerSecond)]) == [.red])
    }
}
