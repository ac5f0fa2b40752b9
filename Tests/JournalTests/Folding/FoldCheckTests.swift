import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// Folds that are damaged, altered or dropped, and what a check says of them.
@Suite struct FoldCheckTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    /// A journal whose sealed hours are folded.
    private func folded(minutes: Int) async throws -> (SealedJournal, Journal) {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<minutes)
        try await site.seal(journal, at: now + .minutes(minutes))
        while try await journal.fold() {}
        return (site, journal)
    }

    private func count(_ table: String) throws -> Int {
        try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }

    // MARK: Damage

    @Test func aBlockThatCannotBeDecodedIsNamedAndCostsOnlyItself() async throws {
        let (site, journal) = try await folded(minutes: 150)
        let before = try journal.portion(after: 0, limit: .max)
        journal.close()
        try site.tamper("UPDATE block SET data = substr(data, 1, length(data) - 3) WHERE first = 2")
        let next = try site.open()
        let left = before.filter { item in
            guard case .sample(let kept) = item else { return true }
            return kept.content.device != DeviceID("b/1") || kept.sequence > 121
        }
        #expect(try next.portion(after: 0, limit: .max) == left)
        let faults = try next.check().faults
        let name = SeriesName(facility: "\(code)", device: "b/1")
        // What cannot be read is not called deleted.
        #expect(faults == [.block(2...120, of: name, count: 60)])
        #expect(faults[0].text(utcOffset: 0).zh.contains("无法解码"))
    }

    @Test func aCheckEndsWhateverTheCounterOfWhatWasAccountedForSays() async throws {
        let (site, journal) = try await folded(minutes: 150)
        journal.close()
        try site.tamper("UPDATE counter SET value = 9223372036854775807 WHERE name = 'accounted'")
        _ = try site.open().check()
    }

    @Test(arguments: [
        "DELETE FROM block WHERE first = 2", "DELETE FROM fold WHERE first = 2",
        "DELETE FROM fold WHERE first = 2; DELETE FROM block WHERE first < 122",
        "INSERT INTO sample SELECT 60, series, time, data FROM sample LIMIT 1",
        "UPDATE block SET series = 3 - series WHERE first < 4",
        "UPDATE block SET last = -1, count = 9223372036854775807",
        "UPDATE fold SET count = -1, last = 50 WHERE first = 2",
        "UPDATE block SET data = (SELECT max(data) FROM block)",
        // An hour that no search by time finds, and a fold that is passed over from its middle.
        "UPDATE block SET earliest = 0, latest = 0 WHERE first < 122; UPDATE fold SET earliest = 0, latest = 0 WHERE first = 2",
        "UPDATE fold SET first = 20 WHERE first = 2",
        "UPDATE block SET last = 9223372036854775807 WHERE first = 2; UPDATE fold SET last = 9223372036854775807 WHERE first = 2",
    ])
    func anAlterationIsFound(sql: String) async throws {
        let (site, journal) = try await folded(minutes: 150)
        #expect(try journal.check().faults == [])
        journal.close()
        try site.tamper(sql)
        #expect(try site.open().check().faults != [])
    }

    /// Rows that somebody altered before they were folded keep their bytes, so that the seal shows it ever after.
    @Test func aFoldDoesNotHideAnAlteration() async throws {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<150)
        try await site.seal(journal, at: now + .minutes(150))
        journal.close()
        try site.tamper(
            "UPDATE sample SET data = x'0909' WHERE sequence = 4; UPDATE sample SET time = 7 WHERE sequence = 9")
        let next = try site.open()
        let faults = try next.check().faults
        while try await next.fold() {}
        #expect(faults.count == 2)
        #expect(try next.check().faults == faults)
    }

    // MARK: Dropping

    @Test func theOldestFoldIsDroppedWithItsSealAndTheLossExplainsIt() async throws {
        var (site, journal) = try await folded(minutes: 310)
        for hour in 1...5 {
            let loss = try #require(try await journal.dropOldest())
            #expect(loss.count == 120 && loss.reason == .full)
            let check = try journal.check()
            #expect((check.faults, check.deleted, check.seals) == ([], Int64(hour), Int64(5 - hour)))
            var batch = Batch()
            batch.entries = [KeptEntry(sequence: site.next(), facility: nil, time: now, .loss(loss))]
            try await journal.commit(batch)
            #expect(try journal.check().faults == [])
        }
        #expect(try count("block") == 0)
        // The rest is not folded.
        #expect(try await journal.dropOldest()?.count ?? 0 < 20)
    }

    @Test func aMissingFoldWithoutALossIsAFault() async throws {
        let (site, journal) = try await folded(minutes: 150)
        journal.close()
        try site.tamper(
            "DELETE FROM fold WHERE first = 2; DELETE FROM block WHERE first < 122; DELETE FROM seal WHERE entry < 310")
        #expect(try site.open().check().faults != [])
    }
}
