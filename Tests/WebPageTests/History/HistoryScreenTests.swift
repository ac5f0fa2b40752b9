import Facilities
import Foundation
import TestSupport
import Testing

@testable import WebPage

/// The strip, the page of a day and the trends in Chromium.
@Suite(.timeLimit(.minutes(5))) struct HistoryScreenTests {
    private static let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
    private static let site = Facility.Code("NJ320104D000049")!
    private static let devices = [DeviceID("east"), DeviceID("west")]
    private static let quantities: [Quantity] = [.tsp, .pm10, .noise, .sprayState, .windDirection]

    /// A dust site of a month with every look of a day.
    private static func source() -> FixedSource {
        let today = StripTests.today
        let lights: [[String: Double]] = [
            ["green": 24], ["green": 22, "yellow": 2], ["green": 20, "red": 4], ["grey": 20, "green": 4], [:],
            ["grey": 24],
        ]
        var entries: [KeptEntry] = []
        for index in 0..<28 {
            let (day, grade) = (today + (index - 28), Assessment.Grade.allCases[index % 4])
            let hours = (0..<24).map { hour -> String? in
                index % 6 == 4 ? nil : hour % 7 == 0 ? "red" : hour < 5 ? "grey" : "green"
            }
            let devices = devices.map {
                DeviceDay($0, expected: 1440, usable: 1300, hours: 24, validHours: 21, samples: 9000)
            }
            let account = Account(
                day: day, running: nil, lights: lights[index % 6], byHour: hours, coverage: 0.9,
                counters: ["dust.grade": GradedDay(day + -1, index % 5 == 0 ? nil : grade, score: 80).counters],
                limits: [:], devices: devices)
            let start = day.start(utcOffset: 28_800)
            let work = Record(at: start + .hours(8), by: "x", Maintenance(until: start + .hours(9), text: "x"))
            entries.append(
                KeptEntry(sequence: Int64(index * 10 + 5), facility: site, time: start + .days(1), .account(account)))
            if index % 6 == 5 {
                entries.append(
                    KeptEntry(sequence: Int64(index * 10 + 1), facility: site, time: start + .hours(8), .record(work)))
            }
        }
        var finding = Finding.overdue
        finding.rule = "dust.tsp"
        entries.append(
            KeptEntry(sequence: 271, facility: site, time: FixedSource.noon - .days(1), .finding(.raised, finding)))
        let cleaning = Record(
            at: FixedSource.noon - .hours(5), by: "x", Maintenance(until: FixedSource.noon - .hours(3), text: "x"))
        entries.append(KeptEntry(sequence: 299, facility: site, time: cleaning.at, .record(cleaning)))
        var detail = FacilityDetail.facility(site, .dustSite, "河西工地")
        detail.records = entries.filter { $0.record != nil }
        detail.entries = entries.filter { $0.record == nil }
        detail.readings = devices.flatMap { device in
            quantities.map { quantity in
                CurrentReading(
                    device: device, place: device == devices[0] ? "东侧" : "", time: FixedSource.noon,
                    reading: Reading(quantity, quantity == .sprayState ? 1 : 61.5, quantity.unit ?? .one))
            }
        }
        let limit = Limit("tsp", 500, .microgramPerCubicMetre, source: "DB32/4437-2022", verified: true)
        detail.limits = [.tsp: [QuantityLimit(rule: "dust.tsp", limit: limit, side: .above)]]
        var source = FixedSource(details: [detail])
        source.past.means = [site: devices.flatMap(means)]
        source.past.today = [
            site: CountedDay(
                today, hours: [.green: 12], byHour: [Light?](repeating: .green, count: 12), coverage: 1, passed: 12)
        ]
        return source
    }

    private static func means(of device: DeviceID) -> [Aggregate] {
        var random = SplitMix(seed: device == devices[0] ? 1 : 2)
        return ([TrendSpan.day, .month] as [TrendSpan]).flatMap { span in
            (0..<span.count).filter { $0 % 23 < 20 }.map { index in
                let columns = quantities.map { quantity in
                    let level = 200 + 180 * sin(Double(index) / 9)
                    let values = (0..<5).map { _ in
                        quantity == .sprayState
                            ? Double(index / 8 % 2)
                            : level * Double.random(in: 0.8...1.2, using: &random) / (quantity == .noise ? 5 : 1)
                    }
                    return TrendTests.mean(index, values, quantity, minutes: index % 17 == 3 ? 5 : nil, span: span)
                        .columns[0]
                }
                var mean = TrendTests.mean(index, [1], span: span)
                (mean.device, mean.columns) = (device, columns)
                return mean
            }
        }
    }

    @Test func theStripADayAndTrendsAreReadableByEverybodyOnEveryScreen() async throws {
        try await Site.serve(Self.source()) { site in
            let script = Program.repository + "/Tests/mashangTests/Peers/page/history.py"
            let seen = try await result(
                of: Self.python, [script, "http://127.0.0.1:\(site.port)", "\(Self.site)", "\(StripTests.today + -1)"])
            #expect(seen.status == 0 && seen.output.contains("what was is in order"), "\(seen.output)")
        }
    }
}
