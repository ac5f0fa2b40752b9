import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

/// Entries that another version of the program has written.
struct UnknownEntryTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func journal(with body: String) async throws -> Journal {
        let journal = try Journal.open(path: path, now: now)
        var batch = Batch()
        batch.entries = [entry(1)]
        try await journal.commit(batch)
        try await DatabaseQueue(path: path).write { db in
            try db.execute(
                sql: "INSERT INTO entry SELECT 2, facility, time, ?, hash FROM entry WHERE sequence = 1",
                arguments: [body])
        }
        return journal
    }

    @Test(arguments: [
        #"{"event":"sealed","seal":{"root":"ab","count":9007199254740993}}"#, #"{"event":"record","record":{}}"#,
        #"{"event":"record","record":{"at":"2026-11-23T02:00:00Z","by":"王","body":{"kind":"later"}}}"#,
        #"{"event":"raised","finding":{"level":"purple"}}"#, #"{"event":7}"#, #"{}"#, "[1]", "7", "no JSON", "",
    ]) func anEntryOfAnotherVersionIsCarried(body: String) async throws {
        let journal = try await journal(with: body)
        #expect(try journal.portion(after: 0, limit: 9).map(\.sequence) == [1, 2])
        #expect(try journal.entries(of: code, limit: 9).map(\.sequence) == [2, 1])
        #expect(try journal.accounts(of: code, since: now).isEmpty)
        #expect(try journal.ledger(after: 1, limit: 1).map(\.body) == [body])
    }

    @Test func itsFieldsAreExactAndItsWordIsKept() async throws {
        let body = #"{"event":"sealed","seal":{"root":"ab","count":9007199254740993,"share":0.1}}"#
        guard case .unknown(let entry)? = try await journal(with: body).entries(of: code, limit: 1).first?.content
        else {
            Issue.record("not carried as unknown")
            return
        }
        #expect(entry.word == "sealed" && entry.text == Text(zh: "未知类型：sealed", en: "unknown kind: sealed"))
        #expect(
            entry.fields == [
                "event": .string("sealed"),
                "seal": .object([
                    "root": .string("ab"), "count": .integer(9_007_199_254_740_993), "share": .number(0.1),
                ]),
            ])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let encoded = String(decoding: try encoder.encode(Entry.unknown(entry)), as: UTF8.self)
        #expect(encoded == #"{"event":"sealed","seal":{"count":9007199254740993,"root":"ab","share":0.1}}"#)
    }

    @Test func aRecordOfAnotherVersionKeepsItsFields() async throws {
        let body = #"{"event":"record","record":{"at":"2026-11-23T02:00:00Z","by":"王","body":{"kind":"later","n":1}}}"#
        let entry = try await journal(with: body).entries(of: code, limit: 1).first?.content
        guard case .unknown(let unknown)? = entry else {
            Issue.record("\(String(describing: entry))")
            return
        }
        #expect(unknown.word == "record" && unknown.fields["record"]?["body"]?["n"] == .integer(1))
        #expect(entry?.isPublic == true)
    }

    @Test func aSuspicionThatCannotBeReadIsNotPublic() async throws {
        let journal = try await journal(with: #"{"event":"suspicion","suspicion":{"rule":"data.later"}}"#)
        #expect(try journal.publicNotes(of: code, limit: 9).isEmpty)
        #expect(try journal.records(of: code, limit: 9).map(\.sequence) == [1])
        #expect(try journal.entries(of: code, limit: 9).count == 2)
    }

    /// A unit that only a newer version knows: its samples stay in the file, and the others are read.
    @Test func aSeriesOfAnotherVersionHidesNoOther() async throws {
        let journal = try Journal.open(path: path, now: now)
        var batch = Batch()
        batch.samples = (1...5).map { sample($0, [Reading(.pm10, 1, .microgramPerCubicMetre)]) }
        batch.samples += (6...7).map { sample($0, [Reading(.noise, 1, .decibel)]) }
        try await journal.commit(batch)
        journal.close()
        try await DatabaseQueue(path: path).write {
            try $0.execute(
                sql: "UPDATE series SET columns = '[{\"quantity\":\"pm10\",\"unit\":\"later\"}]' WHERE id = 1")
        }
        let next = try Journal.open(path: path, now: now)
        #expect(next.quarantinedFile == nil)
        #expect(try next.portion(after: 0, limit: 2).map(\.sequence) == [6, 7])
        let count = try await DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM sample")
        }
        #expect(count == 7)
    }
}
