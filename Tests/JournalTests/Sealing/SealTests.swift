import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite struct SealTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    /// Samples at some times from ten o'clock on, in seconds, and the ranges that are sealed of them at another time.
    private func ranges(of seconds: [Double], at end: Double, slice: Int = 5000) async throws -> [ClosedRange<Int64>] {
        let journal = try Journal.open(path: path, now: now)
        var site = SealedJournal(path)
        var batch = Batch()
        batch.samples = seconds.map { site.measured("b/1", at: now + .milliseconds(Int64($0 * 1000)), value: 1) }
        try await journal.commit(batch)
        let seals = try await site.seal(journal, at: now + .milliseconds(Int64(end * 1000)), slice: slice)
        #expect(try journal.check().faults == [])
        return seals.map { $0.from...$0.to }
    }

    @Test func anHourEndsWithTheLastSampleBeforeTheNext() async throws {
        #expect(try await ranges(of: [0, 3599.999, 3600, 3601], at: 3700) == [1...2])
    }

    @Test(arguments: [3659.999, 3660])
    func anHourWithoutALaterSampleIsOverAMinuteAfterItsEnd(end: Double) async throws {
        #expect(try await ranges(of: [0, 3599], at: end) == (end < 3660 ? [] : [1...2]))
    }

    @Test func severalHoursAreSealedInOrder() async throws {
        #expect(try await ranges(of: [0, 3600, 3700, 7300, 18_000], at: 30_000) == [1...1, 2...3, 4...4, 5...5])
    }

    @Test func aLateSampleOfTheHourBeforeStaysInItsPlace() async throws {
        #expect(try await ranges(of: [3590, 3600.5, 3599.5, 3601, 7300], at: 7300) == [1...1, 2...4])
    }

    @Test func aClockThatIsSetBackEndsARangeAndLosesNothing() async throws {
        let seconds = [7000, 7100, 3000, 3100, 3700, 7300.0]
        #expect(try await ranges(of: seconds, at: 20_000) == [1...2, 3...4, 5...5, 6...6])
    }

    @Test func aClockThatWasYearsAheadEndsARange() async throws {
        #expect(try await ranges(of: [0, 3e8, 3e8 + 1, 10, 20], at: 30) == [1...1, 2...3])
    }

    @Test(arguments: 1...5) func aRangeIsTheSameWhateverASliceHas(slice: Int) async throws {
        #expect(try await ranges(of: [0, 10, 20, 3600, 3610], at: 7300, slice: slice) == [1...3, 4...5])
    }

    @Test func aRangeHasAsManySamplesAsOneTransactionDeletesAtMost() async throws {
        let seconds = (0..<50_001).map { Double($0) / 100 }
        #expect(try await ranges(of: seconds, at: 30_000) == [1...50_000, 50_001...50_001])
    }

    @Test func whatWasOnlyReadIsReadAgainAfterARestart() async throws {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<30)
        var open = try journal.openRange()
        guard case .upToDate = try journal.read(into: &open, now: now + .minutes(30)) else {
            Issue.record("sealed too early")
            return
        }
        journal.close()
        let next = try site.open()
        try await site.fill(next, minutes: 30..<61)
        let seals = try await site.seal(next, at: now + .minutes(61))
        #expect(seals.map(\.count) == [120])
        let check = try next.check()
        #expect((check.faults, check.sealed, check.unsealed) == ([], 120, 2))
    }

    @Test func anUnsealedHourIsNamedAndASealedOneIsWhole() async throws {
        var site = SealedJournal(path)
        let journal = try site.open()
        #expect(try journal.check().faults == [])
        try await site.fill(journal, minutes: 0..<150)
        #expect(try await site.seal(journal, at: now + .minutes(150)).count == 2)
        #expect(try await site.seal(journal, at: now + .minutes(150)).isEmpty, "sealed twice")
        let check = try journal.check()
        #expect(check.faults == [])
        #expect((check.seals, check.sealed, check.unsealed) == (2, 240, 60))
        #expect(check.unsealedSince == now + .minutes(120))
        #expect(try Journal.reading(path: path).check().faults == [])
    }

    @Test func timesAreSaidAsTheClockWasCorrectedAndComparedAsTheyAreStored() async throws {
        func clock(_ sequence: Int64, _ step: ClockChange.Step, _ offset: Timestamp) -> Batch {
            var batch = Batch()
            let change = ClockChange(step, boot: "a", offset: offset.milliseconds, isBelieved: true)
            batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: offset, .clock(change))]
            return batch
        }
        var site = SealedJournal(path)
        let journal = try site.open()
        try await journal.commit(clock(site.next(), .started, now))
        try await site.fill(journal, minutes: 0..<150)
        try await site.seal(journal, at: now + .minutes(150))
        try await journal.commit(clock(site.next(), .stepped, now + .hours(3)))
        let check = try journal.check()
        #expect((check.faults, check.seals) == ([], 2))
        #expect(check.sealedUntil == now + .hours(3) + .minutes(119) + .milliseconds(300))
        #expect(check.unsealedSince == now + .hours(3) + .minutes(120))
        journal.close()
        try site.tamper("UPDATE sample SET time = time + 1 WHERE sequence = 20")
        guard case .readings(let hour, _, .altered)? = try site.open().check().faults.first else {
            Issue.record("not found")
            return
        }
        #expect(hour.begin == now + .hours(3))
        #expect(hour.end == now + .hours(3) + .minutes(59) + .milliseconds(300))
    }

    /// The content counts, and not the bytes in which it is stored.
    @Test func aSampleInAnotherFormIsTheSame() async throws {
        let site = try await sealed()
        let before = try site.open().portion(after: 11, limit: 1)
        try site.tamper(
            """
            UPDATE sample SET data = x'0244020000000000001440000000000000e03f0000000000001440' WHERE sequence = 12
            """)
        #expect(try site.open().portion(after: 11, limit: 1) == before)
        #expect(try site.open().check().faults == [])
    }

    private func sealed() async throws -> SealedJournal {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<150)
        try await site.seal(journal, at: now + .minutes(150))
        journal.close()
        return site
    }

    // MARK: Alterations

    @Test func anAlteredReadingIsNamedByHourAndDevice() async throws {
        let site = try await sealed()
        try site.tamper("UPDATE sample SET time = time + 1 WHERE sequence = 150")
        let faults = try site.open().check().faults
        #expect(faults.count == 1)
        guard case .readings(_, let series?, .altered)? = faults.first else {
            Issue.record("\(faults)")
            return
        }
        #expect(series.device == "b/2")
        let words = faults[0].text(utcOffset: 8 * 3600)
        #expect(words.zh.hasPrefix("2026-11-23 11:00:00–11:59:00（序号"), "\(words.zh)")
        #expect(words.zh.contains("NJ320104C00012K b/2：读数被改动"), "\(words.zh)")
        #expect(words.en.contains("readings were altered"), "\(words.en)")
    }

    @Test func aDeletedReadingIsNamedByItsSequence() async throws {
        let site = try await sealed()
        try site.tamper("DELETE FROM sample WHERE sequence IN (20, 21)")
        let faults = try site.open().check().faults
        #expect(faults.contains(.hole(20...21)))
        let changes = faults.compactMap { if case .readings(_, _, let change) = $0 { change } else { nil } }
        #expect(changes == [.deleted(1), .deleted(1)])
    }

    @Test func aReadingOfAnotherDeviceIsNamedAtBoth() async throws {
        let site = try await sealed()
        try site.tamper("UPDATE sample SET series = 3 - series WHERE sequence = 20")
        let changes = try site.open().check().faults.compactMap { fault -> Change? in
            if case .readings(_, _, let change) = fault { change } else { nil }
        }
        #expect(changes == [.inserted(1), .deleted(1)] || changes == [.deleted(1), .inserted(1)])
    }

    @Test func anAlteredSealIsToldFromAlteredReadings() async throws {
        let site = try await sealed()
        try site.tamper("UPDATE seal SET count = count + 1 WHERE series = 1 AND entry = (SELECT min(entry) FROM seal)")
        let faults = try site.open().check().faults
        guard faults.count == 1, case .sealAltered? = faults.first else {
            Issue.record("\(faults)")
            return
        }
    }

    @Test func aSealThatWasAlteredWithTheReadingsIsFound() async throws {
        let site = try await sealed()
        try site.tamper("DELETE FROM seal; UPDATE sample SET time = time + 1 WHERE sequence = 20")
        let faults = try site.open().check().faults
        #expect(faults.contains { if case .readings(_, nil, .altered) = $0 { true } else { false } }, "\(faults)")
    }

    @Test func theFileItselfRefusesToChangeASeal() async throws {
        _ = try await sealed()
        let queue = try DatabaseQueue(path: path)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "UPDATE seal SET count = 1") } }
    }

    @Test func anErasedNameBreaksNoSeal() async throws {
        var site = try await sealed()
        let journal = try site.open()
        var batch = Batch()
        let places = try journal.personalTexts(of: [1], everywhere: false)
        #expect(!places.isEmpty)
        batch.erasures = places
        batch.entries = [
            KeptEntry(
                sequence: site.next(), facility: nil, time: now, .erased(Erasure(sequences: [1], count: 2, by: "李")))
        ]
        try await journal.commit(batch)
        #expect(try journal.check().faults == [])
    }

    /// What a power cut takes is the newest: samples that were not synced, with the seal behind them or without.
    @Test func aSealThatAPowerCutTookIsMadeAgain() async throws {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<61)
        journal.close()
        let before = site
        try FileManager.default.copyItem(atPath: path, toPath: path + ".before")
        let first = try await site.seal(site.open(), at: now + .minutes(61))
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try FileManager.default.moveItem(atPath: path + ".before", toPath: path)
        site = before
        let next = try site.open()
        #expect(try await site.seal(next, at: now + .minutes(61)) == first)
        #expect(try next.check().faults == [])
    }
}
