import Foundation
import TestSupport
import Testing

/// A library of `Tests/Faults` that is put before the program by LD_PRELOAD.
enum FaultLibrary: String {
    case failingDisk = "failing-disk"
    case movedClock = "moved-clock"
    case writeLog = "write-log"

    /// Compiles it, once in a test run, beside the test bundle.
    ///
    /// - Returns: its path.
    func compiled() async throws -> String {
        switch self {
        case .failingDisk: try await Self.theFailingDisk.value
        case .movedClock: try await Self.theMovedClock.value
        case .writeLog: try await Self.theWriteLog.value
        }
    }

    private static let theFailingDisk = Task { try await compile(.failingDisk) }
    private static let theMovedClock = Task { try await compile(.movedClock) }
    private static let theWriteLog = Task { try await compile(.writeLog) }

    private static func compile(_ library: FaultLibrary) async throws -> String {
        let source = "\(Program.repository)/Tests/Faults/\(library.rawValue).c"
        let folder = URL(filePath: Program.path).deletingLastPathComponent()
        let path = folder.appending(path: "lib\(library.rawValue).so").path
        let options = ["-std=gnu17", "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC"]
        let (status, said) = try await result(of: "clang", options + [source, "-o", path, "-ldl"])
        try #require(status == 0, "\(said)")
        return path
    }
}

/// What fails at the moment on the disk of a program that runs with `FaultLibrary.failingDisk`.
struct FailingDisk {
    let control: String

    init(in folder: String) throws {
        control = folder + "/failing"
        try fail("none", share: 0)
    }

    /// - Parameter what: as the head of failing-disk.c has it.
    func fail(_ what: String, share: Double = 1) throws {
        try Data("\(what) \(share)\n".utf8).write(to: URL(filePath: control), options: .atomic)
    }

    func recover() throws { try fail("none", share: 0) }

    func environment() async throws -> [String: String] {
        [
            "LD_PRELOAD": try await FaultLibrary.failingDisk.compiled(), "FAILING_DISK_FILES": FaultSite.journalName,
            "FAILING_DISK_CONTROL": control,
        ]
    }
}

/// What a program that runs with `FaultLibrary.writeLog` has written and synced.
struct WriteLog {
    let path: String

    init(in folder: String) {
        path = folder + "/write.log"
    }

    var length: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? Int ?? 0
    }

    /// Logs also what the failing disk does.
    func environment(over disk: FailingDisk) async throws -> [String: String] {
        var environment = try await disk.environment()
        environment["LD_PRELOAD"] = [try await FaultLibrary.writeLog.compiled(), environment["LD_PRELOAD"] ?? ""]
            .joined(separator: ":")
        environment["WRITE_LOG"] = path
        environment["WRITE_LOG_FILES"] = FaultSite.journalName
        return environment
    }
}
