import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@testable import Gateway

/// A golden journal is what a release wrote, as SQL, with rows in every table and entries of every kind; beside it stands
/// what is in it. Neither is changed after the release. A release that stores anything in another form writes its own:
///
///     MASHANG_WRITE_GOLDEN=0.2.0 swift test --filter WriteGoldenJournal
struct GoldenJournalTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    static let versions = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Versions")
    private static let releases = ["0.1.0"]

    private func write(_ release: String) throws {
        let sql = try String(contentsOf: Self.versions.appending(path: "\(release).sql"), encoding: .utf8)
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }

    private func expected(_ release: String) throws -> JournalContents {
        let data = try Data(contentsOf: Self.versions.appending(path: "\(release).json"))
        var contents = try JSONDecoder().decode(JournalContents.self, from: data)
        contents.samples = contents.samples.map(Self.withoutProfile)
        contents.aggregates = contents.aggregates.map(Self.withoutProfile)
        // The city's mean is read as its air.
        contents.entries["record cityAir"] = contents.entries.removeValue(forKey: "record cityMean")
        return contents
    }

    /// 0.1.0 named a device by its profile, too: `mashang-carbon-box@line-1/1`.
    private static func withoutProfile(_ text: String) -> String { text.replacing(/[\w-]+@/, with: "") }

    @Test(arguments: releases) func everythingThatAReleaseStoredIsRead(release: String) throws {
        try write(release)
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.quarantinedFile == nil && journal.skippedSequences == nil)
        #expect(try journal.ledgerFaults() == [])
        let contents = try JournalContents(journal, of: GoldenJournal.facilities)
        let expected = try expected(release)
        for member in [\JournalContents.samples, \.aggregates] {
            #expect(contents[keyPath: member] == expected[keyPath: member])
        }
        var same = contents
        // The migration has made the chain again, over the same entries.
        let rechaining = try #require(journal.rechaining)
        same.ledgerHead = contents.ledgerHead.replacing(/[0-9a-f]{64}/, with: rechaining.hash)
        // What rules find is for the golden states to compare; here their states are only read.
        same.verdicts = expected.verdicts
        #expect(same == expected)
        #expect(try RulesRestoring(GoldenJournal.facilities, from: journal).rebuilt.isEmpty)
    }

    @Test(arguments: releases) func noMemberOfAnEntryIsLost(release: String) throws {
        try write(release)
        let entries = try Journal.open(path: path, now: now).ledger(after: 0, limit: .max)
        #expect(!entries.isEmpty)
        for entry in entries {
            // Read in another form: the city's mean as its air, and the text of a cleaning as its remark.
            guard !entry.body.contains("cityMean"), !entry.body.contains(#""parts":{"private":"#) else { continue }
            let stored = try JSONSerialization.jsonObject(with: Data(entry.body.utf8))
            let read = try JSONSerialization.jsonObject(with: JSONEncoder().encode(entry.kept.content))
            #expect(includes(read, stored), "\(entry.body)")
        }
    }

    /// Whether every member of one JSON value is in another.
    private func includes(_ whole: Any, _ part: Any) -> Bool {
        switch (whole, part) {
        case (let whole as [String: Any], let part as [String: Any]):
            part.allSatisfy { name, value in whole[name].map { includes($0, value) } ?? false }
        case (let whole as [Any], let part as [Any]):
            whole.count == part.count && zip(whole, part).allSatisfy { includes($0, $1) }
        case (let whole as String, let part as String): whole == part || whole == Self.withoutProfile(part)
        // A text of a person, whose hash is stored.
        case (let whole as String, let part as [String: String]): !whole.isEmpty && part["private"]?.count == 64
        default: (whole as? NSObject) == (part as? NSObject)
        }
    }

    @Test(arguments: releases) func whatComesLaterGoesBehindIt(release: String) async throws {
        try write(release)
        let journal = try Journal.open(path: path, now: now)
        let (last, count) = (try journal.lastSequence(), try journal.ledgerHead().count)
        var batch = Batch()
        batch.entries = [entry(last + 1)]
        try await journal.commit(batch)
        #expect(try journal.lastSequence() == last + 1)
        #expect(try journal.ledgerHead().count == count + 1)
        #expect(try journal.ledgerFaults() == [])
    }

    @Test(arguments: releases) func everyTableHasRowsAndTheLedgerEntriesOfEveryKind(release: String) throws {
        try write(release)
        try DatabaseQueue(path: path).read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            for table in tables {
                #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0 > 0, "\(table)")
            }
        }
        let expected = try expected(release)
        // Kinds of entry and of record that are newer than the journal.
        let newer: Set<Entry.Kind> = [
            .account, .rebuilt, .suspicion, .loss, .operatorChange, .erased, .rechained, .clock, .seal,
            .epoch, .photographsRemoved, .unknown,
        ]
        let newerRecords: Set<RecordKind> = [
            CleaningStart.kind, ReplacementStart.kind, ComplaintProgress.kind, ComplaintRating.kind,
            SiteMeasure.kind, Visit.kind,
            Notice.kind, NoticeReceipt.kind, TrainingResult.kind, PlatformSetting.kind,
        ]
        let kinds =
            Set(Entry.Kind.allCases).subtracting(newer).map(\.rawValue)
            + Set(RecordKind.allCases).subtracting(newerRecords).map { "record \($0.rawValue)" }
        #expect(Set(kinds).subtracting(expected.entries.keys) == [])
        let intervals = Aggregate.Interval.allCases.map { " \($0.rawValue) " }
        #expect(intervals.allSatisfy { interval in expected.aggregates.contains { $0.contains(interval) } })
    }
}
