import Facilities
import Glibc
import SystemErrors

/// A folder for output files. Each file is written as a whole: it has its old content until the new one is complete.
struct OutputFolder {
    let path: String

    /// The reason why a file cannot be written, with what to do.
    struct Problem: Error {
        var text: Text

        init(zh: String, en: String) { text = Text(zh: zh, en: en) }
    }

    init(_ path: String) throws(Problem) {
        self.path = path
        guard access(path, F_OK) == 0 else {
            throw Problem(
                zh: "没有文件夹 \(path)，请先建立：mkdir -p \(path)",
                en: "the folder \(path) is not there; make it: mkdir -p \(path)")
        }
        guard let folder = opendir(path) else {
            guard errno != ENOTDIR else {
                throw Problem(zh: "\(path) 是文件，请写文件夹", en: "\(path) is a file; name a folder")
            }
            throw Self.problem(errno, path)
        }
        closedir(folder)
        guard access(path, W_OK | X_OK) == 0 else { throw Self.problem(errno, path) }
    }

    func write(_ bytes: [UInt8], as name: String) throws(Problem) {
        let (file, new) = ("\(path)/\(name)", "\(path)/.\(name).\(UInt32.random(in: 0...UInt32.max))")
        guard Self.store(bytes, in: new), rename(new, file) == 0 else {
            let reason = errno
            unlink(new)
            throw Self.problem(reason, file)
        }
    }

    /// Writes bytes to a new file. Returns false, with the reason in `errno`, if they could not be stored on the disk.
    private static func store(_ bytes: [UInt8], in file: String) -> Bool {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return false }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { break }
            rest = rest.dropFirst(max(0, count))
        }
        let isStored = rest.isEmpty && fsync(descriptor) == 0
        let reason = errno
        close(descriptor)
        errno = reason
        return isStored
    }

    private static func problem(_ code: CInt, _ path: String) -> Problem {
        guard code != EISDIR else {
            return Problem(
                zh: "\(path) 是文件夹，而这里要写文件：请删除它，或换一个文件夹",
                en: "\(path) is a folder where a file belongs; remove it, or name another folder")
        }
        let reason = Text(systemError: code)
        return Problem(
            zh: "无法写入 \(path)：\(reason.zh)，或换一个文件夹",
            en: "\(path) cannot be written: \(reason.en), or name another folder")
    }
}
