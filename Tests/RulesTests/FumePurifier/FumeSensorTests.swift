import Facilities
import Testing

@testable import Rules

@Suite struct FumeSensorTests {
    private func fume(
        _ minutes: ClosedRange<Int>, fan: Double? = 1, quality: Quality = .good, _ value: (Int) -> Double
    ) -> [Event] {
        minutes.map { minute in
            let reading = Reading(.fume, value(minute), .milligramPerCubicMetre, quality: quality)
            let state = fan.map { Reading(.fanState, $0, .one) } ?? Reading(.fanState, .one, bad: .noAnswer)
            return sample(minute * 60, state, reading)
        }
    }

    /// Alive, but low.
    private func low(_ minute: Int) -> Double { minute.isMultiple(of: 2) ? 0.02 : 0.01 }
    private func alive(_ minute: Int) -> Double { 1 + Double(minute) * 0.001 }

    private func causes(_ events: [Event], limits: [String: Measure] = [:]) -> [String] {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)), limits: limits)
        let levels = rules.levels(of: "fume.sensor", after: events)
        #expect(levels.allSatisfy { $0 == .grey })
        return rules.status.findings.filter { $0.rule == "fume.sensor" }.map(\.what)
    }

    @Test func nextToNothingForHalfAnHourIsSuspect() {
        #expect(causes(fume(0...29, low)) == [])
        #expect(causes(fume(0...30, low)) == ["low"])
        #expect(causes(fume(0...30) { _ in 0.021 }) == [])
    }

    @Test func itIsOverAMinuteAfterTheValueIsBackByTheBand() {
        let suspect = fume(0...30, low)
        #expect(causes(suspect + fume(31...33) { 0.025 + Double($0) * 1e-5 }) == ["low"])
        #expect(causes(suspect + fume(31...31, alive)) == ["low"])
        #expect(causes(suspect + fume(31...32, alive)) == [])
    }

    @Test func theSameValueForAnHourIsFrozen() {
        #expect(causes(fume(0...59) { _ in 1.5 }) == [])
        #expect(causes(fume(0...60) { _ in 1.5 }) == ["frozen"])
        #expect(causes(fume(0...60) { $0 == 30 ? 1.6 : 1.5 }) == [])
        #expect(causes(fume(0...60) { _ in 1.5 } + fume(61...61, alive)) == [])
    }

    @Test func whatTheGatewayFoundStuckIsFrozenAtOnce() {
        #expect(causes(fume(0...0, quality: .uncertain(.stuck)) { _ in 1.5 }) == ["frozen"])
        #expect(causes(fume(0...0, fan: 0, quality: .uncertain(.stuck)) { _ in 1.5 }) == [])
    }

    @Test func onlyTheTimeCountsInWhichTheFanRuns() {
        #expect(causes(fume(0...90, fan: 0) { _ in 0 }) == [])
        let interrupted = fume(0...29, low) + fume(30...30, fan: 0, low) + fume(31...60, low)
        #expect(causes(interrupted) == [])
        #expect(causes(fume(0...30, low) + fume(31...200, fan: 0) { _ in 0 }) == ["low"])
    }

    @Test func theSiteSetsLineAndTimes() {
        let limits = [
            "sensorLow": Measure("0.1 mg/m3")!, "sensorLowAfter": Measure("10 min")!,
            "sensorFrozenAfter": Measure("20 min")!,
        ]
        #expect(causes(fume(0...10) { 0.09 + Double($0) * 1e-4 }, limits: limits) == ["low"])
        #expect(causes(fume(0...20) { _ in 1 }, limits: limits) == ["frozen"])
    }

    @Test func aFanThatNoLongerTellsIsMissed() {
        #expect(causes(fume(0...0, alive) + fume(1...30, fan: nil, alive)) == [])
        #expect(causes(fume(0...0, alive) + fume(1...31, fan: nil, alive)) == ["silent"])
    }

    @Test func aKitchenThatTellsNothingOfItsFanHasNoFinding() {
        let events = (0...90).map { sample($0 * 60, Reading(.fume, 0, .milligramPerCubicMetre)) }
        #expect(causes(events) == [])
    }
}
