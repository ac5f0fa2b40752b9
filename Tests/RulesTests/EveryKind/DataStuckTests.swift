import Facilities
import Testing

@testable import Rules

@Suite struct DataStuckTests {
    private func reading(_ quality: Quality = .uncertain(.stuck), _ quantity: Quantity = .noise) -> Reading {
        Reading(quantity, 48.2, .decibel, quality: quality)
    }

    private func rules(_ settings: Facility.Settings = .dustSite, after events: [Event]) -> FacilityRules {
        var rules = facility(settings)
        for event in events { _ = rules.consider(event) }
        return rules
    }

    private func causes(_ settings: Facility.Settings = .dustSite, _ events: [Event]) -> [String] {
        rules(settings, after: events).status.findings.filter { $0.rule == "data.stuck" }.map(\.cause)
    }

    private let carbon = Facility.Settings.activatedCarbon(CarbonSettings(form: .granular))

    @Test(arguments: [(299, false), (300, true)]) func itCountsWhenTheMarkHasLasted(seconds: Int, isFinding: Bool) {
        let events = [sample(0, reading()), sample(seconds, reading())]
        #expect(causes(.dustSite, events) == (isFinding ? ["b/1/noise"] : []))
    }

    @Test func itTellsDeviceQuantityAndValue() {
        let finding = rules(after: [sample(0, reading()), sample(360, reading())]).finding(of: "data.stuck")
        #expect((finding?.level, finding?.figure, finding?.limit) == (.grey, 6, 5))
        #expect(finding?.text.zh == "噪声（b/1）停在48.2 dB不变，传感器可能卡死，已超过5分钟，不能据此判断")
    }

    @Test func aValueThatMovesAgainEndsItAfterAMinute() {
        let stuck = [sample(0, reading()), sample(300, reading()), sample(310, reading(.good))]
        #expect(causes(.dustSite, stuck + [sample(369, reading(.good))]) == ["b/1/noise"])
        #expect(causes(.dustSite, stuck + [sample(370, reading(.good))]) == [])
    }

    @Test func aLostReadingEndsNothing() {
        let lost = [400, 500, 600].map { sample($0, Reading(.noise, .decibel, bad: .noAnswer)) }
        #expect(causes(.dustSite, [sample(0, reading()), sample(300, reading())] + lost) == ["b/1/noise"])
    }

    @Test func everyDeviceAndQuantityHasAFindingOfItsOwn() {
        let events = [0, 300].flatMap { second in
            ["x/2", "x/1"].map { sample(second, of: $0, reading(), reading(.uncertain(.stuck), .windSpeed)) }
        }
        #expect(causes(.dustSite, events) == ["x/1/noise", "x/1/windSpeed", "x/2/noise", "x/2/windSpeed"])
    }

    @Test(arguments: [(0.0, false), (1, true)]) func besideAStandingFanNothingIsStuck(fan: Double, isFinding: Bool) {
        let events = [0, 200, 400].flatMap { second in
            [
                sample(second, of: "fan/1", Reading(.fanState, fan, .one)),
                sample(second, Reading(.pressureDrop, 0, .pascal, quality: .uncertain(.stuck))),
            ]
        }
        #expect(causes(carbon, events) == (isFinding ? ["b/1/pressureDrop"] : []))
    }

    @Test(arguments: [(0.0, false), (900, true)]) func norBesideAStandingEngine(speed: Double, isFinding: Bool) {
        let events = [0, 200, 400].map {
            sample(
                $0, Reading(.engineSpeed, speed, .rpm),
                Reading(.exhaustTemp, 20, .celsius, quality: .uncertain(.stuck)))
        }
        let machine = Facility.Settings.nonroadMachinery(MachinerySettings(limitClass: .two, power: 50))
        #expect(causes(machine, events) == (isFinding ? ["b/1/exhaustTemp"] : []))
    }

    @Test func theSiteSaysFromWhichSpeedAnEngineRuns() {
        let settings = MachinerySettings(limitClass: .two, power: 50)
        var rules = facility(.nonroadMachinery(settings), limits: ["engineOnSpeed": Measure(1000, .rpm)])
        let events = [0, 200, 400].map {
            sample($0, Reading(.engineSpeed, 900, .rpm), reading(.uncertain(.stuck), .exhaustTemp))
        }
        #expect(rules.levels(of: "data.stuck", after: events) == [])
        #expect(rules.rules.first { $0.name == "data.stuck" }?.limits.map(\.name).contains("engineOnSpeed") == true)
    }

    @Test func aDeviceThatWasTakenAwayIsForgottenAfterADay() {
        let stuck = [sample(0, reading()), sample(300, reading())]
        #expect(causes(.dustSite, stuck + [tick(afterHours: 24, seconds: 300)]) == ["b/1/noise"])
        #expect(causes(.dustSite, stuck + [tick(afterHours: 24, seconds: 301)]) == [])
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        var rules = facility(.dustSite, limits: ["stuckFor": Measure(1, .hour)])
        let events = [0, 3599].map { sample($0, reading()) }
        #expect(rules.levels(of: "data.stuck", after: events) == [])
        #expect(rules.levels(of: "data.stuck", after: [sample(3600, reading())]) == [.grey])
    }

    @Test func checkingTheSensorStaysDueOnTheFirstDay() {
        let rules = rules(after: (0..<3000).map { sample($0 * 60, reading()) })
        let step = rules.step(of: "data.stuck")
        #expect(step == NextStep(.checkSensors, due: Day("2026-11-23")!))
    }
}
