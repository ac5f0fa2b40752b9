import Glibc

/// A folder that files are written into, each as a whole: a file has its old content until the new one is complete.
struct OutputFolder {
    let path: String

    /// Why a file cannot be written, in words that say what to do.
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    init(_ path: String) throws(Problem) {
        self.path = path
        guard access(path, F_OK) == 0 else {
            throw Problem(description: "the folder \(path) is not there; make it: mkdir -p \(path)")
        }
        guard let folder = opendir(path) else {
            guard errno != ENOTDIR else { throw Problem(description: "\(path) is a file; name a folder") }
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

    /// Returns false, with the reason in `errno`, where the bytes are not on the disk.
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
        switch code {
        case EACCES, EPERM:
            Problem(description: "\(path) may not be written by this user; name another folder, or use sudo")
        case EROFS: Problem(description: "\(path) is on a disk that is read-only; name another folder")
        case ENOSPC, EDQUOT:
            Problem(description: "\(path) cannot be written: the disk is full; free space, or name another folder")
        case EISDIR: Problem(description: "\(path) is a folder where a file belongs; remove it, or name another folder")
        default: Problem(description: "\(path) cannot be written: \(String(cString: strerror(code)))")
        }
    }
}
