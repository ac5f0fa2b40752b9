import Facilities
import Testing

@testable import Rules

@Suite struct IntervalMeanTests {
    private func results(_ samples: [(Int, Double?)]) -> [IntervalMean.Result] {
        var mean = IntervalMean()
        return samples.compactMap { mean.add($1.map { Measured($0) }, at: start + .seconds($0), length: .minutes(15)) }
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

    @Test(arguments: [0.1, 0.8, 1.2]) func valuesAtALimitHaveAMeanAtTheLimit(value: Double) {
        #expect(results((0..<900).map { ($0, value) } + [(900, 0)]).map(\.mean) == [value])
    }

    @Test func levelsAtALimitHaveAMeanAtTheLimit() {
        for level in [55.0, 70, 65.1] {
            var mean = IntervalMean(.energy)
            let results = (0...1200).compactMap {
                mean.add(Measured(level), at: start + .seconds($0), length: .minutes(20))
            }
            #expect(results.map(\.mean) == [level])
        }
    }

    /// By hand and by machine, over many samples.
    @Test func theMeanIsTheSumOfAllValuesByTheirNumber() {
        let values = (0..<900).map { _ in Double.random(in: 0...1000) }
        let result = results(values.enumerated().map { ($0, $1) } + [(900, 0)])[0]
        #expect(abs(result.mean - values.reduce(0, +) / 900) < 1e-6)
        #expect(result.capture == 1)
    }
}
