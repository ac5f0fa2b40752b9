import CTimex
import Facilities
import Glibc
import StrictYAML
import SystemErrors

/// A file that the configuration names, and the place at which it does.
struct NamedFile {
    var path: String
    var place: SourcePlace

    /// The number of bytes that are read of a file: an authority's bundle has some hundred thousand bytes.
    private static let most = 16 << 20

    func mistake(_ text: Text) -> SourceError {
        place.mistake(Text(zh: "\(path) \(text.zh)", en: "\(path) \(text.en)"))
    }

    /// The reason why a file cannot be used, in words that follow its path.
    struct Unreadable: Error {
        var reason: Text
        /// Whether the reason is that the present user may not read it.
        var isForbidden = false
    }

    /// Reads a file that must not be empty.
    static func bytes(of path: String) throws(Unreadable) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            let code = errno
            throw Unreadable(reason: reason(code), isForbidden: code == EACCES)
        }
        defer { close(file) }
        let size = regular_file_size(file)
        guard size != -2 else { throw Unreadable(reason: reason(errno)) }
        guard size >= 0 else {
            throw Unreadable(reason: Text(zh: "不是文件；请写文件本身", en: "is no file; name the file itself"))
        }
        guard size > 0 else {
            throw Unreadable(reason: Text(zh: "是空的；请写入应有的内容", en: "is empty; write into it what belongs there"))
        }
        guard size <= most else {
            throw Unreadable(reason: Text(zh: "超过 16 MiB；请写对文件", en: "has more than 16 MiB; name the right file"))
        }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        let count = read(file, &bytes, bytes.count)
        guard count >= 0 else { throw Unreadable(reason: reason(errno)) }
        return Array(bytes.prefix(count))
    }

    private static func reason(_ code: CInt) -> Text {
        switch code {
        case ENOENT, ENOTDIR: Text(zh: "不存在；请放到那里，或改正路径", en: "is not there; put it there, or correct the path")
        case EACCES:
            Text(
                zh: "当前用户无权读；请用 root 运行，或给予读权限",
                en: "may not be read by this user; run this as root, or give the right to read it")
        default:
            Text(
                zh: "读不了：\(Text(systemError: code).zh)", en: "cannot be read: \(Text(systemError: code).en)")
        }
    }

    /// Whether the file is in the folder in which systemd gives a service its credentials, which no other user needs to
    /// see.
    var isCredential: Bool { path.hasPrefix("/run/credentials/") }

    /// Whether users other than its owner and its group have any right to it.
    var isOpenToOthers: Bool {
        is_open_to_others(path) != 0
    }
}
