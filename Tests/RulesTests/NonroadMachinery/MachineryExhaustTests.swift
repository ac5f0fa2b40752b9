import Facilities
import Testing

@Suite struct MachineryExhaustTests {
    private func exhaust(_ seconds: [Int], _ temperature: Double) -> [Event] {
        seconds.map { sample($0, Reading(.exhaustTemp, temperature, .celsius)) }
    }

    private func causes(_ events: [Event], limits: [String: Measure] = [:]) -> [String] {
        findings(of: "machinery.exhaust", after: events, limits: limits).map(\.what)
    }

    @Test(arguments: [
        (550.0, 60, [String]()), (551, 59, []), (551, 60, ["hot"]), (700, 60, ["hot"]), (701, 9, []),
        (701, 10, ["fire"]),
    ])
    func heatCountsWhenItLasts(temperature: Double, seconds: Int, expected: [String]) {
        #expect(causes(exhaust([0, seconds], temperature)) == expected)
    }

    @Test func regenerationPasses() {
        let hot = exhaust([0, 60], 600)
        #expect(findings(of: "machinery.exhaust", after: hot).map(\.level) == [.yellow])
        #expect(causes(hot + exhaust([70, 130], 531)) == ["hot"])
        #expect(causes(hot + exhaust([70, 130], 530)) == [])
    }

    @Test func aFireRiskStaysUntilSomebodyAcknowledgesIt() {
        let fire = exhaust([0, 10], 750)
        let cool = exhaust([20, 80], 300)
        let after = findings(of: "machinery.exhaust", after: fire + cool)
        #expect(after.map(\.level) == [.red])
        #expect(after.first?.over == start + .seconds(80))
        let note = record(Acknowledgement(rule: "machinery.exhaust"))
        #expect(causes(fire + cool + [note, tick(afterHours: 1)]) == [])
    }

    @Test func theSiteSetsTheLimits() {
        let limits = ["exhaustTemp": Measure("400 °C")!, "exhaustFire": Measure("500 °C")!]
        #expect(causes(exhaust([0, 60], 401), limits: limits) == ["hot"])
        #expect(causes(exhaust([0, 60], 501), limits: limits) == ["fire"])
    }

    @Test func aLostSensorIsGreyAfterHalfAnHour() {
        let lost = Reading(.exhaustTemp, .celsius, bad: .noAnswer)
        #expect(causes(exhaust([0], 300) + working(1...30, lost)) == [])
        #expect(causes(exhaust([0], 300) + working(1...31, lost)) == ["silent"])
        #expect(causes(exhaust([0], 300) + working(1...90, speed: 0, lost)) == [])
    }
}
