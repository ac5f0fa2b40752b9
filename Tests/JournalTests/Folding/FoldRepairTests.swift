import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// Folds whose rows somebody, or a flipped bit, has altered so that the file would refuse every sample.
@Suite struct FoldRepairTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    @Test(arguments: [
        "UPDATE fold SET last = 9223372036854775807 WHERE first > 2",
        "UPDATE fold SET last = last + 1099511627776 WHERE first > 2",
        "UPDATE fold SET first = first + 1099511627776, last = last + 1099511627776 WHERE first > 2",
        "UPDATE fold SET last = 9223372036854775807, count = 9223372036854775807",
    ])
    func samplesAreTakenAgainAndTheLedgerSaysSo(sql: String) async throws {
        var site = SealedJournal(path)
        let first = try site.open()
        try await site.fill(first, minutes: 0..<150)
        try await site.seal(first, at: now + .minutes(150))
        while try await first.fold() {}
        let items = try first.portion(after: 0, limit: .max)
        first.close()
        try site.tamper(sql)
        let journal = try site.open()
        #expect(journal.notices.count == 1)
        let loss = try #require(journal.losses.first)
        #expect(loss.reason == .damaged && loss.count == nil && loss.to < items.last?.sequence ?? 0)
        #expect(try journal.portion(after: 0, limit: .max) == items)
        var batch = Batch()
        batch.entries = [KeptEntry(sequence: site.next(), facility: nil, time: now, .loss(loss))]
        batch.samples = [sample(site.next(), [Reading(.pm10, 1, .microgramPerCubicMetre)])]
        try await journal.commit(batch)
        #expect(try journal.check().faults == [])
        journal.close()
        #expect(try site.open().losses == [])
    }

    /// Who lowers what was given last has not made the folds wrong.
    @Test func aCounterThatWasLoweredChangesNoFold() async throws {
        var site = SealedJournal(path)
        let first = try site.open()
        try await site.fill(first, minutes: 0..<150)
        try await site.seal(first, at: now + .minutes(150))
        while try await first.fold() {}
        first.close()
        try site.tamper("UPDATE counter SET value = 7 WHERE name = 'sequence'")
        #expect(try site.open().notices == [])
    }
}
