import Foundation

/// Another program that writes to a database and does not come to an end.
public final class JournalLock {
    private let process = Process()
    private let input = Pipe()

    /// - Parameter mode: as SQLite's BEGIN has it: IMMEDIATE or EXCLUSIVE.
    public init(on path: String, mode: String = "EXCLUSIVE") throws {
        let answer = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-bail", path]
        (process.standardInput, process.standardOutput) = (input, answer)
        try process.run()
        input.fileHandleForWriting.write(Data(".timeout 10000\nBEGIN \(mode);\nSELECT 'locked';\n".utf8))
        let said = String(decoding: answer.fileHandleForReading.availableData, as: UTF8.self)
        guard said == "locked\n" else { throw NotLocked(said: said) }
    }

    deinit { release() }

    public func release() {
        guard process.isRunning else { return }
        input.fileHandleForWriting.write(Data("ROLLBACK;\n.quit\n".utf8))
        process.waitUntilExit()
    }
}

private struct NotLocked: Error {
    let said: String
}
