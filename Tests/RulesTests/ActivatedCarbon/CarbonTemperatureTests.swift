import Facilities
import Testing

@testable import Rules

@Suite struct CarbonTemperatureTests {
    private func findings(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding] {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)), limits: limits)
        for event in events { _ = rules.consider(event) }
        return rules.status.findings.filter { $0.rule == "carbon.temperature" }
    }

    private func every(_ seconds: Int, _ quantity: Quantity, _ values: Double..., fan: Double = 1) -> [Event] {
        values.enumerated().map { sample($0 * seconds, Reading(quantity, $1, .celsius), Reading(.fanState, fan, .one)) }
    }

    @Test(arguments: [(40.0, [String]()), (40.1, ["b/1/temperature"])])
    func onlyAnInletAboveFortyDegreesCounts(value: Double, causes: [String]) {
        #expect(findings(every(60, .temperature, value, value)).map(\.cause) == causes)
        #expect(findings(every(59, .temperature, value, value)).isEmpty)
    }

    @Test(arguments: [(38.1, 1), (38, 0)]) func theInletIsOverOnlyWellBelowTheLimit(value: Double, count: Int) {
        #expect(findings(every(60, .temperature, 41, 41, value, value)).count == count)
    }

    @Test func theInletIsNotJudgedWhileTheFanStands() {
        #expect(findings(every(60, .temperature, 50, 50, fan: 0)).isEmpty)
    }

    @Test(arguments: [(83.0, [String]()), (83.1, ["b/1/bedTemperature"])])
    func aBedAboveEightyThreeDegreesIsAnAlarmAlsoWhileTheFanStands(value: Double, causes: [String]) {
        let found = findings(every(5, .bedTemperature, value, value, fan: 0))
        #expect(found.map(\.cause) == causes)
        #expect(found.allSatisfy { $0.latches && $0.level == .red })
    }

    @Test func aBedThatWasHotWaitsForSomebodyToTakeNote() {
        let hot = every(5, .bedTemperature, 90, 90)
        let cooled = [60, 120, 180].map { sample($0, Reading(.bedTemperature, 30, .celsius)) }
        #expect(findings(hot + cooled).map { $0.over != nil } == [true])
        let note = record(Acknowledgement(rule: "carbon.temperature", cause: "b/1/bedTemperature"))
        #expect(findings(hot + cooled + [note, sample(240, Reading(.bedTemperature, 30, .celsius))]).isEmpty)
    }

    @Test func aLostBedSensorIsGreyAlsoWhileTheFanStands() {
        let lost = sample(31 * 60, Reading(.bedTemperature, .celsius, bad: .noAnswer), Reading(.fanState, 0, .one))
        let found = findings(every(5, .bedTemperature, 30, fan: 0) + [lost])
        #expect(found.map(\.level) == [.grey])
        #expect(found.map(\.cause) == ["b/1/bedTemperature/silent"])
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        let limits = ["inletTemperature": Measure(45, .celsius), "bedTemperature": Measure(70, .celsius)]
        #expect(findings(every(60, .temperature, 44, 44), limits: limits).isEmpty)
        #expect(findings(every(60, .bedTemperature, 71, 71), limits: limits).count == 1)
    }

    @Test func aHotBedComesFirst() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        let events = every(60, .temperature, 50, 50) + every(60, .bedTemperature, 90, 90)
        _ = rules.levels(of: "carbon.temperature", after: events)
        #expect(rules.step(of: "carbon.temperature") == NextStep(.coolBed, due: Day("2026-11-23")!))
    }
}
