import Facilities
import Foundation
import TestSupport
import Testing

@testable import WebPage

/// Lines of means: what they never do.
@Suite struct TrendTests {
    static let time = StripTests.time
    static let device = DeviceID("p1")

    static func mean(
        _ index: Int, _ values: [Double], _ quantity: Quantity = .pressureDrop, minutes: Int? = nil,
        span: TrendSpan = .day
    ) -> Aggregate {
        var all = Accumulator(quantity.averaging)
        for value in values { all.add(value) }
        let column = Aggregate.Column(quantity, quantity.unit ?? .one, all, minutes: minutes ?? span.interval.minutes)
        let start = span.time(time).lowerBound + .minutes(span.interval.minutes * index)
        return Aggregate(device: device, interval: span.interval, start: start, columns: [column])
    }

    private func chart(_ trend: Trend, limits: [Double] = [], _ span: TrendSpan = .day) -> TrendChart {
        TrendChart(trend, limits: limits, frame: TrendFrame(span, work: WorkTime([]), acts: [], Self.time))
    }

    @Test func noLineCrossesAGapAndEveryPointLiesWithinTheBox() throws {
        var random = SplitMix(seed: 42)
        let box = ChartSize.box
        for round in 0..<300 {
            let there = (0..<96).filter { _ in Double.random(in: 0...1, using: &random) < [0.1, 0.5, 0.95][round % 3] }
            let size = pow10(Int.random(in: -6...14, using: &random))
            let means = there.map { index in
                Self.mean(index, (0..<3).map { _ in Double.random(in: -1...1, using: &random) * size })
            }
            guard let trend = Trend.all(means, .day, Self.time).first else { continue }
            let limit = Double.random(in: -2...2, using: &random) * size
            let chart = chart(trend, limits: [limit])
            // Every interval is in one stretch only, with a value or without.
            #expect((trend.runs + trend.gaps).flatMap(\.self).sorted() == Array(0..<96))
            #expect(trend.runs.flatMap(\.self) == there)
            #expect(chart.lines.count == trend.runs.count)
            for (run, points) in zip(trend.runs, chart.lines) {
                #expect(points.map { $0.x } == run.map { chart.x($0) }, "A line has its own stretch and no more")
                #expect(points.allSatisfy { box.left...box.right ~= $0.x && box.top...box.bottom ~= $0.y })
            }
            let svg = chart.svg("x")
            #expect(svg.components(separatedBy: "<rect class=\"gap\"").count == trend.gaps.count + 1)
            #expect(!svg.contains("nan") && !svg.contains("inf") && !svg.contains("style="))
        }
    }

    private func pow10(_ exponent: Int) -> Double {
        (0..<abs(exponent)).reduce(1.0) { size, _ in exponent < 0 ? size / 10 : size * 10 }
    }

    /// Three readings in a quarter of an hour are all that one every five minutes gives.
    @Test func aChannelThatIsReadEveryFiveMinutesIsMeasuredByThat() throws {
        let means = [Self.mean(3, [5], minutes: 3), Self.mean(4, [5], minutes: 2)]
        let channel = Channel.ID(Self.device, .pressureDrop)
        let slow = try #require(Trend.all(means, .day, Self.time, periods: [channel: 5]).first)
        #expect(slow.doubtful == [4..<5] && abs(slow.coverage * 96 * 15 - 25) < 0.001)
        let other = try #require(Trend.all(means, .day, Self.time, periods: [Channel.ID(Self.device, .tsp): 5]).first)
        #expect(other.doubtful == [3..<5])
    }

    @Test(arguments: [1e308, -1e308, 0, 1e-300, 1e15] as [Double]) func whatABrokenDeviceSaysIsDrawnWithinTheBox(
        value: Double
    )
        throws
    {
        let trend = try #require(Trend.all([Self.mean(3, [value, 1])], .day, Self.time).first)
        let chart = chart(trend, limits: [.infinity, 1e300])
        #expect(chart.lines.flatMap(\.self).allSatisfy { ChartSize.box.top...ChartSize.box.bottom ~= $0.y })
        #expect(!chart.svg("x").contains("nan"))
    }

    @Test(arguments: [1e300, -1e300, 0.5] as [Double]) func aSwitchThatGivesNonsenseStopsNothing(value: Double) throws {
        let trend = try #require(Trend.all([Self.mean(3, [value], .fanState)], .day, Self.time).first)
        let channel = TrendChannel(id: trend.channel, place: nil, current: nil, trend: trend)
        let frame = TrendFrame(.day, work: WorkTime([]), acts: [], Self.time)
        let share = value == 0.5 ? "50" : value > 0 ? "100" : "0"
        let figure = TrendFigure(channel, limits: [], frame, .day, Self.time)
        #expect(figure.sentence.hasPrefix("有效数据中开着的占\(share)%"), "\(figure.sentence)")
    }

    @Test func workOnADeviceStandsInItsOwnChartsOnly() {
        func entry(_ device: DeviceID?, _ hours: Int) -> KeptEntry {
            let begin = FixedSource.noon - .hours(hours)
            let work = Maintenance(until: begin + .hours(1), device: device, text: "")
            return KeptEntry(
                sequence: 1, facility: FacilityDetail.code, time: begin, .record(Record(at: begin, by: "", work)))
        }
        let work = WorkTime([entry(Self.device, 9), entry(nil, 3)])
        let frame = TrendFrame(.day, work: work, acts: [], Self.time)
        #expect(frame.work(on: Self.device).components(separatedBy: "<rect").count == 3)
        #expect(frame.work(on: DeviceID("p2")).components(separatedBy: "<rect").count == 2)
    }

    @Test func aSinglePointIsSeen() throws {
        let trend = try #require(Trend.all([Self.mean(3, [5])], .day, Self.time).first)
        #expect(chart(trend).svg("x").contains("h0\"/>"))
        #expect(trend.gaps == [0..<3, 4..<96])
    }

    /// From north by west to north by east is no course over south.
    @Test func directionsAreDots() throws {
        let trend = try #require(
            Trend.all([Self.mean(3, [350], .windDirection), Self.mean(4, [10], .windDirection)], .day, Self.time).first)
        #expect(chart(trend).lines.map(\.count) == [1, 1])
    }

    @Test func aLimitIsALineWhereItFitsAndWordsWhereNot() throws {
        let trend = try #require(Trend.all([Self.mean(3, [800, 1200])], .day, Self.time).first)
        #expect(chart(trend, limits: [2500]).svg("x").contains("限值 2500"))
        #expect(!chart(trend, limits: [25_000]).svg("x").contains("限值"))
    }

    @Test func anIntervalWithLessThanThreeQuartersOfItsMinutesIsDoubtful() throws {
        let means = [
            Self.mean(0, [5], minutes: 12), Self.mean(1, [5], minutes: 11), Self.mean(2, [5], minutes: 1),
            Self.mean(9, [5]),
        ]
        let trend = try #require(Trend.all(means, .day, Self.time).first)
        #expect(trend.doubtful == [1..<3])
        #expect(Int(trend.coverage * 1440) == 12 + 11 + 1 + 15)
    }

    /// Of today a part has passed, and its hours stand for it.
    @Test func hoursOfTodayAreItsMeanSoFar() throws {
        let midnight = StripTests.today.start(utcOffset: 28_800)
        let hours = (0..<12).map { hour in
            var mean = Self.mean(0, [Double(hour)], minutes: 60)
            (mean.interval, mean.start) = (.hour, midnight + .hours(hour))
            return mean
        }
        let trend = try #require(Trend.all(hours, .month, Self.time).first)
        #expect(trend.slots.count == 30 && trend.gaps == [0..<29])
        #expect(trend.slots[29]?.values.mean == 5.5 && trend.slots[29]?.minutes == 720)
        #expect(trend.passed[29] == 720 && trend.doubtful.isEmpty)
    }

    @Test func valuesOfAnotherUnitAreATrendOfTheirOwn() {
        var other = Self.mean(4, [5], Quantity(rawValue: "own")!)
        other.columns[0].unit = .pascal
        let trends = Trend.all([Self.mean(3, [5], Quantity(rawValue: "own")!), other], .day, Self.time)
        #expect(trends.map(\.unit) == [.one, .pascal])
    }

    @Test func aMeanOutsideTheSpanIsNoneOfIt() {
        #expect(Trend.all([Self.mean(-1, [5]), Self.mean(96, [5])], .day, Self.time).isEmpty)
    }

    @Test func theSideHasRoundNumbersThatHoldAllValues() {
        var random = SplitMix(seed: 3)
        for _ in 0..<2000 {
            let size = pow10(Int.random(in: -3...9, using: &random))
            let values = (0..<4).map { _ in Double.random(in: -1...1, using: &random) * size }
            let scale = TrendScale(values)
            #expect(values.allSatisfy(scale.shows))
            #expect(3...8 ~= scale.marks.count, "\(values): \(scale.marks)")
            #expect(scale.low < scale.high)
        }
        #expect(TrendScale([5, 5, 5]).shows(5) && TrendScale([]).low < TrendScale([]).high)
        #expect(TrendScale([0, 1], isSwitch: true).marks == [0, 0.5, 1])
    }

    // MARK: Spans

    @Test func aQuarterIsShownWhenItsLastSamplesCame() {
        func end(_ minutes: Int) -> Timestamp {
            var time = Self.time
            time.now = FixedSource.noon + .minutes(minutes)
            return TrendSpan.day.time(time).upperBound
        }
        #expect(end(1) == FixedSource.noon - .minutes(15) && end(2) == FixedSource.noon && end(16) == FixedSource.noon)
        #expect(end(17) == FixedSource.noon + .minutes(15))
        let month = TrendSpan.month.time(Self.time)
        #expect(month.lowerBound == (StripTests.today + -29).start(utcOffset: 28_800))
        #expect(month.upperBound == (StripTests.today + 1).start(utcOffset: 28_800))
    }

    @Test func timesStandInTheSitesClock() {
        #expect(TrendSpan.day.marks(Self.time).map { $0.text } == ["12:00", "18:00", "11-24", "06:00"])
        #expect(TrendSpan.month.marks(Self.time).allSatisfy { $0.text.count == 5 })
        #expect(TrendSpan.month.marks(Self.time).count == 4)
    }
}
