import Glibc

/// The identity of a file, independent of its name.
struct FileIdentity: Codable, Hashable, Sendable {
    var device: UInt64
    var inode: UInt64

    /// Reads the identity of a file; nil where there is none of that name. It uses only stat(2): closing a descriptor of the -shm in this
    /// process would release the locks of SQLite.
    init?(_ path: String) {
        var file = stat()
        guard stat(path, &file) == 0 else { return nil }
        (device, inode) = (UInt64(file.st_dev), UInt64(file.st_ino))
    }
}
