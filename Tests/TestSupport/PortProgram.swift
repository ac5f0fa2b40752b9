import Foundation

/// A program that accepts connections on a port of this machine for as long as a test wants it to.
final class PortProgram {
    private var process: Process?

    deinit { stop() }

    /// Returns when it accepts connections.
    ///
    /// - Throws: `NobodyListens` when it does not within a minute.
    func start(_ path: String, _ arguments: [String], at port: UInt16) async throws {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        self.process = process
        try await waitUntilAccepting(port, by: process)
    }

    /// Lets it hang: its connections stay, and nothing goes through them any more.
    func freeze() {
        if let process { kill(process.processIdentifier, SIGSTOP) }
    }

    /// Ends it at once, as a crash would, with the processes that it has started: they are in its group.
    func stop() {
        guard let process, process.isRunning else { return }
        kill(-process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }
}
