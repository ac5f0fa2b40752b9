import Facilities
import Foundation
import GRDB
import Journal
import Logging
import TestSupport
import Testing

@testable import Gateway

/// Journals whose entries stand in the clear, in the hands of a version that keeps texts of people apart.
struct RechainingTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    /// A journal of version 7, changed by `sql` as somebody could.
    private func write(_ sql: String = "") throws {
        let file = GoldenJournalTests.versions.appending(path: "7.sql")
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: String(contentsOf: file, encoding: .utf8))
            if !sql.isEmpty {
                try db.execute(sql: "DROP TRIGGER entry_is_not_changed; DROP TRIGGER entry_is_not_deleted; \(sql)")
            }
        }
    }

    private func head() throws -> LedgerHash {
        let bytes = try DatabaseQueue(path: path).read {
            try Data.fetchOne($0, sql: "SELECT hash FROM entry ORDER BY sequence DESC LIMIT 1")
        }
        return try #require(LedgerHash([UInt8](bytes ?? Data()).hexadecimal))
    }

    private func open() throws -> Journal { try Journal.open(path: path, now: now) }

    private func isIn(_ file: String, _ text: String) throws -> Bool {
        try Data(contentsOf: URL(filePath: file)).range(of: Data(text.utf8)) != nil
    }

    @Test func theLastHashOfTheChainBeforeIsEnteredOnce() async throws {
        try write()
        let noted = try head()
        let journal = try open()
        let rechaining = Rechaining(entries: 2, hash: noted.description)
        #expect(journal.rechaining == rechaining)
        #expect(try journal.ledgerHead().hash != noted)
        #expect(try journal.ledgerFaults(noted: noted) == [.unknown(noted)])
        journal.close()
        // A start that ended before the entry was kept changes nothing.
        let next = try open()
        #expect(next.rechaining == rechaining)
        var batch = Batch()
        batch.entries = [KeptEntry(sequence: 10, facility: nil, time: now, .rechained(rechaining))]
        try await next.commit(batch)
        next.close()
        let third = try open()
        #expect(third.rechaining == nil)
        #expect(try third.ledgerFaults(noted: noted) == [])
        #expect(try third.ledgerFaults(noted: third.ledgerHead().hash) == [])
        let other = try #require(LedgerHash(String(repeating: "0", count: 64)))
        #expect(try third.ledgerFaults(noted: other) == [.unknown(other)])
    }

    @Test func aGatewayEntersItAtItsFirstStart() async throws {
        try write()
        let hash = try head().description
        for _ in 1...2 {
            let journal = try open()
            let keeping = try Keeping(
                [], journal: journal, clock: .believed(), syncEvery: .seconds(10),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            await keeping.committer.flush()
            let entered = try journal.portion(after: 9, limit: 99).compactMap { item in
                if case .entry(let kept) = item, kept.content.kind == .rechained { kept } else { nil as KeptEntry? }
            }
            #expect(entered.map(\.content) == [.rechained(Rechaining(entries: 2, hash: hash))])
            #expect(entered.map(\.facility) == [nil])
            journal.close()
        }
    }

    @Test func aNewJournalHasNoChainBefore() throws {
        #expect(try open().rechaining == nil)
    }

    @Test func namesOfOldRecordsCanBeErased() async throws {
        try write()
        let journal = try open()
        #expect(try isIn(path, "王"))
        var batch = Batch()
        batch.erasures = try journal.personalTexts(of: [2, 3], everywhere: false)
        let erasure = Erasure(sequences: [2, 3], count: 4)
        batch.entries = [KeptEntry(sequence: 10, facility: nil, time: now, .erased(erasure))]
        batch.durable = true
        try await journal.commit(batch)
        for text in ["王", "电极"] {
            #expect(try !isIn(path, text) && !isIn(path + "-wal", text))
        }
        #expect(try journal.ledgerFaults() == [])
        guard case .record(let record)? = try journal.entries(of: code, limit: 1).first?.content else {
            Issue.record("the record cannot be read")
            return
        }
        #expect(record.by == Erasure.placeholder)
    }

    /// What somebody altered before the upgrade must not look right after it.
    @Test(arguments: [
        ("UPDATE entry SET body = replace(body, '王', '李') WHERE sequence = 3", [LedgerFault.broken(sequence: 3)]),
        ("UPDATE entry SET time = 1 WHERE sequence = 2", [.broken(sequence: 2)]),
        ("DELETE FROM entry WHERE sequence = 2", [.broken(sequence: 3), .count(there: 1, written: 2)]),
    ]) func aBreakStaysOne(sql: String, faults: [LedgerFault]) throws {
        try write(sql)
        #expect(try open().ledgerFaults() == faults)
    }

    private static let finding = """
        {"event":"rectified","finding":{"acknowledged":{"at":"2026-11-23T02:00:00Z","by":"张三"},"cause":"","latches":false,\
        "level":"red","rectified":{"at":"2026-11-23T02:00:00Z","by":"李四"},"rule":"carbon.cycle",\
        "since":"2026-11-23T02:00:00Z","source":"s","text":{"en":"e","zh":"z"},"verified":false}}
        """

    @Test func namesInFindingsAreRemoved() throws {
        try write("INSERT INTO entry SELECT 5, facility, time, '\(Self.finding)', hash FROM entry WHERE sequence = 3")
        let journal = try open()
        for name in ["张三", "李四"] { #expect(try !isIn(path, name) && !isIn(path + "-wal", name)) }
        guard case .finding(.rectified, let finding)? = try journal.entries(of: code, limit: 1).first?.content else {
            Issue.record("the finding cannot be read")
            return
        }
        #expect(finding.acknowledged == Sign(at: now) && finding.rectified == Sign(at: now))
    }

    @Test func whatRulesRememberHasNoNamesAndTextsAnyMore() throws {
        let state = """
            {"a":[{"record":{"at":"2026-11-23T02:00:00Z","by":"张三","body":{"kind":"cleaning","by":"self","remark":"李四来过"}}}],\
            "b":{"rectified":{"by":"王五","at":"2026-11-23T02:00:00Z"}},"c":{"at":"2026-11-23T02:00:00Z","by":"赵六",\
            "body":{"kind":"cityAir","to":"2026-11-23T02:00:00Z","pm10":0.1}},"text":{"zh":"超标"},"n":9007199254740993,\
            "d":{"at":"2026-11-23T02:00:00Z","by":"钱七","gain":1.1,"offset":0}}
            """
        try write("UPDATE rule_state SET state = '\(state)'")
        let journal = try open()
        let kept = try #require(try journal.ruleState(of: code))
        #expect(
            kept.state == """
                {"a":[{"record":{"at":"2026-11-23T02:00:00Z","body":{"by":"self","kind":"cleaning","remark":""},"by":""}}],\
                "b":{"rectified":{"at":"2026-11-23T02:00:00Z","by":""}},"c":{"at":"2026-11-23T02:00:00Z",\
                "body":{"kind":"cityAir","pm10":0.1,"to":"2026-11-23T02:00:00Z"},"by":""},\
                "d":{"at":"2026-11-23T02:00:00Z","by":"","gain":1.1,"offset":0},"n":9007199254740993,\
                "text":{"zh":"超标"}}
                """)
        for name in ["张三", "李四", "王五", "赵六", "钱七"] { #expect(try !isIn(path, name) && !isIn(path + "-wal", name)) }
    }

    @Test func namesInTheFindingsOfOldEvidenceAreRemoved() throws {
        let evidence = """
            {"event":"evidence","evidence":{"complaint":"1","from":"2026-11-23T02:00:00Z","until":"2026-11-23T02:00:00Z",\
            "facilities":[{"code":"NJ320104C000018","name":"x","light":"red","readings":[],"findings":[{"acknowledged":\
            {"at":"2026-11-23T02:00:00Z","by":"张三"},"cause":"","latches":false,"level":"red","rule":"carbon.cycle",\
            "since":"2026-11-23T02:00:00Z","source":"s","text":{"en":"e","zh":"z"},"verified":false}]}]}}
            """
        try write("INSERT INTO entry SELECT 5, facility, time, '\(evidence)', hash FROM entry WHERE sequence = 3")
        let journal = try open()
        #expect(try !isIn(path, "张三") && !isIn(path + "-wal", "张三"))
        let entry = try #require(try journal.entries(of: code, limit: 1).first)
        #expect(entry.content.kind == .evidence)
    }

    /// A place that a citizen has written was the cause of a finding, and what the rule remembered it by.
    @Test func placesOfRepeatedComplaintsBecomePseudonyms() throws {
        let place = "江东路12-3张家"
        let finding = """
            {"event":"raised","finding":{"cause":"\(place)","latches":false,"level":"yellow","rule":"complaint.repeat",\
            "since":"2026-11-23T02:00:00Z","source":"s","text":{"en":"\(place)","zh":"\(place)"},"verified":false}}
            """
        let state = """
            {"rules":{"complaint.repeat":{"places":{"\(place)":{"name":"\(place)","complaints":[],"hold":{}}}}},\
            "findings":[{"rule":"complaint.repeat","cause":"\(place)","text":{"zh":"\(place)","en":"x"}}]}
            """
        try write(
            """
            INSERT INTO entry SELECT 5, facility, time, '\(finding)', hash FROM entry WHERE sequence = 3;
            UPDATE rule_state SET state = '\(state)'
            """)
        let journal = try open()
        #expect(try !isIn(path, place) && !isIn(path + "-wal", place))
        let pseudonym = try journal.secretKey().hash(place)
        #expect(try journal.entries(of: code, limit: 1).first?.content.finding?.cause == pseudonym)
        let kept = try #require(try journal.ruleState(of: code)).state
        #expect(kept.contains(#""cause":"\#(pseudonym)""#) && kept.contains(#""\#(pseudonym)":{"complaints""#))
    }
}
