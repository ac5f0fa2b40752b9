import CCrypto
import Facilities
import Foundation
import GRDB
import Journal
import TestSupport

/// Alters a journal's file at random, with SQLite and SHA-256, and without the program's own code.
struct Alterer {
    let site: SealedJournal
    private var random: SplitMix

    init(_ site: SealedJournal, seed: UInt64) {
        (self.site, random) = (site, SplitMix(seed: seed))
    }

    private struct Places {
        var samples: [Int64]
        var unsealed: [Int64]
        var entries: [Int64]
        var seals: [Int64]
    }

    private func read<T>(_ body: (Database) throws -> T) throws -> T { try DatabaseQueue(path: site.path).read(body) }

    private func places() throws -> Places {
        try read { db in
            let seals = try Int64.fetchAll(db, sql: "SELECT DISTINCT entry FROM seal ORDER BY entry")
            let last = try String.fetchOne(
                db, sql: "SELECT body FROM entry WHERE sequence = ?", arguments: [seals.last ?? 0])
            let end = Int64(last?.firstMatch(of: /"to":([0-9]+)/)?.1 ?? "0") ?? 0
            let samples = try Int64.fetchAll(db, sql: "SELECT sequence FROM sample ORDER BY sequence")
            return Places(
                samples: samples.filter { $0 <= end }, unsealed: samples.filter { $0 > end },
                entries: try Int64.fetchAll(
                    db, sql: "SELECT sequence FROM entry WHERE body LIKE '%\"event\":\"record\"%' ORDER BY sequence"),
                seals: seals)
        }
    }

    mutating func alter(_ alteration: Alteration) throws {
        let places = try places()
        let sample = places.samples.randomElement(using: &random)!
        let entry = places.entries.randomElement(using: &random)!
        switch alteration {
        case .value: try site.tamper(newBlob(of: sample))
        case .quality: try site.tamper(badQuality(of: sample))
        case .time: try site.tamper("UPDATE sample SET time = time + \(step) WHERE sequence = \(sample)")
        case .otherSeries: try site.tamper("UPDATE sample SET series = 3 - series WHERE sequence = \(sample)")
        case .deleted: try site.tamper("DELETE FROM sample WHERE sequence = \(sample)")
        case .deletedMany: try site.tamper("DELETE FROM sample WHERE sequence BETWEEN \(sample) AND \(sample + 40)")
        case .inserted:
            // Every sequence is given: below the first, behind the last, or that of an entry.
            let place = [-sample, 100_000 + sample, entry].randomElement(using: &random)!
            try site.tamper(
                "INSERT INTO sample SELECT \(place), series, time, data FROM sample WHERE sequence = \(sample)")
        case .moved: try site.tamper(swap("sample", sample, places.samples.first { $0 > sample } ?? 2))
        case .movedHour: try site.tamper(swap("sample", places.samples[3], places.samples[150]))
        case .unsealedValue: try site.tamper(newBlob(of: places.unsealed.randomElement(using: &random)!))
        case .seriesRenamed:
            try site.tamper("UPDATE series SET device = 'b/9' WHERE id = \(Int.random(in: 1...2, using: &random))")
        case .seriesUnit: try site.tamper("UPDATE series SET columns = replace(columns, 'pm10', 'tsp') WHERE id = 1")
        case .lastHourDeleted: try site.tamper(deleteHour(of: places.seals.last!))
        case .firstHourDeleted: try site.tamper(deleteHour(of: places.seals.first!))
        case .entryAltered: try site.tamper("UPDATE entry SET time = time + \(step) WHERE sequence = \(entry)")
        case .entryDeleted: try site.tamper("DELETE FROM entry WHERE sequence = \(entry)")
        case .entriesSwapped: try site.tamper(swap("entry", places.entries[0], places.entries[1]))
        case .entryInserted:
            try site.tamper(
                "INSERT INTO entry SELECT -sequence, facility, time, body, hash FROM entry WHERE sequence = \(entry)")
        case .text: try site.tamper("UPDATE private SET text = text || '*' WHERE sequence = \(entry)")
        case .textDeleted: try site.tamper("DELETE FROM private WHERE sequence = \(entry)")
        case .sealRow:
            try site.tamper("UPDATE seal SET hash = randomblob(32) WHERE entry = \(places.seals[0]) AND series = 1")
        case .sealRowsDeleted:
            try site.tamper("DELETE FROM seal WHERE entry = \(places.seals.randomElement(using: &random)!)")
        case .entriesCounter: try site.tamper("UPDATE counter SET value = value - 1 WHERE name = 'entries'")
        case .sequenceCounter:
            try site.tamper("UPDATE counter SET value = value - \(step) WHERE name = 'sequence'")
        case .triggerDropped:
            try DatabaseQueue(path: site.path).write { try $0.execute(sql: "DROP TRIGGER entry_is_not_changed") }
        case .personAdded:
            try site.tamper("INSERT INTO operator VALUES ('鬼', 'operator', '[]', 0, x'00', x'00')")
        default: try alterWithProgram(alteration, sample, entry, places)
        }
    }

    private mutating func alterWithProgram(
        _ alteration: Alteration, _ sample: Int64, _ entry: Int64, _ places: Places
    ) throws {
        let last = places.entries.last!
        switch alteration {
        case .entryAlteredChainWritten:
            try site.tamper("UPDATE entry SET time = time + \(step) WHERE sequence = \(entry)")
        case .entryDeletedChainWritten:
            try site.tamper(
                "DELETE FROM entry WHERE sequence = \(entry); DELETE FROM private WHERE sequence = \(entry)")
        case .tailCut:
            try site.tamper(
                "DELETE FROM entry WHERE sequence >= \(last); DELETE FROM private WHERE sequence >= \(last)")
        case .tailCutCountersSet:
            try site.tamper(
                ["entry", "sample", "aggregate", "private"].map { "DELETE FROM \($0) WHERE sequence >= \(last);" }
                    .joined()
                    + "UPDATE counter SET value = (SELECT max(sequence) FROM sample) WHERE name = 'sequence'")
        case .sealDeletedChainWritten:
            try site.tamper("DELETE FROM entry WHERE sequence = \(places.seals[0])")
        case .valueAndRowSealed:
            try site.tamper(newBlob(of: sample))
            try site.tamper(try sealAgain())
        case .valueChainAndSealsWritten:
            try site.tamper(newBlob(of: sample))
            try site.tamper(try sealAgain(inEntries: true))
        case .everythingWritten:
            try site.tamper("UPDATE entry SET body = replace(body, 'plates', 'filter') WHERE sequence = \(entry)")
            try site.tamper(newBlob(of: sample))
            try site.tamper(try sealAgain(inEntries: true))
        default: break
        }
        if alteration != .valueAndRowSealed { try site.tamper(try chainAgain()) }
    }

    private var step: Int { mutating get { Int.random(in: 1...100_000, using: &random) } }

    // MARK: Statements

    /// Another raw value in a sample.
    private mutating func newBlob(of sample: Int64) throws -> String {
        var data = try read { db in
            try Data.fetchOne(db, sql: "SELECT data FROM sample WHERE sequence = ?", arguments: [sample])!
        }
        // The last byte is the highest one of a raw value: in another before it the form of numbers may stand, and a zero is the
        // same in each.
        data[data.count - 1] ^= UInt8.random(in: 1...255, using: &random)
        return
            "UPDATE sample SET data = x'\(data.map { String(format: "%02x", $0) }.joined())' WHERE sequence = \(sample)"
    }

    /// A sample without values, as if the device had not answered.
    private func badQuality(of sample: Int64) -> String {
        "UPDATE sample SET data = x'01114040' WHERE sequence = \(sample)"
    }

    private func swap(_ table: String, _ one: Int64, _ other: Int64) -> String {
        """
        UPDATE \(table) SET sequence = -1 WHERE sequence = \(one);
        UPDATE \(table) SET sequence = \(one) WHERE sequence = \(other);
        UPDATE \(table) SET sequence = \(other) WHERE sequence = -1
        """
    }

    private func deleteHour(of seal: Int64) throws -> String {
        let body = try read {
            try String.fetchOne($0, sql: "SELECT body FROM entry WHERE sequence = ?", arguments: [seal])!
        }
        let (from, to) = (body.firstMatch(of: /"from":([0-9]+)/)!.1, body.firstMatch(of: /"to":([0-9]+)/)!.1)
        return "DELETE FROM sample WHERE sequence BETWEEN \(from) AND \(to); DELETE FROM seal WHERE entry = \(seal)"
    }

    /// The chain over the entries as they are, and their number.
    private func chainAgain() throws -> String {
        try read { db in
            var (hash, statements) = (Data(count: 32), [String]())
            let rows = try Row.fetchAll(db, sql: "SELECT sequence, facility, time, body FROM entry ORDER BY sequence")
            for row in rows {
                let text = "\(row[0] as Int64)\n\(row[1] as String)\n\(row[2] as Int64)\n\(row[3] as String)"
                hash = Self.digest(hash + Data(text.utf8))
                let hex = hash.map { String(format: "%02x", $0) }.joined()
                statements.append("UPDATE entry SET hash = x'\(hex)' WHERE sequence = \(row[0] as Int64)")
            }
            return (statements + ["UPDATE counter SET value = \(rows.count) WHERE name = 'entries'"])
                .joined(separator: ";")
        }
    }

    private static func digest(_ data: Data) -> Data {
        var digest = [UInt8](repeating: 0, count: 32)
        SHA256([UInt8](data), data.count, &digest)
        return Data(digest)
    }

    /// What the program would seal of the samples as they are now: in the rows, and with its own root in the entries.
    private func sealAgain(inEntries: Bool = false) throws -> String {
        let copy = SealedJournal(site.path + ".copy")
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy.path + suffix) }
        try read { try $0.execute(sql: "SELECT 1") }
        try DatabaseQueue(path: site.path).inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy.path]) }
        let bodies = try DatabaseQueue(path: copy.path).write { db in
            let bodies = try Row.fetchAll(
                db, sql: "SELECT sequence, body FROM entry WHERE body LIKE '%\"event\":\"seal\"%' ORDER BY sequence")
            for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try db.execute(sql: "DELETE FROM seal; DELETE FROM entry WHERE body LIKE '%\"event\":\"seal\"%'")
            return bodies.map { (sequence: $0[0] as Int64, body: $0[1] as String) }
        }
        let journal = try Journal.reading(path: copy.path)
        var (open, statements) = (try journal.openRange(), [String]())
        for (sequence, body) in bodies {
            guard case .sealed(let range) = try journal.read(into: &open, now: now + .hours(4)) else { break }
            statements += range.rows.map { row in
                "UPDATE seal SET count = \(row.count), hash = x'\(row.hash)' WHERE entry = \(sequence) AND series = \(row.series)"
            }
            let new = body.replacing(/[0-9a-f]{64}/, with: range.seal.hash)
            if inEntries { statements.append("UPDATE entry SET body = '\(new)' WHERE sequence = \(sequence)") }
        }
        return statements.joined(separator: ";")
    }
}
