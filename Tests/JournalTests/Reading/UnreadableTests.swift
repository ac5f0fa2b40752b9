import Delivery
import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// Samples whose stored bytes are damaged: who reads past them hears of them, and the ledger says it once.
@Suite struct UnreadableTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    /// A journal of two sealed and folded hours and ten minutes, after somebody's SQL.
    private func journal(_ sql: String) async throws -> (SealedJournal, Journal) {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<130)
        try await site.seal(journal, at: now + .minutes(130))
        while try await journal.fold() {}
        journal.close()
        try site.tamper(sql)
        return (site, try site.open())
    }

    private static let everything = PortionRequest(after: 0, upTo: .max, limit: .max)
    private static let block = Loss(from: 2, to: 120, count: 60, reason: .unreadable)

    /// Bytes that are none, and columns that end early behind a head that is right.
    @Test(arguments: ["x'09'", "x''", "substr(data, 1, length(data) - 3)", "CAST(data || x'00' AS BLOB)"])
    func aBlockIsNamedWithItsDeviceAndTimes(data: String) async throws {
        let (_, journal) = try await journal("UPDATE block SET data = \(data) WHERE first = 2")
        let portion = try journal.stretch(Self.everything)
        let expected = UnreadableSamples(
            2...120, count: 60, of: DeviceID("b/1"), at: code, [.pm10, .pm25], from: now, to: now + .minutes(59))
        #expect(portion.unreadable == [expected])
        #expect(portion.items.count { if case .sample = $0 { true } else { false } } == 200)
        let text = expected.text(utcOffset: 8 * 3600)
        for part in ["序号2至120", "2026-11-23 10:00", "b/1", "pm10", "60条"] { #expect(text.zh.contains(part), "\(text)") }
        // Also who looks back from the newest, and who asks without waiting.
        let request = try await journal.portion(Self.everything)
        #expect(request.unreadable == [expected] && request.end == .max)
        let series = ItemSeries(code, .samples(DeviceID("b/1")))
        #expect(try await journal.newest(of: series, upTo: 121, limit: 9) == [])
        #expect(journal.takeUnreadable() == [Self.block])
    }

    @Test func arowAndASampleThatWasFoldedAsItIsAreNamedAlone() async throws {
        let (site, journal) = try await journal(
            "UPDATE sample SET data = x'0909' WHERE sequence = (SELECT max(sequence) FROM sample)")
        let last = site.sequence - 2
        let portion = try journal.stretch(Self.everything)
        #expect(portion.unreadable.map(\.sequences) == [last...last] && portion.unreadable.map(\.count) == [1])
        #expect(journal.takeUnreadable() == [Loss(from: last, to: last, count: 1, reason: .unreadable)])
        #expect(journal.unreadable == 1)
    }

    /// The samples are those of the blocks: what a fold says of them is checked, and not believed.
    @Test func aFoldWhoseCountIsWrongLosesNothing() async throws {
        let (_, journal) = try await journal("UPDATE fold SET count = 7 WHERE first = 2")
        let portion = try journal.stretch(Self.everything)
        #expect(portion.unreadable == [] && portion.items.count { if case .sample = $0 { true } else { false } } == 260)
        #expect(journal.takeUnreadable() == [])
        #expect(try journal.check().faults == [.fold(2...121)])
    }

    @Test func theLedgerSaysItOnceAndTheCheckFindsNothingElse() async throws {
        var (site, journal) = try await journal("UPDATE block SET data = x'09' WHERE first = 2")
        // Nobody has read it.
        #expect(journal.takeUnreadable() == [] && journal.unreadable == 0)
        let faults = try journal.check().faults
        #expect(faults.count == 1)
        // A check reads it, too.
        #expect(journal.takeUnreadable() == [Self.block])
        _ = try journal.portion(after: 0, limit: .max)
        #expect(journal.takeUnreadable() == [] && journal.unreadable == 60)
        // A run that ends before the entry is kept leaves it to the next.
        journal.close()
        journal = try site.open()
        _ = try journal.portion(after: 0, limit: .max)
        #expect(journal.takeUnreadable() == [Self.block])
        var batch = Batch()
        batch.entries = [KeptEntry(sequence: site.next(), facility: nil, time: now, .loss(Self.block))]
        try await journal.commit(batch)
        journal.close()
        journal = try site.open()
        #expect(journal.unreadable == 60)
        _ = try journal.portion(after: 0, limit: .max)
        #expect(journal.takeUnreadable() == [] && journal.unreadable == 60)
        #expect(try journal.check().faults == faults)
        // What is deleted for space is not there any more.
        _ = try await journal.dropOldest()
        #expect(journal.unreadable == 0)
        #expect(try journal.check().faults == [])
    }

    /// A ledger does not grow by thousands of entries because thousands of rows are damaged.
    @Test func onlySoManyAreSaidInAnHour() {
        var account = UnreadableAccount()
        for sequence in 1...Int64(UnreadableAccount.most) + 50 {
            account.note(Loss(from: sequence, to: sequence, count: 1, reason: .unreadable))
        }
        let start = ContinuousClock.now
        #expect(account.take(at: start).count == UnreadableAccount.most)
        #expect(account.take(at: start + .minutes(59)) == [])
        #expect(account.take(at: start + .hours(1)).map(\.from) == (101...150).map(Int64.init))
        #expect(account.take(at: start + .hours(2)) == [])
        #expect(account.count == 150)
    }

    /// Who only reads beside the gateway notes nothing.
    @Test func aReaderNamesItAndChangesNothing() async throws {
        let (_, journal) = try await journal("UPDATE block SET data = x'09' WHERE first = 2")
        journal.close()
        let reader = try Journal.reading(path: path)
        #expect(try reader.stretch(Self.everything).unreadable.count == 1)
        #expect(reader.takeUnreadable() == [])
        #expect(!FileManager.default.fileExists(atPath: path + ".damaged"))
    }
}
