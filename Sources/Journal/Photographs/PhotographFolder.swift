public import Facilities
import Foundation
import Glibc

/// The folder of the photographs of a journal: `PATH-photographs` for the journal `PATH`, so that copies of both belong together under any
/// name. The name of each file is the SHA-256 of its bytes.
public struct PhotographFolder: Sendable {
    /// The path of the folder.
    public let path: String

    /// Creates the folder of a journal; it need not exist.
    ///
    /// - Parameter path: the path of the journal.
    public init(of path: String) {
        self.path = ((try? RealPath.of(path)) ?? path) + "-photographs"
    }

    /// A file of the folder.
    public struct File: Hashable, Sendable {
        /// The id of the photograph.
        public var id: PhotographID
        /// The format of the picture.
        public var type: PhotographType
        /// The size in bytes.
        public var bytes: Int64
        /// The time at which it was stored, or a record named it last.
        public var time: Timestamp

        var name: String { "\(id).\(type.fileExtension)" }
    }

    /// Returns the photographs in the folder, the oldest first. A folder that does not exist has none.
    ///
    /// - Throws: the reason why the folder cannot be read.
    public func files() throws(PhotographFolderError) -> [File] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            if access(path, F_OK) == 0 { throw .last(path) }
            return []
        }
        return names.compactMap(file).sorted { ($0.time, $0.id) < ($1.time, $1.id) }
    }

    /// The number and the size of the photographs of a folder.
    public struct Usage: Hashable, Sendable {
        /// The number of photographs.
        public var count: Int
        /// Their size in bytes.
        public var bytes: Int64
        /// The time of the last change of the folder, in nanoseconds; nil where it was so recent that another change may have the same time.
        fileprivate var changed: Int64?
    }

    /// Returns the number and the size of the photographs. The files are listed only if the folder has changed since `known`.
    ///
    /// - Parameter known: the last result; nil for none.
    /// - Throws: the reason why the folder cannot be read.
    public func usage(known: Usage?) throws(PhotographFolderError) -> Usage {
        let (changed, now) = (changeTime, Int64(time(nil)))
        if let known, known.changed != nil, known.changed == changed { return known }
        let files = try files()
        var usage = Usage(count: files.count, bytes: files.reduce(0) { $0 + $1.bytes })
        if let changed, changed / 1_000_000_000 < now - 1 { usage.changed = changed }
        return usage
    }

    /// The time of the last change of the folder, in nanoseconds; nil where it does not exist.
    private var changeTime: Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }

    /// Returns the file of a photograph; nil where it does not exist.
    public func file(of id: PhotographID) -> File? {
        for type in PhotographType.allCases {
            if let file = file(named: "\(id).\(type.fileExtension)") { return file }
        }
        return nil
    }

    /// Returns the bytes of a photograph; nil where it does not exist.
    public func bytes(of file: File) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(path)/\(file.name)").map { [UInt8]($0) }
    }

    private func file(named name: String) -> File? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let id = PhotographID(rawValue: parts[0]),
            let type = PhotographType.allCases.first(where: { $0.fileExtension == parts[1] })
        else { return nil }
        var status = stat()
        guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let time = Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
        return File(id: id, type: type, bytes: Int64(status.st_size), time: Timestamp(milliseconds: time))
    }

    // MARK: Writing

    /// Writes a photograph: a power cut leaves a whole file or none. Writing an existing one renews its time.
    ///
    /// - Throws: the reason why it cannot be written.
    public func write(
        _ bytes: [UInt8], as id: PhotographID, _ type: PhotographType, at time: Timestamp
    ) throws(PhotographFolderError) {
        if let there = file(of: id), self.bytes(of: there).map(Digest.of) == Digest.of(bytes) {
            return try renew(there, at: time)
        }
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .last(path) }
        let name = "\(path)/\(id).\(type.fileExtension)"
        let temporary = "\(name).new"
        do throws(PhotographFolderError) {
            try writeFile(bytes, temporary, time)
            guard rename(temporary, name) == 0 else { throw .last(name) }
            try sync()
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private func writeFile(_ bytes: [UInt8], _ name: String, _ time: Timestamp) throws(PhotographFolderError) {
        unlink(name)
        let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last(name) }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, $0.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last(name) }
            written += count
        }
        let times = [timespec(time), timespec(time)]
        guard futimens(file, times) == 0, fsync(file) == 0 else { throw .last(name) }
    }

    /// Sets the time at which a record named a photograph.
    ///
    /// - Throws: the reason why it cannot be set.
    public func renew(_ file: File, at time: Timestamp) throws(PhotographFolderError) {
        let name = "\(path)/\(file.name)"
        guard utimensat(AT_FDCWD, name, [timespec(time), timespec(time)], 0) == 0 else { throw .last(name) }
    }

    /// Deletes photographs. It is no error if some do not exist.
    ///
    /// - Returns: the number of those that existed.
    /// - Throws: the reason why one cannot be deleted.
    @discardableResult public func remove(_ ids: [PhotographID]) throws(PhotographFolderError) -> Int {
        let there = ids.compactMap(file(of:))
        for file in there where unlink("\(path)/\(file.name)") != 0 && errno != ENOENT {
            throw .last("\(path)/\(file.name)")
        }
        if !there.isEmpty { try sync() }
        return there.count
    }

    /// Deletes the unfinished files that a power cut has left.
    public func removeUnfinished() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where name.hasSuffix(".new") {
            unlink("\(path)/\(name)")
        }
    }

    private func sync() throws(PhotographFolderError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .last(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .last(path) }
    }
}

extension timespec {
    fileprivate init(_ time: Timestamp) {
        self.init(tv_sec: Int(time.milliseconds / 1000), tv_nsec: Int(time.milliseconds % 1000) * 1_000_000)
    }
}
