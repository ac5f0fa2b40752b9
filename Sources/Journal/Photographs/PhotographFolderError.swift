public import Facilities
import Glibc
import SystemErrors

/// The reason why the folder of photographs cannot be read or written.
public struct PhotographFolderError: ExplainedError, Hashable, Sendable {
    public var text: Text
    /// Whether the disk, or the quota of the user, is full.
    public var isFull = false

    /// Returns the error of the last system call, by its `errno`.
    static func last(_ path: String) -> Self {
        let code = errno
        let reason = Text(systemError: code)
        return Self(
            text: Text(zh: "\(path)：\(reason.zh)", en: "\(path): \(reason.en)"),
            isFull: code == ENOSPC || code == EDQUOT)
    }
}
