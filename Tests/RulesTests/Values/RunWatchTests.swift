import Facilities
import Testing

@testable import Rules

@Suite struct RunWatchTests {
    private let current = Limit("c", 0.5, .ampere, source: "s", verified: false)

    private func runs(_ readings: [(Int, Reading)], at second: Int) -> Bool? {
        var watch = RunWatch()
        for (second, reading) in readings {
            watch.take(Sample(device: DeviceID("a"), time: start + .seconds(second), readings: [reading]))
        }
        return watch.runs(above: current, at: start + .seconds(second))
    }

    @Test func theStateGoesBeforeTheCurrentOfAnotherDevice() {
        let state = (0, Reading(.fanState, 0, .one))
        let current = (1, Reading(.fanCurrent, 9, .ampere))
        #expect(runs([state, current], at: 2) == false)
        #expect(runs([current], at: 2) == true)
        #expect(runs([], at: 2) == nil)
    }

    @Test(arguments: [(300, Bool?.some(true)), (301, nil)]) func whatWasToldCountsForFiveMinutes(
        second: Int, expected: Bool?
    ) {
        #expect(runs([(0, Reading(.fanState, 1, .one))], at: second) == expected)
    }
}
