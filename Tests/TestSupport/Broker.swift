import Foundation

/// A real mosquitto on a free loopback port, in a folder of its own.
public final class Broker {
    public let port: UInt16
    private let folder: URL
    private var process: Process?

    /// - Parameter settings: lines of its configuration behind that of its listener.
    public init(_ settings: String = "allow_anonymous true") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "broker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        port = freePort()
        // With 0, which means no limit, mosquitto 2.0.11 also ends each connection on which it refuses a message.
        let configuration = "listener \(port) 127.0.0.1\n\(settings)\nmax_queued_messages 1000000\n"
        try configuration.write(to: folder.appending(path: "mosquitto.conf"), atomically: true, encoding: .utf8)
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Returns when it accepts connections.
    ///
    /// - Throws: `NobodyListens` when it does not within a minute.
    public func start() async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/mosquitto")
        process.arguments = ["-c", folder.appending(path: "mosquitto.conf").path]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        self.process = process
        try await waitUntilAccepting(port, by: process)
    }

    /// Lets it hang: its connections stay, and nothing goes through them any more.
    public func freeze() {
        if let process { kill(process.processIdentifier, SIGSTOP) }
    }

    /// Ends it at once, as a crash would.
    public func stop() {
        guard let process, process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }
}

/// A folder that is gone when this is.
public final class TemporaryFolder {
    public let path: String

    public init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "mashang-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
