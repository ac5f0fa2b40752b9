import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

struct OwnerTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func message(of open: () throws -> Journal) -> Text {
        let error = #expect(throws: JournalError.self) { _ = try open() }
        guard let error, case .owned = error else { return Text(zh: "", en: "no owner: \(String(describing: error))") }
        #expect(error.description == error.text.en)
        return error.text
    }

    @Test func aSecondWriterIsRefusedAndToldWhichProcessWrites() throws {
        let journal = try Journal.open(path: path, now: now)
        let said = message { try Journal.open(path: path, now: now) }
        #expect(said.en.contains("mashang runs already (pid \(ProcessInfo.processInfo.processIdentifier)) on \(path)"))
        #expect(said.zh.contains("日志库 \(path) 已有 mashang 在运行（进程 ") && !said.zh.contains("runs"))
        withExtendedLifetime(journal) {}
    }

    @Test func twoNamesOfOneFileHaveOneOwner() throws {
        let journal = try Journal.open(path: path, now: now)
        let link = folder.path + "/link.sqlite"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(message { try Journal.open(path: link, now: now) }.en.contains("mashang runs already"))
        withExtendedLifetime(journal) {}
    }

    @Test func whoReadsIsNotHeldUp() throws {
        let journal = try Journal.open(path: path, now: now)
        #expect(try Journal.reading(path: path).lastSequence() == 0)
        try Journal.copy(path, to: folder.path + "/copy.sqlite", now: now)
        withExtendedLifetime(journal) {}
    }

    @Test func afterItIsClosedItCanBeOpenedAgain() async throws {
        let journal = try Journal.open(path: path, now: now)
        journal.close()
        journal.close()
        let next = try Journal.open(path: path, now: now)
        await #expect(throws: JournalError.self) { try await journal.commit(Batch()) }
        #expect(throws: JournalError.self) { try journal.lastSequence() }
        // Nothing but the lock stays beside a file that was closed.
        next.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["journal.sqlite", "journal.sqlite.lock"])
    }

    /// flock(1) is another process, and takes the lock as one would.
    @Test func theLockIsBetweenProcessesAndEndsWithTheJournal() async throws {
        let journal = try Journal.open(path: path, now: now)
        let lock = ["--nonblock", path + ".lock", "true"]
        #expect(try await result(of: "flock", lock).status == 1)
        journal.close()
        #expect(try await result(of: "flock", lock).status == 0)
        let holder = try Journal.open(path: path, now: now)
        let text = try String(contentsOfFile: path + ".lock", encoding: .utf8)
        #expect(text == "\(ProcessInfo.processInfo.processIdentifier)\n")
        holder.close()
    }

    @Test func aLinkBesideTheJournalIsNotFollowed() throws {
        let other = folder.path + "/other"
        try Data("other".utf8).write(to: URL(filePath: other))
        try FileManager.default.createSymbolicLink(atPath: path + ".lock", withDestinationPath: other)
        let error = #expect(throws: JournalError.self) { try Journal.open(path: path, now: now) }
        #expect("\(String(describing: error))".contains(path + ".lock"))
        #expect(try Data(contentsOf: URL(filePath: other)) == Data("other".utf8))
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let path = folder.path + "/none/journal.sqlite"
        let error = #expect(throws: JournalError.self) { try Journal.open(path: path, now: now) }
        #expect("\(String(describing: error))".contains("the folder \(folder.path)/none is not there"))
    }

    @Test func aFolderInItsPlaceIsNamed() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let error = #expect(throws: JournalError.self) { try Journal.open(path: path, now: now) }
        #expect("\(String(describing: error))".contains("\(path) is a folder"))
    }

    @Test func aDatabaseOfAnotherProgramIsNotTouched() throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE places (id INTEGER)") }
        let before = try Data(contentsOf: URL(filePath: path))
        let error = #expect(throws: JournalError.self) { try Journal.open(path: path, now: now) }
        #expect("\(String(describing: error))".contains("\(path) is a database of another program"))
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
}
