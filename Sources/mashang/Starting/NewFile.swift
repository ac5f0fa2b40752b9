import ArgumentParser
import Facilities
import Glibc
import SystemErrors

/// A file that is written as a whole or not at all, and that replaces another one only on request.
struct NewFile {
    let path: String
    /// Whether an existing file is preserved under a free name with `.bak`, and replaced.
    let replaces: Bool

    private static let mostKept = 1000

    /// Checks that a file can be written there, before the person is asked for its content. It leaves no file.
    ///
    /// - Throws: exit code 1, after the reason was printed.
    func tryPlace() throws {
        defer { unlink(draft) }
        try writeDraft(draft, "")
    }

    private var draft: String { "\(path).new-\(getpid())" }

    /// Writes the file.
    ///
    /// - Returns: the path of the preserved old file; nil if there was none.
    func write(_ text: String) throws -> String? {
        defer { unlink(draft) }
        try writeDraft(draft, text)
        guard link(draft, path) != 0 else { return sync(nil) }
        guard errno == EEXIST, replaces else { throw failure(path, errno) }
        let old = try keepOld()
        guard rename(draft, path) == 0 else { throw failure(path, errno) }
        return sync(old)
    }

    private func writeDraft(_ draft: String, _ text: String) throws {
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(draft, errno) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(draft, errno) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw failure(draft, errno) }
    }

    private func keepOld() throws -> String {
        for number in 0..<Self.mostKept {
            let old = "\(path).bak" + (number == 0 ? "" : "\(number)")
            if link(path, old) == 0 { return old }
            guard errno == EEXIST else { throw failure(old, errno) }
        }
        throw failure("\(path).bak", EEXIST)
    }

    /// Makes sure that the entry of the folder is on the disk, too, and returns `old`.
    private func sync(_ old: String?) -> String? {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 {
            fsync(descriptor)
            close(descriptor)
        }
        return old
    }

    private func failure(_ path: String, _ code: CInt) -> ExitCode {
        let reason = Text(systemError: code)
        complain(Text(zh: "\(path) 没有写成：\(reason.zh)", en: "\(path) was not written: \(reason.en)"))
        return ExitCode(1)
    }
}
