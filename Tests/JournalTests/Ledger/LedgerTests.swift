import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite struct LedgerTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func open() throws -> Journal { try Journal.open(path: path, now: now) }

    private func entry(_ sequence: Int64) -> KeptEntry {
        let record = Record(at: now, by: "王", Cleaning(remark: "第\(sequence)次\n电极"))
        return KeptEntry(sequence: sequence, facility: code, time: now + .seconds(sequence), .record(record))
    }

    /// Some commits with some entries each, twenty in all.
    private func filled() async throws -> Journal {
        let journal = try open()
        for group in [1...1, 2...9, 10...20] {
            var batch = Batch()
            batch.entries = group.map { entry(Int64($0) * 3) }
            try await journal.commit(batch)
        }
        return journal
    }

    /// As somebody would who has the file and SQLite.
    private func tamper(_ sql: String) throws {
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "DROP TRIGGER entry_is_not_changed; DROP TRIGGER entry_is_not_deleted; \(sql)")
        }
    }

    @Test func anUntouchedLedgerIsWhole() async throws {
        let head = try await filled().ledgerHead()
        #expect((head.count, head.sequence) == (20, 60))
        #expect(try open().ledgerFaults(noted: head.hash) == [])
        #expect(try Journal.reading(path: path).ledgerFaults(noted: head.hash) == [])
    }

    /// Entries have the sequences 3, 6 … 60.
    @Test func theHeadUpToASequenceIsThatOfTheOlderLedger() async throws {
        let journal = try await filled()
        #expect(try journal.ledgerHead(upTo: 60) == journal.ledgerHead())
        for sequence: Int64 in [57, 58, 59] {
            let head = try journal.ledgerHead(upTo: sequence)
            #expect(head.count == 19 && head.sequence == 57)
            #expect(try journal.ledgerHash(at: 57) == head.hash)
        }
        let none = try journal.ledgerHead(upTo: 2)
        #expect((none.count, none.sequence) == (0, 0))
    }

    @Test func anEmptyLedgerIsWhole() throws {
        #expect(try open().ledgerFaults() == [])
        #expect(try open().ledgerHead().count == 0)
    }

    @Test(arguments: [
        (
            "UPDATE entry SET body = replace(body, 'cleaning', 'Cleaning') WHERE sequence = 30",
            [LedgerFault.broken(sequence: 30)]
        ),
        ("UPDATE entry SET time = time + 1 WHERE sequence = 3", [.broken(sequence: 3)]),
        ("UPDATE entry SET facility = 'NJ320104F000025' WHERE sequence = 60", [.broken(sequence: 60)]),
        ("UPDATE entry SET sequence = 4 WHERE sequence = 3", [.broken(sequence: 4), .textRemoved(sequence: 4)]),
        (
            "DELETE FROM entry WHERE sequence = 30",
            [.broken(sequence: 33), .count(there: 19, written: 20)]
        ),
        ("DELETE FROM entry WHERE sequence = 60", [.count(there: 19, written: 20)]),
        (
            "INSERT INTO entry SELECT 31, facility, time, body, hash FROM entry WHERE sequence = 30",
            [.broken(sequence: 31), .textRemoved(sequence: 31), .count(there: 21, written: 20)]
        ),
        (
            """
            UPDATE entry SET sequence = -1 WHERE sequence = 30; UPDATE entry SET sequence = 30 WHERE sequence = 33;
            UPDATE entry SET sequence = 33 WHERE sequence = -1
            """,
            [
                .broken(sequence: 30), .textAltered(sequence: 30), .broken(sequence: 33), .textAltered(sequence: 33),
                .broken(sequence: 36),
            ]
        ),
    ])
    func whatWasAlteredLeftOutOrMovedIsFound(sql: String, faults: [LedgerFault]) async throws {
        _ = try await filled()
        try tamper(sql)
        #expect(try open().ledgerFaults() == faults)
    }

    @Test func everySingleByteCounts() async throws {
        _ = try await filled()
        let last = Int64.random(in: 1...20) * 3
        try tamper("UPDATE entry SET body = body || ' ' WHERE sequence = \(last)")
        #expect(try open().ledgerFaults() == [.broken(sequence: last)])
    }

    @Test func aLedgerWrittenAnewIsNotTheOneThatWasNoted() async throws {
        let noted = try await filled().ledgerHead().hash
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        var batch = Batch()
        batch.entries = (1...20).map { entry(Int64($0) * 3 + 1) }
        let journal = try open()
        try await journal.commit(batch)
        #expect(try journal.ledgerFaults() == [])
        #expect(try journal.ledgerFaults(noted: noted) == [.unknown(noted)])
        #expect(LedgerHash(noted.description) == noted)
    }

    @Test(arguments: ["UPDATE entry SET time = 0", "DELETE FROM entry"])
    func theFileItselfRefusesChanges(sql: String) async throws {
        _ = try await filled()
        let queue = try DatabaseQueue(path: path)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        #expect(try open().ledgerFaults() == [])
    }

    @Test func whatWasEnteredBeforeThereWasAChainIsChained() async throws {
        _ = try await filled()
        try tamper(
            """
            ALTER TABLE entry DROP COLUMN hash; DELETE FROM counter WHERE name = 'entries';
            DELETE FROM grdb_migrations WHERE identifier = 'ledger'
            """
        )
        let journal = try open()
        #expect(try journal.ledgerHead().count == 20)
        #expect(try journal.ledgerFaults() == [])
    }
}
