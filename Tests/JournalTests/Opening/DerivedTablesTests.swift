import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

struct DerivedTablesTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    /// Entries and samples to 9, five minutes with their mark, a position, a state and a count.
    private func fill() async throws {
        let journal = try Journal.open(path: path, now: now)
        var batch = Batch()
        batch.samples = (1...3).map { sample($0, [Reading(.pm10, 25, .microgramPerCubicMetre)]) }
        batch.entries = [entry(4)]
        batch.minutes = (5...9).map { minute($0, [column(.pm10, [25])], after: Int($0)) }
        batch.aggregateMark = AggregateMark(before: now + .minutes(10), sequence: 9, position: 9)
        batch.progress = ["broker": UplinkProgress(live: 9)]
        batch.ruleStates = [RuleState(facility: code, sequence: 9, state: "{}")]
        batch.delivered = [
            Delivered(uplink: "broker", facility: code, device: device, day: Day("2026-11-23")!, samples: 3)
        ]
        try await journal.commit(batch)
    }

    @Test(arguments: [
        "UPDATE uplink SET progress = 'x'", "UPDATE uplink SET progress = '{}'",
        "UPDATE aggregate_mark SET mark = '[]'",
    ]) func whatCannotBeReadIsMadeAgain(sql: String) async throws {
        try await fill()
        try await DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.quarantinedFile == nil)
        let broker = try journal.progress(of: "broker")
        #expect(broker == nil || broker?.live == 9)
        #expect(try journal.aggregateMark()?.sequence == 9)
        #expect(try journal.portion(after: 0, limit: 99).count == 9)
    }

    @Test func aTableThatIsLostIsFoundWithoutANote() async throws {
        try await fill()
        try await misplace("uplink", at: "entry")
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.quarantinedFile == nil && journal.rebuilt == ["uplink"])
        #expect(try journal.portion(after: 0, limit: 99).count == 9)
    }

    @Test(arguments: ["entry_of_facility", "aggregate_of_series"], ["uplink", "sample"])
    func anIndexIsMadeAgain(index: String, other: String) async throws {
        try await fill()
        try await misplace(index, at: other)
        _ = FileManager.default.createFile(atPath: path + ".damaged", contents: nil)
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.quarantinedFile == nil && journal.rebuilt.contains(index) && journal.losses == [])
        #expect(try journal.entries(of: code, limit: 9).map(\.sequence) == [4])
        #expect(try journal.aggregates(of: code, .minute, in: now..<now + .hours(1)).count == 5)
        #expect(try journal.progress(of: "broker") == UplinkProgress(live: 9))
    }

    /// Their samples may be gone, so that it is a loss.
    @Test func damagedMeansAreALossAndCostNothingElse() async throws {
        try await fill()
        try await misplace("aggregate", at: "uplink")
        _ = FileManager.default.createFile(atPath: path + ".damaged", contents: nil)
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.quarantinedFile == nil && journal.rebuilt.contains("aggregate"))
        #expect(journal.losses == [Loss(from: 1, to: 9, count: nil, reason: .damaged)])
        #expect(try journal.portion(after: 0, limit: 99).map(\.sequence) == [1, 2, 3, 4])
        var batch = Batch()
        batch.minutes = [minute(10, [column(.pm10, [25])], after: 10)]
        try await journal.commit(batch)
        #expect(try journal.aggregates(of: code, .minute, in: now..<now + .hours(1)).count == 1)
    }

    @Test func damageToTheLedgerIsNoRepair() async throws {
        try await fill()
        try await misplace("entry", at: "entry_of_facility")
        _ = FileManager.default.createFile(atPath: path + ".damaged", contents: nil)
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.quarantinedFile != nil && journal.rebuilt == [])
    }

    /// A table whose root is another's page, as a storage card does that lost one.
    @Test(arguments: ["rule_state", "uplink", "delivered", "aggregate_mark"], ["entry", "entry_of_facility"])
    func aDerivedTableThatIsDamagedCostsNoOther(table: String, other: String) async throws {
        try await fill()
        try await misplace(table, at: other)
        _ = FileManager.default.createFile(atPath: path + ".damaged", contents: nil)
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.quarantinedFile == nil)
        #expect(journal.rebuilt.contains(table))
        #expect(journal.losses == [])
        #expect(try journal.portion(after: 0, limit: 99).count == 9)
        #expect(try journal.ledgerFaults() == [])
        // The next opening has nothing to repair, and what is written stays whole.
        var batch = Batch()
        batch.samples = [sample(10, [Reading(.pm10, 25, .microgramPerCubicMetre)])]
        batch.progress = ["broker": UplinkProgress(live: 10)]
        batch.ruleStates = [RuleState(facility: code, sequence: 10, state: "{}")]
        batch.durable = true
        try await journal.commit(batch)
        journal.noteDamage()
        journal.close()
        let next = try Journal.open(path: path, now: now)
        #expect(next.rebuilt == [] && next.quarantinedFile == nil)
        #expect(try next.portion(after: 0, limit: 99).count == 10)
        #expect(try next.progress(of: "broker") == UplinkProgress(live: 10))
    }

    private func misplace(_ table: String, at other: String) async throws {
        let sql = """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = '\(other)')
            WHERE name = '\(table)';
            PRAGMA schema_version = 999;
            """
        let said = try await output(of: "sqlite3", [path, sql])
        #expect(said.isEmpty)
    }
}
