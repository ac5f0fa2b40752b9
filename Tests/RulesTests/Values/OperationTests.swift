import Facilities
import Testing

@testable import Rules

private let limit = Limit("x", 10, .one, source: "s", verified: false)

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

@Suite struct OperatingMeanTests {
    private func results(_ minutes: [(Int, Double?)], span: Duration = .minutes(10)) -> [OperatingMean.Result] {
        var mean = OperatingMean()
        return minutes.compactMap { mean.add($1, at: start + .minutes($0), span: span) }
    }

    @Test func pausesDoNotCount() {
        let work = (0...5).map { ($0, Double?.some(1)) } + [(6, nil), (20, nil)] + (21..<25).map { ($0, 3) }
        // Six minutes from 0 to 6, four from 21 on.
        #expect(results(work + [(25, 3)]).map(\.start) == [start])
        #expect(results(work).isEmpty)
        #expect(results(work + [(25, 3)]).map(\.mean) == [1.909091])
    }

    @Test func valuesAtALimitHaveAMeanAtTheLimit() {
        #expect(results((0...10).map { ($0, 0.2) }).map(\.mean) == [0.2])
    }

    @Test func aMeanFollowsTheOther() {
        let ends = results((0...20).map { ($0, 1) }).map(\.end)
        #expect(ends == [start + .minutes(10), start + .minutes(20)])
    }
}

@Suite struct LimitHoldTests {
    @Test func theFigureIsOneThatWasPastTheLimit() {
        var hold = LimitHold()
        hold.update(12, .above, limit, band: 1, at: start)
        hold.update(9.5, .above, limit, band: 1, at: start + .seconds(1))
        #expect(hold.since == start)
        #expect(hold.figure == 12)
        hold.update(9, .above, limit, band: 1, at: start + .seconds(2))
        #expect(hold.since == nil)
    }
}

@Suite struct DataGapTests {
    private func level(_ minutes: [Int], isMeasured: Bool = true, good: Bool = true) -> Finding.Level? {
        var gap = DataGap()
        for minute in minutes {
            let reading = good ? Reading(.nox, 1, .partsPerMillion) : Reading(.nox, .partsPerMillion, bad: .noAnswer)
            let sample = Sample(device: DeviceID("a"), time: start + .minutes(minute), readings: [reading])
            gap.update(sample, isMeasured: isMeasured, isMissing: true)
        }
        return gap.finding("r", Text(zh: "", en: ""), limit: limit)?.level
    }

    @Test func whatIsMissingForHalfAnHourIsTold() {
        #expect(level([0, 29]) == nil)
        #expect(level([0, 30]) == .grey)
    }

    @Test func whatIsNotMeasuredIsNotMissed() {
        #expect(level([0, 30], isMeasured: false) == nil)
    }

    @Test func silenceIsForAnotherRuleToTell() {
        #expect(level([0, 30], good: false) == nil)
    }
}

@Suite struct DriftTests {
    /// One mean an hour, beginning with the clean one, all the others in per cent of it.
    private func drift(_ values: Double..., side: Threshold.Side = .above) -> Drift {
        var drift = Drift()
        for (hour, value) in values.enumerated() {
            for minute in hour * 60..<hour * 60 + 60 {
                drift.add(value, side, limit, at: start + .minutes(minute), span: .minutes(59))
            }
            // The first sample after a mean belongs to the next one.
            drift.add(nil, side, limit, at: start + .minutes(hour * 60 + 59), span: .minutes(59))
        }
        return drift
    }

    @Test func theLatestHoursAreComparedWithTheFirst() {
        #expect(!drift(100, 110).isTooFar)
        #expect(drift(100, 110.1).isTooFar)
        #expect(drift(100, 89.9, side: .below).isTooFar)
        #expect(!drift(100, 200, side: .below).isTooFar)
    }

    @Test func itIsOverOnlyWhenItIsBackByTheBand() {
        #expect(drift(100, 115, 108.1).isTooFar)
        #expect(drift(100, 115, 108.1).change == 15)
        #expect(!drift(100, 115, 107.9).isTooFar)
    }

    @Test func aSteadyTrendForecastsTheDay() {
        // 4, 6, 8 per cent at hours 2, 3, 4: ten an hour later.
        let steady = drift(100, 104, 106, 108)
        #expect(!steady.isTooFar)
        #expect(steady.warning?.since == start + .minutes(239))
        #expect(steady.warning?.due == start + .minutes(299))
    }

    @Test func itStaysAsItWasFirstTold() {
        #expect(drift(100, 104, 106, 108, 108.1).warning?.due == start + .minutes(299))
        #expect(drift(100, 104, 106, 108, 111).warning?.due == start + .minutes(299))
    }

    @Test func whatGoesUpAndDownOrHasHardlyMovedIsNotForecast() {
        #expect(drift(100, 104, 103, 108).warning == nil)
        #expect(drift(100, 101, 103, 104.9).warning == nil)
        #expect(drift(100, 104, 106).warning == nil)
        // So slowly that it takes more than a week.
        #expect(drift(100, 104, 104.005, 104.01).warning == nil)
        #expect(drift(100, 105, 105.005, 105.01).warning == nil)
    }
}
