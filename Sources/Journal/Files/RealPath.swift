import Facilities
import Foundation
import Glibc

/// The path of a file without symbolic links. The file itself need not exist.
enum RealPath {
    /// Returns the real path.
    ///
    /// - Throws: `refused` if the folder of the file does not exist or cannot be entered.
    static func of(_ path: String) throws(JournalError) -> String {
        var path = path
        // The kernel follows 40 symbolic links at most.
        for _ in 0..<40 {
            if let resolved = resolve(path) { return resolved }
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
            path = target.hasPrefix("/") ? target : folder(of: path) + "/" + target
        }
        guard let folder = resolve(folder(of: path)) else {
            let folder = folder(of: path)
            throw .refused(
                JournalReason(
                    Text(
                        zh: "没有文件夹 \(folder)，或当前用户不能进入；请建立它，或改用另一个日志库",
                        en:
                            "the folder \(folder) is not there, or this user may not enter it; make it, or name another "
                            + "journal")))
        }
        return (folder == "/" ? "" : folder) + "/" + URL(filePath: path).lastPathComponent
    }

    private static func resolve(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
