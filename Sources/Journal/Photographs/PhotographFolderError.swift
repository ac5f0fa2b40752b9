public import Facilities
import Glibc
import SystemErrors

/// A reason why the folder of photographs cannot be read or written.
public struct PhotographFolderError: ExplainedError, Hashable, Sendable {
    public var text: Text
    /// Whether the disk has no space.
    public var isFull = false

    /// The failure of the system call that was made last.
    static func last(_ path: String) -> Self {
        let code = errno
        let reason = Text(systemError: code)
        return Self(
            text: Text(zh: "\(path)：\(reason.zh)", en: "\(path): \(reason.en)"),
            isFull: code == ENOSPC || code == EDQUOT)
    }
}
