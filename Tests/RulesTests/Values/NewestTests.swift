import Facilities
import Testing

@testable import Rules

@Suite struct NewestTests {
    private let after = Limit.ownDefault("x", 30, .minute)

    private func newest(_ events: [Event]) -> Newest {
        var newest = Newest()
        for case .sample(let sample) in events { newest.take(sample, of: [.vocIn], fanAbove: .fanOnCurrent) }
        return newest
    }

    private func voc(_ minute: Int, _ value: Double?, fan: Double? = nil) -> Event {
        let voc =
            value.map { Reading(.vocIn, $0, .milligramPerCubicMetre) }
            ?? Reading(.vocIn, .milligramPerCubicMetre, bad: .noAnswer)
        let fan = fan.map { Reading(.fanState, $0, .one) } ?? Reading(.humidity, 50, .percent)
        return sample(minute * 60, voc, fan)
    }

    private func isLost(_ events: [Event], at minute: Int) -> Bool {
        newest(events).lost(.vocIn, at: start + .minutes(minute), after: after) != nil
    }

    @Test func whatOtherDevicesSayCountsTogether() {
        let newest = newest([voc(0, 9), sample(60, Reading(.fanCurrent, 0.6, .ampere))])
        #expect(newest.value(of: .vocIn, at: start + .minutes(1)) == 9)
        #expect(newest.fanRuns(at: start + .minutes(1)) == true)
        #expect(newest.fanRuns(at: start + .minutes(7)) == nil)
        #expect(!newest.measures(.vocOut))
    }

    @Test func aValueCountsForFiveMinutes() {
        let newest = newest([voc(0, 7), voc(4, nil)])
        #expect(newest.value(of: .vocIn, at: start + .minutes(5)) == 7)
        #expect(newest.value(of: .vocIn, at: start + .seconds(301)) == nil)
    }

    @Test func aSensorIsLostWhenItHasBeenMissingForLong() {
        let events = [voc(0, 9), voc(30, nil), voc(31, nil)]
        #expect(!isLost(Array(events.prefix(2)), at: 30))
        #expect(isLost(events, at: 31))
        #expect(!isLost(events + [voc(32, 9)], at: 32))
    }

    @Test func oneThatNeverHadAValueIsLostToo() {
        #expect(isLost([voc(0, nil), voc(31, nil)], at: 31))
    }

    @Test func aSilentFacilityIsNotForOneRuleToTell() {
        #expect(!isLost([voc(0, 9)], at: 31))
    }

    @Test func timeCountsFromTheStartOfTheFan() {
        #expect(!isLost([voc(0, 9, fan: 0), voc(600, nil, fan: 0)], at: 600))
        let started = [voc(0, 9, fan: 0), voc(600, nil, fan: 1), voc(630, nil, fan: 1)]
        #expect(!isLost(started, at: 630))
        #expect(isLost(started + [voc(631, nil, fan: 1)], at: 631))
    }
}
