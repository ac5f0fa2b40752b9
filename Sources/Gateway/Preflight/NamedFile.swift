import CTimex
import Facilities
import Glibc
import StrictYAML
import SystemErrors

/// A file that the configuration names, and where it does.
struct NamedFile {
    var path: String
    var place: SourcePlace

    /// What is read of a file at most: an authority's bundle has some hundred thousand bytes.
    private static let most = 16 << 20

    func mistake(_ message: String) -> SourceError { place.mistake("\(path) \(message)") }

    /// Why a file cannot be used, in words that follow its path.
    struct Unreadable: Error {
        var reason: String
    }

    /// Reads a file that has something in it.
    static func bytes(of path: String) throws(Unreadable) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw Unreadable(reason: reason(errno)) }
        defer { close(file) }
        let size = regular_file_size(file)
        guard size != -2 else { throw Unreadable(reason: reason(errno)) }
        guard size >= 0 else { throw Unreadable(reason: "is no file; name the file itself") }
        guard size > 0 else { throw Unreadable(reason: "is empty; write into it what belongs there") }
        guard size <= most else { throw Unreadable(reason: "has more than 16 MiB; name the right file") }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        let count = read(file, &bytes, bytes.count)
        guard count >= 0 else { throw Unreadable(reason: reason(errno)) }
        return Array(bytes.prefix(count))
    }

    private static func reason(_ code: CInt) -> String {
        switch code {
        case ENOENT, ENOTDIR: "is not there; put it there, or correct the path"
        case EACCES: "may not be read by this user; run this as root, or give the right to read it"
        default: "cannot be read: \(Text(systemError: code).both)"
        }
    }

    /// Whether a file stands where systemd gives a service its credentials: nobody else need see it.
    var isCredential: Bool { path.hasPrefix("/run/credentials/") }

    /// Whether others than its owner and its group have any right to it.
    var isOpenToOthers: Bool {
        is_open_to_others(path) != 0
    }
}
