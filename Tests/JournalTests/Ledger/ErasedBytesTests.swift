import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

/// Bytes of a text that was erased, in the files.
struct ErasedBytesTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }
    private static let name = "欧阳消失 13812345678"

    private func record(_ sequence: Int64, by name: String, _ random: inout SplitMix) -> KeptEntry {
        let text = String(repeating: "说明", count: Int.random(in: 1...200, using: &random))
        let record = Record(at: now, by: name, Complaint(id: "\(sequence)", text: text))
        return KeptEntry(sequence: sequence, facility: code, time: now, .record(record))
    }

    private func fill(_ journal: Journal, _ sequences: ClosedRange<Int64>, _ random: inout SplitMix) async throws {
        for sequence in sequences {
            var batch = Batch()
            let name = sequence % 37 == 0 ? Self.name : "王\(sequence)"
            batch.entries = [record(sequence, by: name, &random)]
            batch.samples = []
            try await journal.commit(batch)
        }
    }

    private func erase(in journal: Journal, _ sequence: Int64) async throws {
        let named = try await DatabaseQueue(path: path).read {
            try Int64.fetchAll($0, sql: "SELECT sequence FROM private WHERE text = ?", arguments: [Self.name])
        }
        var batch = Batch()
        batch.durable = true
        batch.erasures = try journal.personalTexts(of: named, everywhere: false)
        let erasure = Erasure(sequences: named, count: batch.erasures.count)
        batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: now, .erased(erasure))]
        try await journal.commit(batch)
    }

    /// How often the name stands in the journal's files and in a copy of it.
    private func count(_ files: [String]) throws -> [Int] {
        try files.map { file in
            guard FileManager.default.fileExists(atPath: file) else { return 0 }
            let data = try Data(contentsOf: URL(filePath: file))
            var (found, start) = (0, data.startIndex)
            while let range = data.range(of: Data(Self.name.utf8), in: start..<data.endIndex) {
                (found, start) = (found + 1, range.upperBound)
            }
            return found
        }
    }

    /// The same for the journal's files and a copy that is made now.
    private func left() throws -> [Int] {
        let copy = folder.path + "/copy-\(UUID().uuidString).sqlite"
        try Journal.copy(path, to: copy, now: now)
        return try count([path, path + "-wal", copy])
    }

    /// Pages are split while they fill, and again by what comes later.
    @Test(arguments: [UInt64(1), 2, 3]) func nothingOfItIsLeftInTheFiles(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        let journal = try Journal.open(path: path, now: now)
        try await fill(journal, 1...400, &random)
        #expect(try left().reduce(0, +) > 0)
        try await erase(in: journal, 401)
        #expect(try left() == [0, 0, 0])
        #expect(try journal.ledgerFaults() == [])
        // A second time, in a table that was written again.
        try await fill(journal, 402...600, &random)
        try await erase(in: journal, 601)
        #expect(try left() == [0, 0, 0])
        journal.close()
        #expect(try left() == [0, 0, 0])
        #expect(try Journal.open(path: path, now: now).ledgerFaults() == [])
    }

    /// An export may read for minutes.
    @Test func whileSomebodyReadsItWaitsAndIsDoneAfterwards() async throws {
        var random = SplitMix(seed: 4)
        let journal = try Journal.open(path: path, now: now)
        try await fill(journal, 1...100, &random)
        let reader = try DatabasePool(path: path)
        let snapshot = try reader.makeSnapshot()
        _ = try await snapshot.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM private") }
        try await erase(in: journal, 101)
        #expect(try count([path, path + "-wal"]).reduce(0, +) > 0)
        try await journal.checkFiles()
        try snapshot.close()
        try reader.close()
        try await journal.checkFiles()
        #expect(try left() == [0, 0, 0])
    }

    /// As if the machine had stopped before the -wal was emptied.
    @Test func aStartEmptiesTheLogThatACrashHasLeft() async throws {
        var random = SplitMix(seed: 5)
        let image = folder.path + "/image.sqlite"
        let journal = try Journal.open(path: path, now: now)
        try await fill(journal, 1...100, &random)
        let snapshot = try DatabasePool(path: path).makeSnapshot()
        _ = try await snapshot.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM private") }
        try await erase(in: journal, 101)
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: image + suffix) }
        try snapshot.close()
        #expect(try count([image, image + "-wal"]).reduce(0, +) > 0)
        let next = try Journal.open(path: image, now: now)
        #expect(try count([image, image + "-wal"]) == [0, 0])
        #expect(try next.ledgerFaults() == [])
    }
}
