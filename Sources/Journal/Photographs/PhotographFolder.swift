public import Facilities
import Foundation
import Glibc

/// The folder of a journal's photographs: `PATH-photographs` for the journal `PATH`, so that a copy of both belongs together under
/// any name. Each file is named by the SHA-256 of its bytes.
public struct PhotographFolder: Sendable {
    public let path: String

    /// - Parameter path: of the journal.
    public init(of path: String) {
        self.path = ((try? RealPath.of(path)) ?? path) + "-photographs"
    }

    /// A file of the folder.
    public struct File: Hashable, Sendable {
        public var id: PhotographID
        public var type: PhotographType
        public var bytes: Int64
        /// When it was taken, or last asked for by a record.
        public var time: Timestamp

        var name: String { "\(id).\(type.fileExtension)" }
    }

    /// The photographs that are there, the oldest first. A folder that is not there has none.
    public func files() throws(PhotographFolderError) -> [File] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            if access(path, F_OK) == 0 { throw .last(path) }
            return []
        }
        return names.compactMap(file).sorted { ($0.time, $0.id) < ($1.time, $1.id) }
    }

    /// What the photographs of a folder take.
    public struct Usage: Hashable, Sendable {
        public var count: Int
        public var bytes: Int64
        /// When the folder was changed last, in nanoseconds; nil where it was so lately that another change may have the same time.
        fileprivate var changed: Int64?
    }

    /// Returns what the photographs take. They are listed only where the folder has changed since: each is a file of its own.
    public func usage(known: Usage?) throws(PhotographFolderError) -> Usage {
        let (changed, now) = (changeTime, Int64(time(nil)))
        if let known, known.changed != nil, known.changed == changed { return known }
        let files = try files()
        let isSettled = changed.map { $0 / 1_000_000_000 < now - 1 } ?? false
        return Usage(
            count: files.count, bytes: files.reduce(0) { $0 + $1.bytes }, changed: isSettled ? changed : nil)
    }

    /// In nanoseconds; nil where the folder is not there.
    private var changeTime: Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }

    /// Returns the file of a photograph; nil where it is not there.
    public func file(of id: PhotographID) -> File? {
        PhotographType.allCases.lazy.compactMap { file(named: "\(id).\($0.fileExtension)") }.first
    }

    /// Returns the bytes of a photograph; nil where it is not there.
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

    /// Writes a photograph: a power cut leaves a whole file or none. Writing one that is there renews its time.
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

    /// Says that a photograph was asked for at a time.
    public func renew(_ file: File, at time: Timestamp) throws(PhotographFolderError) {
        let name = "\(path)/\(file.name)"
        guard utimensat(AT_FDCWD, name, [timespec(time), timespec(time)], 0) == 0 else { throw .last(name) }
    }

    /// Deletes photographs; those that are not there are no error.
    ///
    /// - Returns: the number that was there.
    @discardableResult public func remove(_ ids: [PhotographID]) throws(PhotographFolderError) -> Int {
        let there = ids.compactMap(file(of:))
        for file in there where unlink("\(path)/\(file.name)") != 0 && errno != ENOENT {
            throw .last("\(path)/\(file.name)")
        }
        if !there.isEmpty { try sync() }
        return there.count
    }

    /// Deletes what a power cut has left half-written.
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
