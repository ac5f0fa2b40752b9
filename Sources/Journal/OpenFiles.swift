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

/// The files that a journal has open.
struct OpenFiles: Sendable {
    private let path: String
    private let opened: [(suffix: String, identity: FileIdentity)]

    init(of path: String) {
        self.path = path
        opened = ["", "-wal", "-shm"].compactMap { suffix in FileIdentity(path + suffix).map { (suffix, $0) } }
    }

    /// The suffix of the first file that is not there any more, or is another one; nil if all are where they were.
    var removed: String? {
        opened.first { FileIdentity(path + $0.suffix) != $0.identity }?.suffix
    }

    subscript(suffix: String) -> FileIdentity? { opened.first { $0.suffix == suffix }?.identity }
}
