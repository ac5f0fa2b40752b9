import Foundation
import TestSupport

/// A cluster of Debian's PostgreSQL on a free port, in a folder of its own. The server refuses root, so that it runs as nobody then.
final class PostgreSQL {
    private static let programs = try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")
        .sorted { $0.localizedStandardCompare($1) == .orderedAscending }.last.map { "/usr/lib/postgresql/\($0)/bin" }

    static var isInstalled: Bool {
        programs.map { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") } ?? false
    }

    let port = freePort()
    let folder: TemporaryFolder
    private let process = Process()

    init() async throws {
        folder = try TemporaryFolder()
        let programs = Self.programs ?? ""
        let asNobody = getuid() == 0 ? "setpriv --reuid=nobody --regid=nogroup --clear-groups" : ""
        let made = try await GuideFiles.shell(
            "mkdir data && (chown nobody:nogroup data || true) && "
                + "\(asNobody) \(programs)/initdb -D \(folder.path)/data -U centre -A trust -E UTF8 --locale=C.UTF-8 -N",
            in: folder
        )
        guard made.status == 0 else { throw NotStarted(output: made.output) }
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            asNobody.split(separator: " ").map(String.init) + [
                programs + "/postgres", "-D", folder.path + "/data", "-p", "\(port)", "-c",
                "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", "-c", "fsync=off",
            ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let isReady = try await eventually(within: .seconds(30), every: .milliseconds(50)) {
            try await result(of: programs + "/pg_isready", ["-h", "127.0.0.1", "-p", "\(port)"]).status == 0
        }
        guard isReady else { throw NotStarted(output: "nobody answers at \(port)") }
    }

    deinit {
        // A server that was never started has the number 0, by which all processes of the tests would be meant.
        guard process.isRunning else { return }
        // At once: nothing of it is kept.
        kill(process.processIdentifier, SIGQUIT)
        process.waitUntilExit()
    }

    /// Runs a script of the shell for which `psql` means this cluster.
    func shell(_ script: String, _ arguments: String = "") async throws -> (status: CInt, output: String) {
        try await GuideFiles.shell(
            "export PGHOST=127.0.0.1 PGPORT=\(port) PGUSER=centre PGDATABASE=postgres PGTZ=UTC; " + script, arguments,
            in: folder)
    }

    /// The rows that a query gives, with | between their columns.
    func rows(_ query: String) async throws -> [String] {
        let (status, output) = try await shell("psql -qtA -v ON_ERROR_STOP=1 -c \"$1\"", query)
        guard status == 0 else { throw NotStarted(output: output) }
        return output.split(separator: "\n").map(String.init)
    }

    struct NotStarted: Error {
        var output: String
    }
}
