import CCrypto
import Facilities
import Foundation
import Journal
import TestSupport
import Testing

/// Photographs of a journal and of its copy. The journal does not look into them: any bytes will do.
struct PhotographCopyTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }
    private var copy: String { folder.path + "/copy.sqlite" }

    private func id(_ bytes: [UInt8]) -> PhotographID {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(bytes, bytes.count, &digest)
        return PhotographID(rawValue: digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())!
    }

    /// A journal with a cleaning that names one photograph, and one more that nothing names.
    private func filled() async throws -> (journal: Journal, named: PhotographID) {
        let journal = try Journal.open(path: path, now: now)
        let photographs = journal.photographFolder
        for bytes in [[1, 2, 3], [4]] as [[UInt8]] { try photographs.write(bytes, as: id(bytes), .jpeg, at: now) }
        var cleaning = Cleaning(parts: [.filter])
        cleaning.after = [id([1, 2, 3])]
        var batch = Batch()
        batch.entries = [
            KeptEntry(
                sequence: 1, facility: Facility.Code("NJ320104F000023"), time: now,
                .record(Record(at: now, by: "王", cleaning)))
        ]
        try await journal.commit(batch)
        return (journal, id([1, 2, 3]))
    }

    @Test func aCopyHasThePhotographsThatItsEntriesNameAndVerifyFindsThem() async throws {
        let (_, named) = try await filled()
        #expect(try Journal.copy(path, to: copy, now: now) == 1)
        let copied = try Journal.reading(path: copy)
        #expect(copied.photographFolder.path == copy + "-photographs")
        #expect(try copied.photographFolder.files().map(\.id) == [named])
        let check = try copied.check()
        #expect(check.photographs == 1 && check.faults.isEmpty)
        // A restored copy finds them under its new name.
        try FileManager.default.moveItem(atPath: copy, toPath: copy + "2")
        try FileManager.default.moveItem(atPath: copy + "-photographs", toPath: copy + "2-photographs")
        #expect(try Journal.reading(path: copy + "2").check().photographs == 1)
    }

    @Test func aCopyWithoutItsPhotographsIsNotWhole() async throws {
        let (_, named) = try await filled()
        try Journal.copy(path, to: copy, now: now)
        try FileManager.default.removeItem(atPath: copy + "-photographs")
        #expect(try Journal.reading(path: copy).check().faults == [.photographMissing(named, sequence: 1)])
    }

    @Test func aFolderThatIsThereIsNotOverwritten() async throws {
        _ = try await filled()
        try FileManager.default.createDirectory(atPath: copy + "-photographs", withIntermediateDirectories: false)
        #expect(throws: JournalError.self) { try Journal.copy(path, to: copy, now: now) }
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test func aJournalWithoutPhotographsIsCopiedWithoutAFolder() async throws {
        let journal = try Journal.open(path: path, now: now)
        journal.close()
        #expect(try Journal.copy(path, to: copy, now: now) == 0)
        #expect(!FileManager.default.fileExists(atPath: copy + "-photographs"))
    }
}
