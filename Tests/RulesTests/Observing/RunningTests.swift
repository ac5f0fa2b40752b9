import Facilities
import Testing

@testable import Rules

/// Whether a fan runs, and what an engine does.
@Suite struct RunningTests {
    private func fan(_ readings: [(Int, String, Reading)], at second: Int = 10) -> Bool? {
        observed(readings.map { sample($0, of: $1, $2) } + [.tick(start + .seconds(second))]).fan
    }

    private func contact(_ value: Double, _ device: String = "a") -> (Int, String, Reading) {
        (0, device, Reading(.fanState, value, .one))
    }

    private func current(_ value: Double, _ device: String = "b") -> (Int, String, Reading) {
        (1, device, Reading(.fanCurrent, value, .ampere))
    }

    /// A6: a duty fan at 9 A beside a standby fan at 0 A.
    @Test func itRunsWhenAnyFanRuns() {
        #expect(fan([current(9), current(0, "c")]) == true)
        #expect(fan([current(0), current(9, "c")]) == true)
        #expect(fan([current(0), current(0, "c")]) == false)
        #expect(fan([contact(0), contact(1, "b"), contact(0, "c")]) == true)
    }

    @Test func eitherContactOrCurrentShowsThatItRuns() {
        #expect(fan([contact(0), current(9)]) == true)
        #expect(fan([contact(1), current(0)]) == true)
        #expect(fan([contact(0), current(0)]) == false)
    }

    @Test func aFanThatNobodyTellsOfMayRun() {
        #expect(fan([]) == nil)
        #expect(fan([current(0), (1, "c", Reading(.fanCurrent, .ampere, bad: .noAnswer))]) == nil)
        // The contact of the same fan still tells.
        #expect(fan([contact(0), (1, "b", Reading(.fanCurrent, .ampere, bad: .noAnswer))]) == false)
    }

    @Test(arguments: [(300, Bool?.some(true)), (301, nil)]) func whatWasToldCountsForFiveMinutes(
        second: Int, expected: Bool?
    ) {
        #expect(fan([contact(1)], at: second) == expected)
    }

    /// A28: a device that is read every 12 minutes.
    @Test(arguments: [(36 * 60, Bool?.some(true)), (36 * 60 + 1, nil)]) func freshnessFollowsThePeriod(
        second: Int, expected: Bool?
    ) {
        let slow = Facility(
            code: code, name: "", settings: .dustSite,
            channels: [Channel(DeviceID("a"), .fanState, period: .minutes(12))]
        )
        let events = [sample(0, of: "a", Reading(.fanState, 1, .one)), .tick(start + .seconds(second))]
        #expect(observed(events, of: slow).fan == expected)
    }

    /// A10: people at work on the instruments do not stop the fan.
    @Test func aDoubtedNumberStillTellsWhetherItRuns() {
        for reason in [Quality.Reason.maintenance, .rateOfChange, .clockUntrusted] {
            #expect(fan([(0, "a", Reading(.fanCurrent, 9, .ampere, quality: .uncertain(reason)))]) == true)
        }
    }

    // MARK: Engine

    private func engine(_ readings: [(Int, Reading)], at second: Int = 0) -> Engine {
        observed(readings.map { sample($0, of: "a", $1) } + [.tick(start + .seconds(second))]).engine
    }

    private func works(_ readings: [(Int, Reading)], at second: Int = 0) -> Bool? {
        engine(readings, at: second).works(above: .engineOnSpeed, warmerThan: .warmExhaust)
    }

    private func speed(_ value: Double) -> (Int, Reading) { (0, Reading(.engineSpeed, value, .rpm)) }
    private func exhaust(_ value: Double) -> (Int, Reading) { (0, Reading(.exhaustTemp, value, .celsius)) }

    @Test(arguments: [(300.0, 0, Bool?.some(false)), (301, 0, true), (301, 300, true), (301, 301, nil)])
    func anEngineTurnsAboveTheLimitAsFarAsItWasToldOfLate(value: Double, second: Int, expected: Bool?) {
        #expect(engine([speed(value)], at: second).turns(above: .engineOnSpeed) == expected)
    }

    @Test func anEngineWorksWarm() {
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
