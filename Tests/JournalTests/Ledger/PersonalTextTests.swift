import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

/// Names and free text of people, apart from the chain of entries.
struct PersonalTextTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func open() throws -> Journal { try Journal.open(path: path, now: now) }

    private func record(_ sequence: Int64, by name: String, remark: String = "电极") -> KeptEntry {
        let record = Record(at: now, by: name, Cleaning(parts: [.plates], remark: remark))
        return KeptEntry(sequence: sequence, facility: code, time: now, .record(record))
    }

    private func complaint(_ sequence: Int64, _ number: String) -> KeptEntry {
        let record = Record(at: now, by: "李", Complaint(id: number, text: "异味"))
        return KeptEntry(sequence: sequence, facility: code, time: now, .record(record))
    }

    private func commit(_ entries: [KeptEntry], to journal: Journal) async throws {
        var batch = Batch()
        batch.entries = entries
        try await journal.commit(batch)
    }

    private func erase(_ places: [TextPlace], in journal: Journal, entry sequence: Int64) async throws {
        var batch = Batch()
        batch.durable = true
        batch.erasures = places
        let erasure = Erasure(sequences: Set(places.map(\.sequence)).sorted(), count: places.count, by: "赵")
        batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: now, .erased(erasure))]
        try await journal.commit(batch)
    }

    private func tamper(_ sql: String) async throws {
        try await DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }

    @Test func theChainHasHashesAndReadersHaveTexts() async throws {
        let journal = try open()
        let entries = [record(1, by: "王"), record(2, by: "王"), complaint(3, "7")]
        try await commit(entries, to: journal)
        #expect(try journal.portion(after: 0, limit: 9) == entries.map(Item.entry))
        #expect(try journal.entries(of: code, limit: 9) == entries.reversed())
        let ledger = try journal.ledger(after: 0, limit: 9)
        #expect(ledger.map(\.kept) == entries)
        for text in ["王", "李", "电极", "异味"] { #expect(!ledger.contains { $0.body.contains(text) }) }
        #expect(ledger[0].personal.map(\.field) == ["record.body.remark", "record.by"])
        #expect(ledger[0].personal.map(\.text) == ["电极", "王"])
        #expect(ledger.allSatisfy { entry in entry.personal.allSatisfy { entry.body.contains($0.hash) } })
        // The same name twice does not give the same hash.
        #expect(ledger[0].personal[1].hash != ledger[1].personal[1].hash)
        #expect(try journal.ledgerFaults() == [])
    }

    @Test func anEntryWithoutTextsIsStoredAsItIs() async throws {
        let journal = try open()
        let loss = Entry.loss(Loss(from: 1, to: 2, count: 2, reason: .full))
        try await commit([KeptEntry(sequence: 1, facility: nil, time: now, loss)], to: journal)
        let entry = try #require(try journal.ledger(after: 0, limit: 1).first)
        #expect(entry.personal == [])
        #expect(entry.body == #"{"event":"loss","loss":{"count":2,"from":1,"reason":"full","to":2}}"#)
    }

    /// A text that looks like the place of one stays a text.
    @Test func aTextMayLookLikeAHash() async throws {
        let journal = try open()
        let text = #"{"private":"\#(String(repeating: "a", count: 64))"}"#
        try await commit([record(1, by: "王", remark: text)], to: journal)
        #expect(try journal.portion(after: 0, limit: 1) == [.entry(record(1, by: "王", remark: text))])
    }

    @Test func whatWasErasedReadsAsErasedAlsoAfterARestart() async throws {
        let journal = try open()
        try await commit([record(1, by: "王"), record(2, by: "李")], to: journal)
        try await erase(try journal.personalTexts(of: [1], everywhere: false), in: journal, entry: 3)
        journal.close()
        let next = try open()
        let read = try next.entries(of: code, after: 0, upTo: 9, limit: 9)
        #expect(read == [record(1, by: Erasure.placeholder, remark: Erasure.placeholder), record(2, by: "李")])
        #expect(try next.ledger(after: 0, limit: 1).first?.personal == [])
        #expect(try next.ledgerFaults() == [])
        // The person who erased can be erased, too.
        try await erase(try next.personalTexts(of: [3], everywhere: false), in: next, entry: 4)
        let erasure = Erasure(sequences: [1], count: 2, by: Erasure.placeholder)
        let entry = KeptEntry(sequence: 3, facility: nil, time: now, .erased(erasure))
        #expect(try next.portion(after: 2, limit: 1) == [.entry(entry)])
        #expect(try next.ledgerFaults() == [])
    }

    @Test(arguments: [
        (
            "UPDATE private SET text = '赵' WHERE sequence = 2 AND field = 'record.by'",
            [LedgerFault.textAltered(sequence: 2)]
        ),
        (
            "UPDATE private SET salt = zeroblob(16) WHERE sequence = 2 AND field = 'record.by'",
            [.textAltered(sequence: 2)]
        ),
        ("DELETE FROM private WHERE sequence = 2 AND field = 'record.by'", [.textRemoved(sequence: 2)]),
        ("DELETE FROM private WHERE sequence IN (2, 3)", [.textRemoved(sequence: 2), .textRemoved(sequence: 3)]),
        ("DELETE FROM private WHERE sequence = 1", []),
    ]) func whatWasDoneToATextWithoutAnEntryIsFound(sql: String, faults: [LedgerFault]) async throws {
        let journal = try open()
        try await commit([record(1, by: "王"), record(2, by: "王"), complaint(3, "7")], to: journal)
        try await erase([TextPlace(sequence: 1, field: "record.by")], in: journal, entry: 4)
        #expect(try journal.ledgerFaults() == [])
        try await tamper(sql)
        #expect(try journal.ledgerFaults() == faults)
    }

    // MARK: What is to be erased

    @Test func anIDNamesEntries() async throws {
        let journal = try open()
        let answer = Record(at: now, by: "李", AnsweredComplaint(id: "7", text: "已查"))
        try await commit(
            [
                record(1, by: "王"), complaint(2, "7"), complaint(3, "70"),
                KeptEntry(sequence: 4, facility: code, time: now, .record(answer)),
            ], to: journal)
        #expect(try journal.sequences(of: .sequence(2)) == [2])
        #expect(try journal.sequences(of: .sequence(9)) == [])
        #expect(try journal.sequences(of: .complaint("7")) == [2, 4])
        #expect(try journal.sequences(of: .complaint("x")) == [])
        #expect(try journal.sequences(of: .entry("7")) == [])
        // As a later version writes it.
        try await tamper(
            "INSERT INTO entry SELECT 5, '', time, '{\"event\":\"later\",\"id\":\"7\"}', hash FROM entry LIMIT 1")
        #expect(try journal.sequences(of: .entry("7")) == [5])
    }

    @Test func everywhereFindsTheSameWholeTexts() async throws {
        let journal = try open()
        try await commit(
            [record(1, by: "王", remark: "王说"), record(2, by: "王", remark: "滤网"), record(3, by: "王五")], to: journal)
        let own = [TextPlace(sequence: 1, field: "record.body.remark"), TextPlace(sequence: 1, field: "record.by")]
        #expect(try journal.personalTexts(of: [1], everywhere: false) == own)
        #expect(
            try journal.personalTexts(of: [1], everywhere: true) == own + [TextPlace(sequence: 2, field: "record.by")])
        #expect(try journal.personalTexts(of: [], everywhere: true) == [])
    }
}
