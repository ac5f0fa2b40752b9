import Facilities
import Foundation
import Journal
import TestSupport
import Testing
import WebPage

@testable import Gateway

private let code = Facility.Code("NJ320104D000049")!
private let month = Month("2026-12")!
/// Ten in the morning of the second of December in Nanjing.
private let start = Timestamp("2026-12-02T02:00:00Z")!

/// The completeness of a month, from a journal as the gateway writes it.
@Suite struct CompletenessTests {
    private let folder = try! TemporaryFolder()

    private static let channels = [Channel(DeviceID("b/1"), .tsp, place: "东侧"), Channel(DeviceID("b/1"), .noise)]

    private func site() throws -> (journal: Journal, intake: DrivenKeeping) {
        let journal = try Journal.open(path: folder.path + "/j.sqlite", now: start - .days(1))
        let site = Facility(code: code, name: "工地", settings: .dustSite, channels: Self.channels)
        return (journal, try DrivenKeeping([site], journal: journal))
    }

    private func sample(_ minute: Int, tsp: Bool, noise: Bool) -> Arrival {
        let readings = [
            tsp
                ? Reading(.tsp, 80, .microgramPerCubicMetre)
                : Reading(.tsp, .microgramPerCubicMetre, bad: .outOfRange),
            noise ? Reading(.noise, 55, .decibel) : Reading(.noise, .decibel, bad: .outOfRange),
        ]
        let time = start + .minutes(minute)
        return Arrival(
            facility: code, event: .sample(Sample(device: DeviceID("b/1"), time: time, readings: readings)))
    }

    private func inspection(_ journal: Journal, now: Timestamp) throws -> Inspection {
        let reading = InspectionReading(
            journal: journal, verification: Verification(of: journal), utcOffset: 28_800,
            channels: [code: Self.channels], points: [])
        return try reading.inspection(of: code, in: month, now: now)
    }

    /// Minutes of a day with a good value, by SQL on the file. Behind the version and the length stand the minutes of both columns,
    /// which are in order of name: equal ones as 00, a width of 0 and the number; others as 02, the first and their difference.
    /// Numbers are zigzag varints, so that 02 is 1, and 01 is -1.
    private func counted(_ column: Int, on day: String) async throws -> Int {
        let good = "x'000002', " + ["x'020201'", "x'020002'"][column]
        let sql = """
            SELECT count(DISTINCT start) FROM aggregate WHERE interval = '1min' AND substr(data, 3, 3) IN (\(good))
            AND date(start / 1000, 'unixepoch', '+8 hours') = '\(day)'
            """
        let text = try await output(of: "sqlite3", [folder.path + "/j.sqlite", sql])
        return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)), "\(text)")
    }

    @Test func everyFigureIsTheOneThatSQLCountsOfTheMinutesThatAreKept() async throws {
        let (journal, intake) = try site()
        var arrivals: [Arrival] = []
        for minute in 0..<1000 where minute % 17 != 0 && !(300..<365).contains(minute) {
            arrivals.append(sample(minute, tsp: minute % 5 != 0, noise: !(400..<500).contains(minute)))
        }
        for minute in stride(from: 0, to: 1001, by: 50) {
            let time: Range<Timestamp> = (start + Duration.minutes(minute - 50))..<(start + Duration.minutes(minute))
            let part = arrivals.filter { time.contains($0.event.time) }
            if !part.isEmpty { await intake.take(part, now: start + .minutes(minute)) }
            await intake.tick(start + .minutes(minute))
            await intake.pass(start + .minutes(minute))
        }
        let now = start + .minutes(1001)
        await intake.tick(now)
        await intake.pass(now)
        let completeness = try inspection(journal, now: now).completeness
        #expect(completeness.days.map(\.description) == ["2026-12-01", "2026-12-02", "2026-12-03"])
        for (index, column) in [(0, 1), (1, 0)] {
            for (place, day) in completeness.days.enumerated() {
                let shown = completeness.channels[index].days[place]
                let expected = try await counted(column, on: day.description)
                #expect(shown.minutes == expected, "\(completeness.channels[index].id) \(day)")
                #expect(shown.minutes + shown.gaps.reduce(0) { $0 + $1.minutes } == shown.of)
            }
        }
        let noise = completeness.channels[1].days[1]
        #expect(noise.minutes > 500 && noise.gaps.contains { $0.reason == .unusable && $0.minutes > 70 })
    }

    @Test func maintenanceThatWasAnnouncedIsTheReasonForItsMinutes() async throws {
        let (journal, intake) = try site()
        for minute in 0..<30 {
            await intake.take([sample(minute, tsp: true, noise: true)], now: start + .minutes(minute))
        }
        let work = Maintenance(until: start + .minutes(60), text: "换探头")
        let record = Record(at: start + .minutes(30), by: "王工", work)
        let entered = await intake.enter(record, at: [code], now: start + .minutes(30))
        guard case .kept = entered else { return #expect(Bool(false), "\(entered)") }
        // What is measured meanwhile is marked, and counts for nothing.
        for minute in 30..<70 {
            await intake.take([sample(minute, tsp: true, noise: true)], now: start + .minutes(minute))
        }
        let now = start + .minutes(90)
        await intake.tick(now)
        await intake.pass(now)
        let day = try inspection(journal, now: now).completeness.channels[0].days[1]
        #expect(day.gaps.first { $0.reason == .maintenance }?.minutes == 30)
        #expect(try await counted(1, on: "2026-12-02") == day.minutes && day.minutes == 40)
    }

    /// More findings than are read of one kind, and behind them what people entered.
    @Test func aFlappingFindingCutsNothingElseAndTheNewestAreListed() async throws {
        let (journal, intake) = try site()
        for minute in 0..<30 {
            await intake.take([sample(minute, tsp: true, noise: true)], now: start + .minutes(minute))
        }
        let now = start + .minutes(90)
        await intake.tick(now)
        await intake.pass(now)
        var (batch, last) = (Batch(), try journal.lastSequence())
        func enter(_ content: Entry, at time: Timestamp) {
            last += 1
            batch.entries.append(KeptEntry(sequence: last, facility: code, time: time, content))
        }
        for number in 0..<5100 {
            let finding = Finding(
                rule: "dust.tsp", level: .red, since: start + .milliseconds(number),
                limit: .ownDefault("x", 1, .microgramPerCubicMetre), text: Text(zh: "超标", en: "over"))
            enter(.finding(.raised, finding), at: start + .milliseconds(number))
        }
        let work = Maintenance(until: start + .minutes(60), text: "换探头")
        let visit = Visit(.passed, [.operation])
        enter(.record(Record(at: start + .minutes(30), by: "王工", work)), at: start + .minutes(30))
        enter(.record(Record(at: start + .minutes(40), by: "李科", visit)), at: start + .minutes(40))
        try await journal.commit(batch)
        let shown = try inspection(journal, now: now)
        #expect(shown.findings.count == Inspection.listed + 1 && shown.visits.count == 1)
        let times = shown.findings.map(\.time)
        #expect(times == times.sorted().reversed() && times.first == start + .milliseconds(5099))
        let gaps = shown.completeness.channels[0].days[1].gaps
        #expect(gaps.first { $0.reason == .maintenance }?.minutes == 30)
    }

    /// A device that gives one value a minute, and then none for 19 days: the silence was found on a day long before, and ended long after.
    @Test func aLongSilenceExplainsADayInItsMiddle() async throws {
        let (journal, intake) = try site()
        for minute in 0..<30 {
            await intake.take([sample(minute, tsp: true, noise: minute % 2 == 0)], now: start + .minutes(minute))
        }
        await intake.tick(start + .minutes(40))
        await intake.pass(start + .minutes(40))
        let found = Finding(
            rule: "data.silent", level: .grey, since: start + .minutes(30),
            limit: .ownDefault("x", 1, .minute), text: Text(zh: "没有数据", en: "silent"))
        var batch = Batch()
        let last = try journal.lastSequence()
        batch.entries = [
            KeptEntry(sequence: last + 1, facility: code, time: start + .minutes(35), .finding(.raised, found)),
            KeptEntry(sequence: last + 2, facility: code, time: start + .days(19), .finding(.cleared, found)),
        ]
        try await journal.commit(batch)
        let reading = InspectionReading(
            journal: journal, verification: Verification(of: journal), utcOffset: 28_800,
            channels: [code: Self.channels], points: [])
        let first = start.day(utcOffset: 28_800)
        let begun = try reading.devices(of: code, on: first, now: start + .days(20))
        #expect(begun.map(\.device) == [DeviceID("b/1")] && begun[0].day.minutes == 30)
        let middle = try #require(try reading.devices(of: code, on: first + 10, now: start + .days(20)).first)
        #expect(middle.day.minutes == 0 && middle.day.of == 1440 && middle.day.gaps.map(\.reason) == [.silent])
        let after = try #require(try reading.devices(of: code, on: first + 20, now: start + .days(22)).first)
        #expect(after.day.gaps.map(\.reason) == [.unknown])
        #expect(try reading.devices(of: code, on: first + 30, now: start + .days(20)).isEmpty, "It has not begun")
    }

    @Test func anEmptyJournalInventsNothing() async throws {
        let (journal, _) = try site()
        let shown = try inspection(journal, now: start)
        let gaps = shown.completeness.channels.flatMap(\.days).flatMap(\.gaps)
        #expect(gaps.allSatisfy { $0.reason == .unknown } && !gaps.isEmpty)
        #expect(shown.seal == nil && shown.findings.isEmpty && shown.suspicions.isEmpty && shown.visits.isEmpty)
    }

    @Test func aVisitAndASuspicionOfTheMonthStandInItWithTheCurve() async throws {
        let (journal, intake) = try site()
        for minute in 0..<40 {
            await intake.take([sample(minute, tsp: true, noise: true)], now: start + .minutes(minute))
        }
        let visit = Visit(.rectify, [.operation], deadline: start + .days(7))
        let record = Record(at: start + .minutes(30), by: "李科", visit)
        _ = await intake.enter(record, at: [code], now: start + .minutes(30))
        let now = start + .minutes(50)
        await intake.tick(now)
        await intake.pass(now)
        let suspicion = Suspicion(
            rule: "data.tampering", kind: .sameCurve, cause: "b/1/tsp b/1/noise", from: start + .minutes(5),
            until: start + .minutes(20), figure: 99, limit: .ownDefault("alike", 98, .percent),
            text: Text(zh: "同升同降", en: "alike"))
        var batch = Batch()
        let last = try journal.lastSequence()
        batch.entries = [KeptEntry(sequence: last + 1, facility: code, time: now, .suspicion(suspicion))]
        try await journal.commit(batch)
        let shown = try inspection(journal, now: now + .minutes(1))
        #expect(shown.visits.map(\.facility) == [code])
        #expect(shown.findings.contains { $0.content.finding?.rule == "visit.rectification" })
        let doubt = try #require(shown.suspicions.first)
        #expect(doubt.curves.map(\.channel.quantity) == [.tsp, .noise] && doubt.curves.allSatisfy { $0.minutes == 1 })
        #expect(
            doubt.curves.allSatisfy { $0.points.count == 40 && $0.points.allSatisfy { [80, 55].contains($0.value) } })
        #expect(shown.hash == (try journal.ledgerHead().hash.description) && shown.sequence == last + 1)
    }
}
