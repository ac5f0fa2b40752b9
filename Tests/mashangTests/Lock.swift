import Foundation
import Testing

/// Another program that writes to a database and does not come to an end.
final class Lock {
    private let process = Process()
    private let input = Pipe()

    init(on path: String) throws {
        let answer = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-bail", path]
        (process.standardInput, process.standardOutput) = (input, answer)
        try process.run()
        input.fileHandleForWriting.write(Data(".timeout 10000\nBEGIN EXCLUSIVE;\nSELECT 'locked';\n".utf8))
        try #require(String(decoding: answer.fileHandleForReading.availableData, as: UTF8.self) == "locked\n")
    }

    deinit {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func release() {
        input.fileHandleForWriting.write(Data("ROLLBACK;\n.quit\n".utf8))
        process.waitUntilExit()
    }
}
