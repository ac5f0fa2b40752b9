import Facilities
import Foundation
import Glibc

/// Notes that one run of the gateway leaves for the next, as small files beside the journal: what cannot stand in the journal
/// itself, because that is damaged, removed or cannot be written.
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

    func file(_ name: Name) -> String { "\(path).\(name.rawValue)" }

    func isThere(_ name: Name) -> Bool { access(file(name), F_OK) == 0 }

    /// Returns a note; nil if there is none, or none that can be read.
    func read<Content: Decodable>(_ name: Name) -> Content? {
        (try? Data(contentsOf: URL(filePath: file(name)))).flatMap { try? JSONDecoder().decode(Content.self, from: $0) }
    }

    /// Writes a note whole, and safe from a power cut, or not at all.
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

    func remove(_ name: Name) {
        guard unlink(file(name)) == 0 else { return }
        syncFolder()
    }

    /// A name in a folder is safe from a power cut once the folder is.
    private func syncFolder() {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Renames a note that cannot be read, so that it is still there for a person.
    ///
    /// - Returns: what was done, for the log.
    func quarantine(_ name: Name) -> String {
        let renamed = file(name) + ".unreadable"
        rename(file(name), renamed)
        return "the note \(file(name)) could not be read and was renamed to \(renamed)"
    }
}

extension Notes {
    /// Renames the -wal of a file that was removed, where it stayed behind: SQLite would write what it has into any file that is
    /// in the place of its own.
    func renameLogOfRemovedFile() {
        guard let note: FileNote = read(.removed), let log = note.log, FileIdentity(path + "-wal") == log,
            FileIdentity(path) != note.file
        else { return }
        rename(path + "-wal", file(.removed) + "-wal")
    }
}
