import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

/// Journals as each version of the schema has them, stored as SQL. A version that has been in use is never changed: what is
/// new is a migration, and a file here.
struct MigrationTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private static let versions = GoldenJournalTests.versions

    private func write(version: Int) throws {
        let sql = try String(contentsOf: Self.versions.appending(path: "\(version).sql"), encoding: .utf8)
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }

    private func schema(of path: String) throws -> [String] {
        try DatabaseQueue(path: path).read { db in
            try String.fetchAll(
                db, sql: "SELECT type || name || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
            )
        }
    }

    @Test(arguments: 1...14) func aJournalOfEachVersionKeepsWhatItHas(version: Int) async throws {
        try write(version: version)
        let journal = try Journal.open(path: path, now: now)
        #expect(journal.quarantinedFile == nil)
        let readings = [
            Reading(.pm10, 25, .microgramPerCubicMetre), Reading(.pm25, .microgramPerCubicMetre, bad: .noAnswer),
        ]
        var kept = [Item.sample(sample(1, readings)), .entry(entry(2)), .entry(entry(3))]
        if version >= 3 { kept.append(.aggregate(minute(4, [column(.pm10, [25])]))) }
        #expect(try journal.portion(after: 0, limit: 10) == kept)
        #expect(try journal.ruleState(of: code) == RuleState(facility: code, sequence: 3, state: "{}"))
        #expect(try journal.progress(of: "broker") == UplinkProgress(live: 2))
        #expect(try journal.lastSequence() == 9)
        #expect(try journal.ledgerHead().count == 2 && journal.ledgerFaults() == [])
        #expect(try journal.operators().map(\.name) == (version >= 8 ? ["刘大姐"] : []))
        var batch = Batch()
        batch.samples = [sample(10, readings)]
        batch.entries = [entry(11)]
        try await journal.commit(batch)
        #expect(try journal.portion(after: 9, limit: 10).map(\.sequence) == [10, 11])
    }

    /// What is there already is folded like what comes later: the migration itself moves nothing.
    @Test(arguments: 1...14) func aJournalOfEachVersionIsFoldedOnceItIsSealed(version: Int) async throws {
        try write(version: version)
        let journal = try Journal.open(path: path, now: now)
        var batch = Batch()
        batch.samples = [sample(10, [Reading(.pm10, 35.3, .microgramPerCubicMetre)])]
        try await journal.commit(batch)
        let (items, faults) = (try journal.portion(after: 0, limit: 10), try journal.check().faults)
        var open = try journal.openRange()
        guard case .sealed(let range) = try journal.read(into: &open, now: now + .hours(2)) else {
            throw CancellationError()
        }
        batch = Batch()
        batch.entries = [KeptEntry(sequence: 11, facility: nil, time: now, .seal(range.seal))]
        batch.seals = [KeptSeal(sequence: 11, range)]
        try await journal.commit(batch)
        while try await journal.fold() {}
        let rows = try await DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM sample")
        }
        #expect(rows == 0)
        #expect(try journal.portion(after: 0, limit: items.count) == items)
        #expect(try journal.check().faults == faults)
    }

    /// Fails when a migration is altered in place, and when one is added without its file.
    @Test(arguments: 1...14) func aJournalOfEachVersionBecomesWhatANewOneIs(version: Int) throws {
        try write(version: version)
        _ = try Journal.open(path: path, now: now)
        let new = folder.path + "/new.sqlite"
        _ = try Journal.open(path: new, now: now)
        #expect(try schema(of: path) == schema(of: new))
        let migrations = try DatabaseQueue(path: new).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM grdb_migrations")
        }
        #expect(migrations == 14)
    }

    @Test func aDeviceKeepsWhatItMeasuredBeforeItsNameLostTheProfile() throws {
        try write(version: 3)
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "UPDATE series SET device = 'novus-np785@line-1/3'")
        }
        let journal = try Journal.open(path: path, now: now)
        let devices = try journal.portion(after: 0, limit: 10).compactMap { item in
            switch item {
            case .sample(let kept): kept.content.device
            case .aggregate(let kept): kept.content.device
            case .entry: nil
            }
        }
        #expect(devices == [DeviceID(bus: "line-1", unit: 3), DeviceID(bus: "line-1", unit: 3)])
        let minutes = try journal.aggregates(of: code, .minute, in: now..<now + .minutes(1))
        #expect(minutes.map(\.content.device) == [DeviceID("line-1/3")])
    }

    /// What comes in under the new name belongs to what is there under the old one: to one mean, and to one series.
    @Test func whatIsMeasuredAfterwardsBelongsToTheSameDevice() async throws {
        try write(version: 3)
        let journal = try Journal.open(path: path, now: now)
        var batch = Batch()
        batch.minutes = [minute(10, [column(.pm10, [35])])]
        try await journal.commit(batch)
        let minutes = try journal.aggregates(of: code, .minute, in: now..<now + .minutes(1))
        #expect(minutes.map { $0.content.columns[0].values.count } == [2])
        let series = try await DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM series")
        }
        #expect(series == 2)
    }

    /// As a program of the next version would leave it.
    private func writeNewer() throws {
        try write(version: 14)
        _ = try Journal.open(path: path, now: now)
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "CREATE TABLE later (a); INSERT INTO grdb_migrations VALUES ('later')")
        }
    }

    @Test func aNewerJournalIsRefusedAndNotTouched() throws {
        try writeNewer()
        let before = try Data(contentsOf: URL(filePath: path))
        for open in [{ try Journal.open(path: path, now: now) }, { try Journal.reading(path: path) }] {
            let error = #expect(throws: JournalError.self) { try open() }
            guard case .newer(let journal)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect((journal.file, journal.found, journal.known) == (path, 15, 14))
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["journal.sqlite", "journal.sqlite.lock"])
    }

    /// The next version may have ended before its -wal went into the file.
    @Test func aNewerJournalOfAProgramThatDidNotEndInOrderIsRefusedAndNotTouched() throws {
        try write(version: 14)
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('later')") }
        let image = folder.path + "/image.sqlite"
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: image + suffix) }
        let before = try ["", "-wal"].map { try Data(contentsOf: URL(filePath: image + $0)) }
        let error = #expect(throws: JournalError.self) { try Journal.open(path: image, now: now) }
        if case .newer? = error {} else { Issue.record("\(String(describing: error))") }
        #expect(try ["", "-wal"].map { try Data(contentsOf: URL(filePath: image + $0)) } == before)
    }
}
