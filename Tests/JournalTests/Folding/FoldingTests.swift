import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// Samples that are moved from rows into blocks.
@Suite struct FoldingTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func sealed(minutes: Int) async throws -> (SealedJournal, Journal) {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<minutes)
        try await site.seal(journal, at: now + .minutes(minutes))
        return (site, journal)
    }

    private func count(_ table: String) throws -> Int {
        try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }

    private func foldAll(_ journal: Journal) async throws {
        while try await journal.fold() {}
    }

    @Test func whatIsFoldedIsReadAsItWas() async throws {
        let (_, journal) = try await sealed(minutes: 200)
        let before = try journal.portion(after: 0, limit: .max)
        let check = try journal.check()
        try await foldAll(journal)
        #expect(try count("fold") == 3)
        #expect(try count("block") == 6)
        #expect(try count("sample") == 40)
        #expect(try journal.portion(after: 0, limit: .max) == before)
        #expect(try journal.check() == check)
        #expect(check.faults == [] && check.seals == 3 && check.sealed == 360 && check.unsealed == 40)
        journal.close()
        let next = try Journal.open(path: path, now: now)
        #expect(try next.portion(after: 0, limit: .max) == before)
        #expect(try next.check() == check)
    }

    @Test func whatIsNotSealedStaysInRows() async throws {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<200)
        #expect(try await journal.fold() == false)
        #expect(try count("sample") == 400)
    }

    /// What comes later is sealed and folded behind it.
    @Test func sealsContinueBehindFolds() async throws {
        var (site, journal) = try await sealed(minutes: 70)
        try await foldAll(journal)
        try await site.fill(journal, minutes: 70..<190)
        let seals = try await site.seal(journal, at: now + .minutes(190))
        #expect(seals.map(\.count) == [120, 120])
        try await foldAll(journal)
        #expect(try count("fold") == 3)
        #expect(try journal.check().faults == [])
    }

    /// Portions as an uplink asks for them: they begin and end anywhere.
    @Test(arguments: [1, 7, 119, 120, 121, 1000]) func pagesGoOnAcrossTheBordersOfFolds(limit: Int) async throws {
        let (_, journal) = try await sealed(minutes: 150)
        let before = try journal.portion(after: 0, limit: .max)
        try await foldAll(journal)
        var (read, last) = ([Item](), Int64(0))
        while true {
            let portion = try journal.portion(after: last, limit: limit)
            guard let end = portion.last?.sequence else { break }
            (read, last) = (read + portion, end)
        }
        #expect(read == before)
    }

    @Test func theNewestSamplesOfADeviceAreFoundInFolds() async throws {
        let (_, journal) = try await sealed(minutes: 150)
        let series = ItemSeries(code, .samples(DeviceID("b/2")))
        let end = try journal.portion(after: 0, limit: 200).last?.sequence ?? 0
        let before = try await journal.newest(of: series, upTo: end, limit: 150)
        let all = try await journal.newest(of: series, upTo: .max - 1, limit: 10)
        try await foldAll(journal)
        #expect(before.count > 90)
        #expect(try await journal.newest(of: series, upTo: end, limit: 150) == before)
        #expect(try await journal.newest(of: series, upTo: .max - 1, limit: 10) == all)
    }

    @Test func timesAreFoundInFolds() async throws {
        let (_, journal) = try await sealed(minutes: 400)
        let items = try journal.portion(after: 0, limit: .max)
        let (oldest, last) = (try journal.oldestSampleTime(), try journal.lastTime())
        let firsts = try stride(from: -10, to: 410, by: 7).map { try journal.lastSequence(before: now + .minutes($0)) }
        try await foldAll(journal)
        #expect(try journal.oldestSampleTime() == oldest && oldest == now)
        #expect(try journal.lastTime() == last)
        #expect(
            try stride(from: -10, to: 410, by: 7).map { try journal.lastSequence(before: now + .minutes($0)) } == firsts
        )
        for minute in stride(from: -10, to: 410, by: 7) {
            let time = now + .minutes(minute)..<now + .minutes(minute + 3)
            let found = try journal.sequences(in: time)
            let wanted = items.compactMap { item -> Int64? in
                guard case .sample(let kept) = item, time.contains(kept.content.time) else { return nil }
                return kept.sequence
            }
            #expect(wanted.allSatisfy { found?.contains($0) ?? false }, "\(time)")
            // A fold has an hour at most.
            #expect((found?.count ?? 0) < 260, "\(time)")
        }
    }

    @Test func aRowThatDisappearedMeanwhileEndsAFoldWithoutAChange() async throws {
        let (_, journal) = try await sealed(minutes: 150)
        let next = try #require(try await journal.nextFold())
        _ = try await journal.dropOldest()
        #expect(try await journal.write(next) == false)
        #expect(try count("fold") == 0 && count("block") == 0)
        #expect(try journal.check().faults == [])
        #expect(try await journal.fold())
    }

    @Test func aFoldIsNotWrittenTwice() async throws {
        let (_, journal) = try await sealed(minutes: 70)
        let next = try #require(try await journal.nextFold())
        #expect(try await journal.write(next))
        #expect(try await journal.write(next) == false)
        #expect(try count("fold") == 1)
    }

    /// Nobody may put a row into a range that is folded, and no block is changed.
    @Test(arguments: [
        "INSERT INTO sample SELECT 5, 1, 0, x'0101'", "UPDATE block SET count = 1", "UPDATE fold SET last = 1",
        "INSERT INTO fold VALUES (3, 4, 1, 0, 0)",
    ])
    func theFileRefusesChanges(sql: String) async throws {
        let (_, journal) = try await sealed(minutes: 70)
        try await foldAll(journal)
        #expect(throws: DatabaseError.self) { try DatabaseQueue(path: path).write { try $0.execute(sql: sql) } }
    }

    // MARK: Beside others

    /// Where the mark is lost, the samples behind it are found in folds as they are in rows.
    @Test(arguments: [20, 70, 130]) func theMarkOfMeansIsRestoredFromFolds(minutes: Int) async throws {
        var (site, journal) = try await sealed(minutes: 190)
        var batch = Batch()
        batch.minutes = [minute(site.next(), [column(.pm10, [25])], after: minutes)]
        try await journal.commit(batch)
        journal.close()
        let copy = folder.path + "/copy.sqlite"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let folded = try site.open()
        try await foldAll(folded)
        folded.close()
        let marks = try [path, copy].map { try Journal.open(path: $0, now: now).aggregateMark() }
        #expect(marks[0] == marks[1] && marks[0]?.position ?? 0 > 10, "\(marks)")
    }

    /// Of means that can still be read, none takes the place of a sample that is folded.
    @Test func savedMeansWithASequenceOfASampleAreForgotten() async throws {
        let (_, journal) = try await sealed(minutes: 70)
        try await foldAll(journal)
        try await journal.pool.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    CREATE TEMP TABLE saved_mean (
                        sequence INTEGER PRIMARY KEY, series INTEGER, interval TEXT, start INTEGER, data BLOB);
                    INSERT INTO saved_mean VALUES (5, 1, '1min', 0, x'01'), (1000, 1, '1min', 0, x'01')
                    """)
            try SavedMeans.restore(db)
            #expect(try Int64.fetchAll(db, sql: "SELECT sequence FROM aggregate") == [1000])
        }
    }

    @Test func aCopyAndAReaderBesideFoldingSeeAllOfIt() async throws {
        let (_, journal) = try await sealed(minutes: 400)
        let before = try journal.portion(after: 0, limit: .max)
        let folding = Task { while try await journal.fold() {} }
        for number in 0..<6 {
            let copy = folder.path + "/copy-\(number).sqlite"
            try Journal.copy(path, to: copy, now: now)
            #expect(try Journal.reading(path: copy).portion(after: 0, limit: .max) == before)
            #expect(try Journal.reading(path: path).portion(after: 0, limit: .max) == before)
        }
        try await folding.value
        #expect(try Journal.reading(path: path).portion(after: 0, limit: .max) == before)
        #expect(try Journal.reading(path: path).check().faults == [])
    }
}
