import Facilities
import Testing

@testable import Rules

@Suite struct OperatingMeanTests {
    private func results(_ minutes: [(Int, Double?)], span: Duration = .minutes(10)) -> [OperatingMean.Result] {
        var mean = OperatingMean()
        return minutes.compactMap { mean.add($1.map { Measured($0) }, at: start + .minutes($0), span: span) }
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
