import Facilities
import Testing

@testable import Rules

@Suite struct MeansTests {
    private let device = DeviceID("b/1")
    /// 23:58 on site, two minutes before midnight.
    private let late = Timestamp("2026-11-23T15:58:00Z")!

    private func measured(_ time: Timestamp, _ readings: Reading..., by device: String = "b/1") -> Sample {
        Sample(device: DeviceID(device), time: time, readings: readings)
    }

    private func tsp(_ value: Double) -> Reading { Reading(.tsp, value, .microgramPerCubicMetre) }

    private func means(_ samples: [Sample]) -> Means {
        var means = Means(utcOffset: 28_800)
        for sample in samples { means.take(sample) }
        return means
    }

    @Test func aMinuteIsGivenOutWhenItIsOver() throws {
        var means = means([
            measured(start, tsp(10)), measured(start + .milliseconds(59_999), tsp(30)),
            measured(start + .seconds(60), tsp(99)),
        ])
        #expect(means.close(before: start).minutes == [])
        let minutes = means.close(before: start + .seconds(60)).minutes
        let column = try #require(minutes.first?.columns.first)
        #expect((minutes.count, minutes[0].start, minutes[0].interval) == (1, start, .minute))
        #expect((column.values.mean, column.values.minimum, column.values.maximum) == (20, 10, 30))
        #expect((column.values.count, column.minutes) == (2, 1))
        #expect(means.close(before: start + .seconds(120)).minutes.first?.columns.first?.values.mean == 99)
    }

    @Test func onlyGoodValuesCount() {
        var means = means([
            measured(start, tsp(10)), measured(start, Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer)),
            measured(start, Reading(.tsp, 1000, .microgramPerCubicMetre, quality: .uncertain(.stuck))),
        ])
        #expect(means.close(before: start + .seconds(60)).minutes[0].columns.map(\.values.mean) == [10])
    }

    @Test func aMinuteWithoutAGoodValueIsNotThere() {
        var means = means([measured(start, Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer))])
        #expect(means.close(before: start + .seconds(60)).minutes == [])
    }

    /// 60 and 70 dB have the mean energy of 67.4 dB: 10·log10((10⁶ + 10⁷)/2).
    @Test func noiseIsMeantByItsEnergyAndWindByItsVector() throws {
        var means = means([
            measured(start, Reading(.noise, 60, .decibel), Reading(.windDirection, 350, .degree)),
            measured(start, Reading(.noise, 70, .decibel), Reading(.windDirection, 30, .degree)),
        ])
        let columns = means.close(before: start + .seconds(60)).minutes[0].columns
        #expect(abs(try #require(columns[0].values.mean) - 67.4036) < 0.0001)
        #expect(abs(try #require(columns[1].values.mean) - 10) < 1e-9)
    }

    @Test func windsThatCancelEachOtherHaveNoMean() {
        var means = means([90.0, 270].map { measured(start, Reading(.windDirection, $0, .degree)) })
        #expect(means.close(before: start + .seconds(60)).minutes[0].columns[0].values.mean == nil)
    }

    @Test func longerIntervalsEndWithTheirLastMinuteTheDayAtMidnightOnSite() {
        var means = means([measured(late, tsp(1)), measured(late + .seconds(60), tsp(1))])
        let midnight = Day("2026-11-24")!.start(utcOffset: 28_800)
        #expect(means.close(before: midnight - .seconds(60)).ended == [])
        let ended = means.close(before: midnight).ended
        #expect(ended.map(\.interval) == [.quarter, .hour, .day])
        #expect(ended.map(\.start) == [midnight - .minutes(15), midnight - .hours(1), midnight - .days(1)])
        #expect(means.close(before: midnight + .days(2)).ended == [])
    }

    @Test func whatComesLateOpensWhatWasPutTogetherAgain() {
        var means = means([measured(start, tsp(1))])
        _ = means.close(before: start + .hours(2))
        means.take(measured(start + .seconds(30), tsp(3)))
        let (minutes, ended) = means.close(before: start + .hours(2) + .minutes(1))
        #expect(minutes.map(\.start) == [start])
        #expect(minutes[0].columns[0].values.mean == 3)
        #expect(ended.map(\.interval) == [.quarter, .hour])
    }

    @Test func aQuantityThatFailedForAMinuteHasItsPlaceInIt() {
        var means = means([
            measured(start, Reading(.pm10, .microgramPerCubicMetre, bad: .outOfRange), tsp(1)),
            measured(start + .seconds(30), tsp(3)),
        ])
        let columns = means.close(before: start + .seconds(60)).minutes[0].columns
        #expect(columns.map(\.quantity) == [.pm10, .tsp])
        #expect(columns.map(\.values.mean) == [nil, 2])
        #expect(columns.map(\.minutes) == [0, 1])
    }

    @Test func devicesOfOneFacilityAreKeptApart() {
        var means = means([measured(start, tsp(1), by: "b"), measured(start, tsp(2), by: "a")])
        let minutes = means.close(before: start + .seconds(60)).minutes
        #expect(minutes.map(\.device.description) == ["a", "b"])
        #expect(minutes.map { $0.columns[0].values.mean } == [2, 1])
    }

    @Test func inWhichOrderSamplesComeMakesNoDifference() {
        let samples = (0..<500).map { index -> Sample in
            let noise = Reading(.noise, Double(40 + index % 40), .decibel)
            return measured(start + .milliseconds(Int64(index) * 731), tsp(Double(index % 7)), noise)
        }
        #expect(summary(samples.shuffled()) == summary(samples))
    }

    /// Mean, least, count of every column; sums of fractions differ in their last digits by the order.
    private func summary(_ samples: [Sample]) -> [[Double]] {
        var means = means(samples)
        let columns = means.close(before: start + .hours(1)).minutes.flatMap { minute in
            minute.columns.sorted { $0.quantity.rawValue < $1.quantity.rawValue }
        }
        return columns.map { column -> [Double] in
            let mean = (column.values.mean ?? 0) * 1e6
            return [mean.rounded(), column.values.minimum ?? 0, Double(column.values.count)]
        }
    }
}
