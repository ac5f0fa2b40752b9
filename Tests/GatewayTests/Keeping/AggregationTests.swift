import Facilities
import Foundation
import Journal
import Logging
import Rules
import TestSupport
import Testing

@testable import Gateway

private let code = Facility.Code("NJ320104D000049")!
/// A minute to noon on site.
private let start = Timestamp("2026-12-01T03:59:00Z")!

/// One site's intake over one journal, whose clock the test turns.
private struct Office {
    let journal: Journal
    let intake: DrivenKeeping

    init(_ folder: TemporaryFolder) throws {
        journal = try Journal.open(path: folder.path + "/j.sqlite", now: start)
        intake = try DrivenKeeping([Facility(code: code, name: "工地", settings: .dustSite)], journal: journal)
    }

    func take(_ seconds: Int, _ value: Double, noise: Double = 50) async {
        let readings = [Reading(.tsp, value, .microgramPerCubicMetre), Reading(.noise, noise, .decibel)]
        let sample = Sample(device: DeviceID("b/1"), time: start + .seconds(seconds), readings: readings)
        await intake.take([Arrival(facility: code, event: .sample(sample))], now: start + .days(1))
    }

    func pass(_ seconds: Int) async { await intake.pass(start + .seconds(seconds)) }

    /// Means of TSP by the start of their interval, in seconds from the test's.
    func means(_ interval: Aggregate.Interval) throws -> [Int: Double] {
        let all = try journal.aggregates(of: code, interval, in: start - .days(2)..<start + .days(2))
        return Dictionary(
            uniqueKeysWithValues: all.compactMap { kept in
                let column = kept.content.columns.first { $0.quantity == .tsp }
                return column?.values.mean.map { (Int((kept.content.start - start).inSeconds), $0) }
            })
    }

    /// What is kept of an interval; sums of fractions differ in their last digits by the order.
    func summary(_ interval: Aggregate.Interval) throws -> [[Double]] {
        try journal.aggregates(of: code, interval, in: start - .days(1)..<start + .days(2)).map { kept in
            kept.content.columns.flatMap { column -> [Double] in
                let values = column.values
                let mean = ((values.mean ?? 0) * 1e6).rounded()
                return [mean, values.minimum ?? 0, values.maximum ?? 0, Double(values.count), Double(column.minutes)]
            }
        }
    }

    /// Every sequence that the journal has, in its order.
    func sequences() throws -> [Int64] {
        try journal.portion(after: 0, limit: 100_000).map(\.sequence)
    }
}

struct AggregationTests {
    private let folder = try! TemporaryFolder()

    @Test func aMinuteIsKeptFiveSecondsAfterItsEnd() async throws {
        let office = try Office(folder)
        for second in 0..<60 { await office.take(second, Double(second)) }
        await office.pass(64)
        #expect(try office.means(.minute) == [:])
        await office.pass(65)
        #expect(try office.means(.minute) == [0: 29.5])
    }

    @Test func longerIntervalsArePutTogetherWhenTheyEnd() async throws {
        let office = try Office(folder)
        for minute in 0...61 {
            for second in stride(from: 0, to: 60, by: 20) { await office.take(minute * 60 + second, Double(minute)) }
            await office.pass(minute * 60 + 65)
        }
        // The first quarter and the first hour had one minute of data, the last of each.
        #expect(try office.means(.quarter) == [-840: 0, 60: 8, 960: 23, 1860: 38, 2760: 53])
        #expect(try office.means(.hour) == [-3540: 0, 60: 30.5])
        let hours = try office.journal.aggregates(of: code, .hour, in: start..<start + .hours(2))
        let column = try #require(hours.first?.content.columns.first { $0.quantity == .tsp })
        #expect((column.minutes, column.values.count) == (60, 180))
        #expect((column.values.minimum, column.values.maximum) == (1, 60))
        #expect(hours[0].content.capture(of: column) == 1)
    }

    @Test func whatComesLateCorrectsEveryIntervalAroundIt() async throws {
        let office = try Office(folder)
        await office.take(0, 10)
        await office.pass(3700)
        #expect(try office.means(.hour) == [-3540: 10])
        await office.take(30, 30)
        await office.pass(3765)
        #expect(try office.means(.minute) == [0: 20])
        #expect(try office.means(.quarter) == [-840: 20])
        #expect(try office.means(.hour) == [-3540: 20])
        let hour = try office.journal.aggregates(of: code, .hour, in: start - .hours(1)..<start)
        #expect(hour.map { $0.content.columns.map(\.minutes) } == [[1, 1]])
        // The uncorrected ones keep their sequences: nobody sees a gap.
        let sequences = try office.sequences()
        #expect(sequences == Array(1...Int64(sequences.count)))
    }

    /// Three hours across midnight in any order, each sample long after its interval was closed, and in their own.
    @Test func inWhichOrderSamplesComeMakesNoDifferenceToAnyInterval() async throws {
        let samples = (0..<90).map { (second: 10 * 3600 + $0 * 120, value: Double(Int.random(in: 0...100))) }
        let other = try TemporaryFolder()
        let (inOrder, shuffled) = (try Office(folder), try Office(other))
        for sample in samples {
            await inOrder.take(sample.second, sample.value, noise: sample.value)
            await inOrder.pass(sample.second + 5)
        }
        for (minute, sample) in samples.shuffled().enumerated() {
            await shuffled.take(sample.second, sample.value, noise: sample.value)
            await shuffled.pass(14 * 3600 + minute * 60)
        }
        for office in [inOrder, shuffled] { await office.pass(48 * 3600) }
        for interval in Aggregate.Interval.allCases {
            #expect(try shuffled.summary(interval) == inOrder.summary(interval), "\(interval)")
        }
        #expect(try inOrder.summary(.day).count == 2)
    }

    /// Samples a second, some of them late, and a restart after any of them: always the same means.
    @Test(arguments: 0..<6) func aRestartAtAnyMomentChangesNothing(round: Int) async throws {
        let events = (0..<200).map { index -> (second: Int, value: Double) in
            let lateness = index % 37 == 36 ? 70 : 0
            return (max(0, index - lateness), Double(index % 11))
        }
        let other = try TemporaryFolder()
        let whole = try Office(other)
        var parts = try Office(folder)
        let cuts = Set((0..<4).map { _ in Int.random(in: 0..<200) })
        for (index, event) in events.enumerated() {
            if cuts.contains(index) {
                await parts.intake.flush()
                parts.journal.close()
                parts = try Office(folder)
            }
            for office in [whole, parts] {
                await office.take(event.second, event.value, noise: 40 + event.value)
                await office.pass(index)
            }
        }
        for office in [whole, parts] { await office.pass(7200) }
        for interval in Aggregate.Interval.allCases {
            #expect(try parts.means(interval) == whole.means(interval), "\(interval) \(cuts)")
            let range = start - .days(1)..<start + .days(1)
            let counts = try [whole, parts].map { office in
                try office.journal.aggregates(of: code, interval, in: range).map {
                    $0.content.columns.map(\.values.count)
                }
            }
            #expect(counts[0] == counts[1])
        }
        let sequences = try parts.sequences()
        #expect(sequences == Array(1...Int64(sequences.count)))
    }

    /// The mark is a table that may be lost by damage; it then follows from the newest means.
    @Test(arguments: 0..<6) func aMarkThatIsLostDoublesAndLosesNothing(round: Int) async throws {
        let other = try TemporaryFolder()
        let whole = try Office(other)
        var parts = try Office(folder)
        let cuts = Set((0..<4).map { _ in Int.random(in: 61..<400) })
        for second in 0..<400 {
            if cuts.contains(second) {
                await parts.intake.flush()
                parts.journal.close()
                let said = try await output(
                    of: "sqlite3", [folder.path + "/j.sqlite", "UPDATE aggregate_mark SET mark = 'x'"])
                #expect(said.isEmpty)
                parts = try Office(folder)
            }
            let late = second % 37 == 36 ? max(0, second - 70) : second
            for office in [whole, parts] {
                await office.take(late, Double(second % 11))
                await office.pass(second)
            }
        }
        for office in [whole, parts] { await office.pass(7200) }
        for interval in Aggregate.Interval.allCases {
            #expect(try parts.summary(interval) == whole.summary(interval), "\(interval) \(cuts)")
        }
    }

    @Test func aRestartBeforeTheFirstMinuteIsClosedLosesNothing() async throws {
        let first = try Office(folder)
        await first.take(0, 10)
        await first.intake.flush()
        first.journal.close()
        let second = try Office(folder)
        await second.take(30, 30)
        await second.pass(65)
        #expect(try second.means(.minute) == [0: 20])
    }

    /// The second sample is of a minute that is closed before that of the first.
    @Test func aRestartAfterAClockThatWentBackDoublesNothing() async throws {
        let before = try Office(folder)
        await before.take(61, 1)
        await before.take(59, 2)
        await before.pass(66)
        await before.pass(-3600)
        await before.take(-3590, 3)
        await before.pass(-3500)
        before.journal.close()
        let after = try Office(folder)
        await after.pass(130)
        let minutes = try after.journal.aggregates(of: code, .minute, in: start - .days(1)..<start + .days(1))
        #expect(minutes.map { Int(($0.content.start - start).inSeconds) } == [-3600, 0, 60])
        #expect(minutes.map { $0.content.columns.map(\.values.count) } == [[1, 1], [1, 1], [1, 1]])
    }

    @Test func aClockThatGoesBackDoesNotStopTheMeans() async throws {
        let office = try Office(folder)
        await office.take(0, 1)
        await office.pass(86_400 * 365)
        await office.take(120, 2)
        await office.pass(180)
        await office.take(240, 3)
        await office.pass(310)
        #expect(try office.means(.minute) == [0: 1, 120: 2, 240: 3])
    }

    @Test func evidenceTellsWhatWasMeasured() async throws {
        let office = try Office(folder)
        await office.take(0, 100)
        await office.take(60, 300)
        await office.pass(130)
        let status = try #require(await office.intake.rules[code]?.status)
        let evidence = try #require(Evidence("1", [status], from: office.journal, now: start + .seconds(130)))
        let tsp = evidence.facilities[0].readings.first { $0.quantity == .tsp }
        #expect((tsp?.mean, tsp?.maximum) == (200, 300))
    }
}
