import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

/// Seals of samples that are deleted for space.
@Suite struct SealSpaceTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func sealed(minutes: Int) async throws -> (SealedJournal, Journal) {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<minutes)
        try await site.seal(journal, at: now + .minutes(minutes))
        return (site, journal)
    }

    @Test func anHourIsWholeOrGone() async throws {
        var (site, journal) = try await sealed(minutes: 20 * 60 + 30)
        for hours in 1...3 {
            let loss = try #require(try await journal.dropOldest())
            let check = try journal.check()
            // Also before the loss is entered: it stands in the file.
            #expect(check.faults == [], "\(loss)")
            #expect(check.seals + check.deleted == 20 && check.deleted >= hours)
            #expect(check.sealed == check.seals * 120)
            var batch = Batch()
            batch.entries = [KeptEntry(sequence: site.next(), facility: nil, time: now, .loss(loss))]
            try await journal.commit(batch)
            #expect(try journal.check().faults == [])
        }
    }

    @Test func anHourThatIsMoreThanATenthGoesWhole() async throws {
        let (_, journal) = try await sealed(minutes: 150)
        let loss = try #require(try await journal.dropOldest())
        #expect(loss.count == 120)
        let check = try journal.check()
        #expect((check.faults, check.deleted, check.seals) == ([], 1, 1))
    }

    @Test func samplesThatAreNotSealedAreDeletedAsBefore() async throws {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<50)
        let loss = try #require(try await journal.dropOldest())
        #expect(loss.count == 10)
        #expect(try journal.check().faults == [])
        #expect(try await site.seal(journal, at: now + .minutes(61)).map(\.count) == [90])
        #expect(try journal.check().faults == [])
    }

    /// A deletion between the reading of a range and the commit of its seal, as after the upgrade of a full journal.
    private func sealedAfterDeletion(upTo end: Int64) async throws -> (SealedJournal, Journal) {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<70)
        var open = try journal.openRange()
        guard case .sealed(let range) = try journal.read(into: &open, now: now + .hours(2)) else {
            throw CancellationError()
        }
        while let loss = try await journal.dropOldest(), loss.to < end {}
        try await site.commit(range, journal)
        return (site, journal)
    }

    @Test(arguments: [1, 119]) func anHourThatWasCutBeforeItWasSealedIsANoteAndNoFault(end: Int64) async throws {
        let (site, journal) = try await sealedAfterDeletion(upTo: end)
        let check = try journal.check()
        #expect((check.faults, check.seals, check.deleted) == ([], 0, 0))
        #expect(check.cut.map(\.to) == [121])
        journal.close()
        let next = try site.open()
        #expect(try next.check() == check)
        // The next hour is sealed as ever.
        var later = site
        #expect(try await later.seal(next, at: now + .hours(3)).map(\.count) == [20])
        #expect(try next.check().seals == 1)
        // The rest of the hour is deleted later.
        while let loss = try await next.dropOldest(), loss.to < 121 {}
        let last = try next.check()
        #expect((last.faults, last.cut) == ([], []))
        #expect(last.deleted > 0 && last.deleted + last.seals == 2)
    }

    @Test func anHourThatWasDeletedBeforeItWasSealedIsNoFault() async throws {
        let (_, journal) = try await sealedAfterDeletion(upTo: 121)
        let check = try journal.check()
        #expect((check.faults, check.seals, check.deleted, check.cut) == ([], 0, 1, []))
    }

    @Test(arguments: [
        "DELETE FROM sample WHERE sequence = (SELECT min(sequence) FROM sample)",
        "DELETE FROM sample WHERE sequence = (SELECT min(sequence) FROM sample); DELETE FROM seal",
    ])
    func aDeletionBeforeTheSealExcusesNoneAfterIt(sql: String) async throws {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<50)
        _ = try await journal.dropOldest()
        try await site.seal(journal, at: now + .hours(2))
        #expect(try journal.check().faults == [])
        journal.close()
        try site.tamper(sql)
        #expect(try site.open().check().faults != [])
    }

    @Test(arguments: [
        "DELETE FROM sample WHERE sequence <= 121; DELETE FROM seal WHERE entry = (SELECT min(entry) FROM seal)",
        "DELETE FROM sample WHERE sequence <= 60",
    ])
    func anHourThatSomebodyDeletedIsNoLoss(sql: String) async throws {
        let (site, journal) = try await sealed(minutes: 150)
        journal.close()
        try site.tamper(sql)
        let faults = try site.open().check().faults
        #expect(faults.contains { if case .readings = $0 { true } else { false } }, "\(faults)")
        #expect(faults.contains { if case .hole = $0 { true } else { false } }, "\(faults)")
    }

    @Test func moreThanALossSaysIsFound() async throws {
        let (site, journal) = try await sealed(minutes: 20 * 60)
        let loss = try #require(try await journal.dropOldest())
        journal.close()
        // An entry within the range of the loss.
        let entry = try await DatabaseQueue(path: path).read { db in
            try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM entry WHERE sequence < ?", arguments: [loss.to])
        }
        try site.tamper("DELETE FROM entry WHERE sequence = \(try #require(entry))")
        let faults = try site.open().check().faults
        #expect(faults.contains { if case .losses = $0 { true } else { false } }, "\(faults)")
    }
}
