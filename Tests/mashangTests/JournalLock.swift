import Foundation
import Testing

/// Another program that writes to a database and does not come to an end.
final class JournalLock {
    private let process = Process()
    private let input = Pipe()

    /// - Parameter mode: as SQLite's BEGIN has it: IMMEDIATE or EXCLUSIVE.
    init(on path: String, mode: String = "EXCLUSIVE") throws {
        let answer = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-bail", path]
        (process.standardInput, process.standardOutput) = (input, answer)
        try process.run()
        input.fileHandleForWriting.write(Data(".timeout 10000\nBEGIN \(mode);\nSELECT 'locked';\n".utf8))
        try #require(String(decoding: answer.fileHandleForReading.availableData, as: UTF8.self) == "locked\n")
    }

    deinit { release() }

    func release() {
        guard process.isRunning else { return }
        input.fileHandleForWriting.write(Data("ROLLBACK;\n.quit\n".utf8))
        process.waitUntilExit()
    }
}
