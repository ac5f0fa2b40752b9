import Facilities
import Testing

@testable import Rules

@Suite struct CarbonHumidityTests {
    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)), limits: limits)
        return rules.levels(of: "carbon.humidity", after: events)
    }

    private func minutes(_ range: ClosedRange<Int>, _ value: Double?, fan: Double = 1) -> [Event] {
        range.map { minute in
            let humidity =
                value.map { Reading(.humidity, $0, .percent) } ?? Reading(.humidity, .percent, bad: .noAnswer)
            return sample(minute * 60, humidity, Reading(.fanState, fan, .one))
        }
    }

    @Test(arguments: [(80.0, 10, false), (80.1, 10, true), (80.1, 9, false)])
    func onlyAirAboveTheLimitForTenMinutesCounts(value: Double, minute: Int, isFinding: Bool) {
        #expect(levels(minutes(0...minute, value)) == (isFinding ? [.red] : []))
    }

    @Test(arguments: [(77.1, 21, true), (77, 20, true), (77, 21, false)])
    func itIsOverWhenItHasBeenWellBelowForTenMinutes(value: Double, minute: Int, isFinding: Bool) {
        #expect(levels(minutes(0...10, 90) + minutes(11...minute, value)) == (isFinding ? [.red] : []))
    }

    @Test func aStandingFanSaysNothing() {
        #expect(levels(minutes(0...20, 95, fan: 0)) == [])
    }

    @Test func aLostSensorIsGreyAndDoesNotClearTheFinding() {
        #expect(levels(minutes(0...0, 50) + minutes(1...31, nil)) == [.grey])
        #expect(levels(minutes(0...10, 90) + minutes(11...41, nil)) == [.red, .grey])
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        #expect(levels(minutes(0...10, 65), limits: ["inletHumidity": Measure(60, .percent)]) == [.red])
    }
}
