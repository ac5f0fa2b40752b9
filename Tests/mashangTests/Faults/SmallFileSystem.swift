import Foundation
import Glibc
import TestSupport

/// A file system of a few megabytes in a mount namespace of its own, so that nothing is left of it when this is gone.
final class SmallFileSystem {
    let path: String
    private let holder = Process()

    /// Why there is none, in words.
    struct NotAllowed: Error {
        var reason: String
    }

    /// - Throws: `NotAllowed` where this user may not mount anything.
    init(in folder: TemporaryFolder, megabytes: Int) throws {
        path = folder.path + "/s"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let output = Pipe()
        holder.executableURL = URL(filePath: "/usr/bin/env")
        let mount = "mount -t tmpfs -o size=\(megabytes)m tmpfs \(path) && echo mounted && exec sleep infinity"
        holder.arguments = ["unshare", "--mount", "sh", "-c", mount]
        (holder.standardOutput, holder.standardError) = (output, output)
        try holder.run()
        let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard said == "mounted\n" else { throw NotAllowed(reason: said) }
    }

    deinit {
        guard holder.isRunning else { return }
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
    }

    /// The command that runs another one where the file system is mounted.
    var entrance: [String] { ["nsenter", "--mount", "--target", "\(holder.processIdentifier)"] }

    /// A path inside, as processes outside see it.
    func outside(_ path: String) -> String { "/proc/\(holder.processIdentifier)/root\(path)" }

    private var filler: String { outside(path + "/filler") }

    /// Takes all of the space that is left.
    func fill() throws {
        let file = open(filler, O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 1, count: 4096)
        while write(file, block, block.count) > 0 {}
    }

    func free() throws { try FileManager.default.removeItem(atPath: filler) }
}
