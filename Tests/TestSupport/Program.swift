public import Foundation

/// The program under test, as a child process.
public final class Program {
    /// Beside the test bundle, where the build puts it.
    public static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "mashang").path

    /// Where neither a site nor `--language` says otherwise, tests read English, whatever the machine speaks.
    private static let locale = ["LC_ALL": "en_US.UTF-8"]

    public static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private let process = Process()
    private let ended: AsyncStream<Never>
    private let log: URL

    /// - Parameters:
    ///   - environment: more than what the test itself has.
    ///   - input: what it reads as its standard input.
    ///   - through: a command that runs it in its own place, such as `nsenter`.
    public init(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:], input: Pipe? = nil,
        through: [String] = []
    ) throws {
        log = URL(filePath: folder.path).appending(path: "\(UUID().uuidString).log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        process.executableURL = URL(filePath: through.isEmpty ? Self.path : "/usr/bin/env")
        process.arguments = through.isEmpty ? arguments : through + [Self.path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(Self.locale) { _, own in own }
            .merging(environment) { _, own in own }
        process.standardOutput = try FileHandle(forWritingTo: log)
        process.standardError = process.standardOutput
        process.standardInput = input ?? FileHandle.nullDevice
        let (ended, end) = AsyncStream<Never>.makeStream()
        self.ended = ended
        process.terminationHandler = { _ in end.finish() }
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Runs it to its end.
    public static func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> (
        status: CInt, output: String
    ) {
        let program = try Program(arguments, in: folder)
        return (await program.exitStatus, program.output)
    }

    public var processID: pid_t { process.processIdentifier }
    public var isRunning: Bool { process.isRunning }

    /// Sends a signal and waits for its end; returns its exit status.
    @discardableResult public func end(_ signal: CInt) async -> CInt {
        if process.isRunning { kill(process.processIdentifier, signal) }
        return await exitStatus
    }

    public func send(_ signal: CInt) { kill(process.processIdentifier, signal) }

    /// Waits for its end. A test whose time is up ends it: nothing else would.
    public var exitStatus: CInt {
        get async {
            for await _ in ended {}
            if Task.isCancelled, process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// Also with a byte order mark, if there is one.
    public var output: String { (try? Data(contentsOf: log)).map { String(decoding: $0, as: UTF8.self) } ?? "" }
}
