import Facilities
import Testing

@testable import Rules

@Suite struct EngineWatchTests {
    private func watch(_ readings: [(Int, Reading)]) -> EngineWatch {
        var watch = EngineWatch()
        for (second, reading) in readings {
            watch.take(Sample(device: DeviceID("a"), time: start + .seconds(second), readings: [reading]))
        }
        return watch
    }

    private func works(_ readings: [(Int, Reading)], at second: Int = 0) -> Bool? {
        watch(readings).works(above: .engineOnSpeed, warmerThan: .warmExhaust, at: start + .seconds(second))
    }

    private func speed(_ value: Double) -> (Int, Reading) { (0, Reading(.engineSpeed, value, .rpm)) }
    private func exhaust(_ value: Double) -> (Int, Reading) { (0, Reading(.exhaustTemp, value, .celsius)) }

    @Test(arguments: [(300.0, 0, Bool?.some(false)), (301, 0, true), (301, 300, true), (301, 301, nil)])
    func itTurnsAboveTheLimitAsFarAsItWasToldOfLate(value: Double, second: Int, expected: Bool?) {
        #expect(watch([speed(value)]).turns(above: .engineOnSpeed, at: start + .seconds(second)) == expected)
    }

    @Test func itWorksWarm() {
        #expect(works([speed(1500), exhaust(201)]) == true)
        #expect(works([speed(1500), exhaust(200)]) == false)
        #expect(works([speed(0), exhaust(201)]) == false)
        #expect(works([exhaust(201)]) == nil)
    }

    @Test func anExhaustThatNobodyMeasuresCountsAsWarm() {
        #expect(works([speed(1500)]) == true)
        // One that was measured and is not told any more does not.
        #expect(works([exhaust(201), (400, Reading(.engineSpeed, 1500, .rpm))], at: 400) == nil)
    }
}
