import Facilities
import Foundation
import HJ212
import Testing

@testable import Uplinks

/// Levels of day and night, amounts, and hours by a current.
struct PlatformIntervalTests {
    private let device = DeviceID("b/1")
    private let meter = DeviceID("b/2")

    private func mean(
        _ device: DeviceID, _ interval: Aggregate.Interval, _ start: Timestamp,
        _ columns: (Quantity, PhysicalUnit, [Double])...
    ) -> Aggregate {
        Aggregate(
            device: device, interval: interval, start: start,
            columns: columns.map { quantity, unit, values in
                var all = Accumulator(quantity.averaging)
                for value in values { all.add(value) }
                return .init(quantity, unit, all, minutes: interval.minutes)
            })
    }

    // MARK: Noise

    private func noise(_ level: (Int) -> Double?) -> String? {
        let hours = (0..<24).compactMap { hour in
            level(hour).map { mean(device, .hour, .midnight + .hours(hour), (.noise, .decibel, [$0])) }
        }
        let day = mean(device, .day, .midnight, (.noise, .decibel, (0..<24).compactMap(level)))
        var means = IntervalMeans(whole: Means([.here: [day]]))
        means.hours = [.here: hours]
        return PlatformFigures(.here).interval(.day, start: .midnight, means)?.content.description
    }

    @Test func aDayHasTheLevelsOfItsDayAndOfItsNight() {
        let text = noise { (6..<22).contains($0) ? 60 : 50 }
        // Both parts count alike, since a night counts 10 dB more: Ldn is 60.
        #expect(
            text?.hasSuffix(
                ";LMx-Data=60.0;LMn-Data=50.0;Ldn-Data=60.0;Ld-DayData=60.0;LMx-DayData=60.0;LMn-DayData=60.0;"
                    + "Ln-NightData=50.0;LMx-NightData=50.0;LMn-NightData=50.0") == true, "\(text ?? "")")
    }

    @Test(arguments: [(5, "Night"), (6, "Day"), (21, "Day"), (22, "Night"), (0, "Night"), (23, "Night")])
    func theDayIsFromSixToTwentyTwo(hour: Int, part: String) {
        let text = noise { $0 == hour ? 55 : nil } ?? ""
        #expect(text.contains("LMx-\(part)Data=55.0"), "\(text)")
        // Nothing is said of the part without a value, nor of both together.
        #expect(!text.contains(part == "Day" ? "Night" : "Day") && !text.contains("Ldn"), "\(text)")
    }

    @Test func anHourHasNoLevelsOfDayAndNight() {
        let figures = PlatformFigures(.here)
        #expect(figures.needsHours(.day) && !figures.needsHours(.hour) && !figures.needsHours(.minute))
    }

    // MARK: Amounts

    private var duct: PlatformStation {
        PlatformStation(
            "88888880000001", system: "27", facilities: [.here],
            channels: [
                .init(.here, device, .nmhc, code: "a24088", unit: .milligramPerCubicMetre, digits: 1, flow: meter),
                .init(
                    .here, meter, .airFlow, code: "a00000", unit: PhysicalUnit("m3/s")!, digits: 1, flow: meter),
            ])
    }

    private func hour(_ minutes: [Aggregate], flowMinutes: Int = 60) -> String? {
        var concentration = mean(device, .hour, .noon, (.nmhc, .milligramPerCubicMetre, [20, 40]))
        concentration.columns[0].minutes = 60
        var flow = mean(meter, .hour, .noon, (.airFlow, .cubicMetrePerHour, [3600, 7200]))
        flow.columns[0].minutes = flowMinutes
        var means = IntervalMeans(whole: Means([.here: [concentration, flow]]))
        means.minutes = [.here: minutes]
        return PlatformFigures(duct).interval(.hour, start: .noon, means)?.content.description
    }

    /// Half an hour of 20 mg/m³ in 3600 m³/h, and half an hour of 40 mg/m³ in 7200 m³/h.
    private var minutes: [Aggregate] {
        (0..<60).flatMap { minute in
            let isFirst = minute < 30
            return [
                mean(device, .minute, .noon + .minutes(minute), (.nmhc, .milligramPerCubicMetre, [isFirst ? 20 : 40])),
                mean(meter, .minute, .noon + .minutes(minute), (.airFlow, .cubicMetrePerHour, [isFirst ? 3600 : 7200])),
            ]
        }
    }

    @Test func anAmountIsTheSumOverMinutes() {
        // 20 mg/m³ · 1800 m³ + 40 mg/m³ · 3600 m³ = 180 g, and not the product of the means (30 mg/m³ · 5400 m³ = 162 g).
        #expect(
            hour(minutes)
                == "DataTime=20261201120000;a24088-Cou=0.180000,a24088-Min=20.0,a24088-Avg=30.0,a24088-Max=40.0,a24088-Flag=N;"
                + "a00000-Cou=5400.0,a00000-Min=1.0,a00000-Avg=1.5,a00000-Max=2.0,a00000-Flag=N")
    }

    @Test func withoutAFlowInEachMinuteNoAmountOfAFactorIsSent() {
        let gap = minutes.filter { !($0.device == meter && $0.start == .noon) }
        let text = hour(gap, flowMinutes: 59) ?? ""
        #expect(text.contains("a24088-Min=20.0") && !text.contains("a24088-Cou"), "\(text)")
        // The air is that of the minutes that were measured.
        #expect(text.contains("a00000-Cou=5310.0"), "\(text)")
    }

    @Test func withoutAFlowThereIsNoAmount() {
        var station = duct
        station.channels.removeLast()
        station.channels[0].flow = nil
        let figures = PlatformFigures(station)
        let own = mean(device, .hour, .noon, (.nmhc, .milligramPerCubicMetre, [20]))
        let report = figures.interval(.hour, start: .noon, IntervalMeans(whole: Means([.here: [own]])))
        #expect(report?.content.description.contains("Cou") == false)
        #expect(!figures.needsMinutes(.hour) && !figures.needsMinutes(.day))
    }

    // MARK: Machines

    @Test func aMachineRunsByItsCurrent() {
        var station = PlatformStation.here
        station.machines = [.init(.here, meter, .fanCurrent, above: 0.5)]
        let figures = PlatformFigures(station)
        let sample = { (current: Double) in
            [
                Facility.Code.here: [
                    Sample(device: meter, time: .noon, readings: [Reading(.fanCurrent, current, .ampere)])
                ]
            ]
        }
        #expect(figures.states(sample(0.6))?.content.description == "DataTime=20261201120000;SB1-RS=1")
        // What leaks through a switched-off starter is no running fan.
        #expect(figures.states(sample(0.4))?.content.description == "DataTime=20261201120000;SB1-RS=0")
        #expect(figures.states([:]) == nil)

        // Six hours at 2 A, and a bit of leakage for the rest: the mean of the day's current says nothing of hours.
        var means = IntervalMeans(whole: Means([:]))
        means.minutes = [
            .here: (0..<1440).map { minute in
                mean(meter, .minute, .midnight + .minutes(minute), (.fanCurrent, .ampere, [minute < 360 ? 2 : 0.1]))
            }
        ]
        #expect(figures.needsMinutes(.day) && !figures.needsMinutes(.hour))
        #expect(
            figures.runHours(day: .midnight, means)?.content.description == "DataTime=20261201000000;SB1-RT=6.0")
        means.minutes = [:]
        #expect(figures.runHours(day: .midnight, means) == nil)
    }

    // MARK: Instruments

    @Test(arguments: [
        (Quality.good, "0"), (.uncertain(.maintenance), "1"), (.bad(.noAnswer), "2"), (.uncertain(.stuck), "2"),
        (.uncertain(.calibrating), "3"), (.uncertain(.rateOfChange), "0"),
    ]) func theStateOfAnInstrumentIsThatOfItsNewestReading(quality: Quality, state: String) {
        let figures = PlatformFigures(.here)
        let reading =
            if case .bad(let reason) = quality { Reading(.tsp, .microgramPerCubicMetre, bad: reason) } else {
                Reading(.tsp, 1, .microgramPerCubicMetre, quality: quality)
            }
        let samples = [Facility.Code.here: [Sample(device: device, time: .noon, readings: [reading])]]
        #expect(
            figures.information(of: "a34001", id: "i12001", samples).map(\.content.description) == [
                "DataTime=20261201120000;PolId=a34001;i12001-Info=\(state)"
            ])
        // Of codes whose meaning nobody knows here, and of other factors, there are no data.
        #expect(figures.information(of: "a34001", id: "i13004", samples) == [])
        #expect(figures.information(of: "a34002", id: "i12001", samples) == [])
    }
}
