import Facilities
import Foundation
import Glibc

/// Notes of one run of the gateway for the next, in small files beside the journal. They are for what cannot be stored in the journal
/// itself, because it is damaged, removed or not writable.
struct Notes: Sendable {
    enum Name: String, CaseIterable {
        /// The file was found damaged in use.
        case damaged
        /// The file was removed in use, or was quarantined.
        case removed
        /// The gateway ended with data in memory that could not be written.
        case unkept
    }

    /// The path of the journal.
    let path: String

    /// Returns the path of a note.
    func file(_ name: Name) -> String { "\(path).\(name.rawValue)" }

    /// Returns whether a note exists.
    func isThere(_ name: Name) -> Bool { access(file(name), F_OK) == 0 }

    /// Returns the content of a note; nil where there is none, or it cannot be read.
    func read<Content: Decodable>(_ name: Name) -> Content? {
        guard let data = try? Data(contentsOf: URL(filePath: file(name))) else { return nil }
        return try? JSONDecoder().decode(Content.self, from: data)
    }

    /// Writes a note so that it survives a power cut; after a failure the old note is unchanged.
    ///
    /// - Returns: whether it was written.
    @discardableResult func write(_ name: Name, _ content: some Encodable) -> Bool {
        guard let data = try? JSONEncoder().encode(content) else { return false }
        let new = file(name) + ".new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return false }
        let isWritten = data.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == data.count
        let isSafe = isWritten && fsync(descriptor) == 0
        close(descriptor)
        guard isSafe, rename(new, file(name)) == 0 else {
            unlink(new)
            return false
        }
        syncFolder()
        return true
    }

    /// Removes a note, so that it stays removed after a power cut.
    func remove(_ name: Name) {
        guard unlink(file(name)) == 0 else { return }
        syncFolder()
    }

    /// Syncs the folder: only then a changed name in it survives a power cut.
    private func syncFolder() {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Renames a note that cannot be read, so that a person can still look at it.
    ///
    /// - Returns: a sentence for the log.
    func quarantine(_ name: Name) -> String {
        let renamed = file(name) + ".unreadable"
        rename(file(name), renamed)
        return "the note \(file(name)) could not be read and was renamed to \(renamed)"
    }
}

extension Notes {
    /// Renames the -wal of a removed file if it is still there: SQLite would copy its content into any other file of the same name.
    func renameLogOfRemovedFile() {
        guard let note: FileNote = read(.removed), let log = note.log, FileIdentity(path + "-wal") == log,
            FileIdentity(path) != note.file
        else { return }
        rename(path + "-wal", file(.removed) + "-wal")
    }
}
