import Facilities
import Testing

@testable import Rules

@Suite struct HoldTests {
    private func hold(_ conditions: [(Int, Bool?)]) -> Hold {
        var hold = Hold()
        for (seconds, condition) in conditions {
            hold.update(condition, at: start + .seconds(seconds), onDelay: .seconds(60), offDelay: .seconds(120))
        }
        return hold
    }

    @Test func itGoesOnAfterItsDelayAndRemembersTheBeginning() {
        #expect(!hold([(0, true), (59, true)]).isOn)
        #expect(hold([(0, true), (60, true)]).isOn)
        #expect(hold([(0, true), (60, true)]).since == start)
    }

    @Test func itGoesOffAfterTheOtherDelay() {
        #expect(hold([(0, true), (60, true), (70, false), (189, false)]).isOn)
        #expect(!hold([(0, true), (60, true), (70, false), (190, false)]).isOn)
    }

    @Test func anInterruptionOrADoubtBeginsTheDelayAnew() {
        #expect(!hold([(0, true), (30, false), (40, true), (99, true)]).isOn)
        #expect(!hold([(0, true), (30, nil), (40, true), (99, true)]).isOn)
    }
}

@Suite struct RunHoursTests {
    @Test(arguments: [(600, 1.0 / 6), (601, 0)]) func aGapOfMoreThanTenMinutesDoesNotCount(seconds: Int, hours: Double)
    {
        var run = RunHours()
        for second in [0, seconds] { run.update(isRunning: true, at: start + .seconds(second)) }
        #expect(abs(run.hours - hours) < 1e-12)
    }

    @Test func timeCountsByTheStateAtItsBeginning() {
        var run = RunHours()
        for (minute, isRunning) in [(0, false), (5, true), (10, false), (15, true)] {
            run.update(isRunning: isRunning, at: start + .minutes(minute))
        }
        #expect(abs(run.hours - 5.0 / 60) < 1e-12)
    }

    @Test func aClockThatGoesBackTakesNothingAway() {
        var run = RunHours()
        for second in [0, 300, 100, 400] { run.update(isRunning: true, at: start + .seconds(second)) }
        #expect(run.hours >= 300.0 / 3600)
    }
}

@Suite struct IntervalMeanTests {
    private func results(_ samples: [(Int, Double?)]) -> [IntervalMean.Result] {
        var mean = IntervalMean()
        return samples.compactMap { mean.add($1, at: start + .seconds($0), length: .minutes(15)) }
    }

    @Test func anIntervalEndsWithTheFirstSampleOfTheNext() {
        #expect(results([(0, 10), (899, 20)]).isEmpty)
        #expect(results([(0, 10), (899, 20), (900, 99)]).map(\.mean) == [15])
    }

    @Test func captureCountsTheMinutesThatHaveAValue() {
        let samples = [(0, 1.0), (59, 1), (60, nil), (120, 1), (900, 1)] as [(Int, Double?)]
        #expect(results(samples).map(\.capture) == [2.0 / 15])
    }

    @Test func anIntervalWithoutAValueGivesNothing() {
        #expect(results([(0, nil), (300, nil), (900, 1)]).isEmpty)
    }

    /// By hand and by machine, over many samples.
    @Test func theMeanIsTheSumOfAllValuesByTheirNumber() {
        let values = (0..<900).map { _ in Double.random(in: 0...1000) }
        let result = results(values.enumerated().map { ($0, $1) } + [(900, 0)])[0]
        #expect(abs(result.mean - values.reduce(0, +) / 900) < 1e-6)
        #expect(result.capture == 1)
    }
}
