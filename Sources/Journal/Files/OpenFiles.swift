/// The identities of the files that a journal has open.
struct OpenFiles: Sendable {
    private let path: String
    private let opened: [(suffix: String, identity: FileIdentity)]

    init(of path: String) {
        self.path = path
        opened = ["", "-wal", "-shm"].compactMap { suffix in FileIdentity(path + suffix).map { (suffix, $0) } }
    }

    /// The suffix of the first file that was removed or replaced; nil where none was.
    var removed: String? {
        opened.first { FileIdentity(path + $0.suffix) != $0.identity }?.suffix
    }

    subscript(suffix: String) -> FileIdentity? { opened.first { $0.suffix == suffix }?.identity }
}
