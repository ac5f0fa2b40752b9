import Facilities
import Foundation
import Journal
import Logging
import TestSupport
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(5))) struct SealingTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }
    private let start = Timestamp("2026-12-01T02:00:00Z")!
    private static let site = Facility.Code("NJ320104D000049")!
    private let facility = Facility(code: site, name: "工地", settings: .dustSite)
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private struct Run {
        var driven: DrivenKeeping
        var sealing: Sealing
        var journal: Journal { driven.journal }
    }

    private func run(slice: Int = Journal.slice) throws -> Run {
        let journal = try Journal.open(path: path, now: start)
        let driven = try DrivenKeeping([facility], journal: journal)
        return Run(
            driven: driven,
            sealing: try Sealing(driven.keeping, journal: journal, clock: .believed(), logger: logger, slice: slice))
    }

    /// - Parameter others: readings in each sample beside one.
    private func measure(_ run: Run, minutes: some Sequence<Int>, others: Int = 0) async {
        let more = (0..<others).map { Reading(Quantity(rawValue: "q\($0)")!, 0.1, .pascal) }
        for minute in minutes {
            let time = start + .minutes(minute)
            let sample = Sample(
                device: DeviceID("line-1/1"), time: time,
                readings: [Reading(.pm10, Double(40 + minute % 7), .microgramPerCubicMetre)] + more)
            await run.driven.take([Arrival(facility: Self.site, event: .sample(sample))], now: time)
        }
    }

    private func seals(_ journal: Journal) throws -> [Seal] {
        try journal.ledger(after: 0, limit: .max).compactMap { entry in
            if case .seal(let seal) = entry.kept.content { seal } else { nil }
        }
    }

    @Test func anHourIsSealedOnceItIsOverAndNotBefore() async throws {
        let run = try run()
        await measure(run, minutes: 0..<60)
        await run.sealing.pass(start + .minutes(61) - .milliseconds(1))
        #expect(try seals(run.journal).isEmpty)
        await run.sealing.pass(start + .minutes(61))
        await run.sealing.pass(start + .minutes(61))
        #expect(try seals(run.journal).map(\.count) == [60])
        #expect(try run.journal.check().faults == [])
    }

    @Test(arguments: [1, 7, 60, 5000]) func hoursThatWereNotSealedAreSealedAtTheStart(slice: Int) async throws {
        let first = try run()
        await measure(first, minutes: 0..<200)
        first.journal.close()
        let second = try run(slice: slice)
        await second.sealing.pass(start + .minutes(200))
        #expect(try seals(second.journal).map(\.count) == [60, 60, 60])
        let check = try second.journal.check()
        #expect((check.faults, check.unsealed) == ([], 20))
    }

    @Test func aRestartInTheMiddleOfAnHourLosesAndDoublesNothing() async throws {
        let first = try run()
        await measure(first, minutes: 0..<90)
        await first.sealing.pass(start + .minutes(90))
        first.journal.close()
        let second = try run()
        await measure(second, minutes: 90..<121)
        await second.sealing.pass(start + .minutes(121))
        #expect(try seals(second.journal).map(\.count) == [60, 60])
        #expect(try second.journal.check().faults == [])
    }

    @Test func aClockThatIsSetBackNeitherLosesNorDoublesASample() async throws {
        let run = try run()
        await measure(run, minutes: 0..<30)
        await run.sealing.pass(start + .minutes(30))
        await measure(run, minutes: Array(200..<230) + Array(10..<61))
        await run.sealing.pass(start + .minutes(61))
        await run.sealing.pass(start + .hours(5))
        let seals = try seals(run.journal)
        #expect(seals.map(\.count) == [30, 30, 50, 1])
        #expect(zip(seals, seals.dropFirst()).allSatisfy { $0.to + 1 == $1.from })
        #expect(try run.journal.check().faults == [])
    }

    @Test func nothingIsSealedWhileTheJournalCannotBeWrittenAndEverythingOnceAfterwards() async throws {
        let run = try run()
        await measure(run, minutes: 0..<50)
        let lock = try JournalLock(on: path, mode: "IMMEDIATE")
        await measure(run, minutes: 50..<62)
        await run.sealing.pass(start + .minutes(62))
        #expect(try seals(run.journal).isEmpty)
        lock.release()
        while await !run.driven.keeping.committer.flush() { try await Task.sleep(for: .milliseconds(20)) }
        await run.sealing.pass(start + .minutes(62))
        #expect(try seals(run.journal).map(\.count) == [60])
        #expect(try run.journal.check().faults == [])
    }

    @Test func samplesThatMemoryDroppedAreALossAndNoFault() async throws {
        let run = try run()
        await measure(run, minutes: 0..<20)
        // Three sequences were given, and what they named was dropped.
        var sequence = try run.journal.lastSequence()
        sequence += 4
        var batch = Batch()
        let loss = Loss(from: sequence - 3, to: sequence - 1, count: 3, reason: .memory)
        batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: start, .loss(loss))]
        try await run.journal.commit(batch)
        run.journal.close()
        let next = try self.run()
        await measure(next, minutes: 20..<61)
        await next.sealing.pass(start + .minutes(61))
        #expect(try seals(next.journal).map(\.count) == [60])
        #expect(try next.journal.check().faults == [])
    }

    @Test func meansFindingsAndRestartsLeaveNoHole() async throws {
        for day in 0..<3 {
            let run = try run()
            for hour in 0..<30 {
                let first = day * 1800 + hour * 60
                await measure(run, minutes: stride(from: first, to: first + 60, by: 5))
                await run.driven.tick(start + .minutes(first + 60))
                await run.driven.pass(start + .minutes(first + 60))
                await run.sealing.pass(start + .minutes(first + 60))
            }
            #expect(try run.journal.check().faults == [])
            run.journal.close()
        }
    }

    /// An older version has filled the file: the first seals find no space, and the samples that they seal are deleted for them.
    @Test func aFullJournalThatWasNeverSealedIsSealedWithoutAFault() async throws {
        let hours = 240
        let filled = try run()
        await measure(filled, minutes: stride(from: 0, to: hours * 60, by: 5), others: 100)
        filled.journal.close()
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
        let journal = try Journal.open(path: path, maximumBytes: try #require(size), now: start)
        let driven = try DrivenKeeping([facility], journal: journal)
        let sealing = try Sealing(driven.keeping, journal: journal, clock: .believed(), logger: logger)
        await sealing.pass(start + .minutes(hours * 60 + 1))
        let check = try journal.check()
        #expect(check.faults == [])
        #expect(check.deleted + Int64(check.cut.count) > 0 && check.seals > 100 && check.unsealed == 0, "\(check)")
    }

    @Test func aBudgetThatIsUsedUpLeavesWholeHoursAndNoFault() async throws {
        let journal = try Journal.open(path: path, maximumBytes: 400_000, now: start)
        let driven = try DrivenKeeping([facility], journal: journal)
        let sealing = try Sealing(driven.keeping, journal: journal, clock: .believed(), logger: logger)
        let run = Run(driven: driven, sealing: sealing)
        for hour in 0..<72 {
            await measure(run, minutes: hour * 60..<hour * 60 + 60)
            await run.driven.pass(start + .minutes(hour * 60 + 60))
            await run.sealing.pass(start + .minutes(hour * 60 + 61))
        }
        let check = try journal.check()
        #expect(check.faults == [])
        #expect(check.deleted > 0 && check.seals > 0 && check.seals + check.deleted == 72, "\(check)")
    }
}
