import Foundation

/// A real mosquitto on a free loopback port, in a folder of its own.
public final class Broker {
    public let port: UInt16
    private let folder: URL
    private let program = PortProgram()

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
        try await program.start(
            "/usr/sbin/mosquitto", ["-c", folder.appending(path: "mosquitto.conf").path], at: port)
    }

    /// Lets it hang: its connections stay, and nothing goes through them any more.
    public func freeze() { program.freeze() }

    /// Ends it at once, as a crash would.
    public func stop() { program.stop() }
}
