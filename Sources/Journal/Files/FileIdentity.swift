import Glibc

/// Which file it is, whatever its name.
struct FileIdentity: Codable, Hashable, Sendable {
    var device: UInt64
    var inode: UInt64

    /// Nil if there is no file of that name. Only stat(2) looks at it: a descriptor of -shm that is closed in this process would
    /// drop SQLite's locks.
    init?(_ path: String) {
        var file = stat()
        guard stat(path, &file) == 0 else { return nil }
        (device, inode) = (UInt64(file.st_dev), UInt64(file.st_ino))
    }
}
