import Facilities
import Foundation
import GRDB

/// The handling of a file that was removed while it was open. SQLite continues to write into a file without a name, whose content would be
/// lost when the process ends.
extension Journal {
    /// Checks that the file, its -wal and its -shm are still those that were opened, and truncates the -wal where that is due. If one was
    /// removed, the content of the open file is saved.
    ///
    /// - Throws: `removed` if one of them was removed or replaced, from then on at each call.
    public func checkFiles() async throws(JournalError) {
        if let error = state.removal { throw error }
        guard let suffix = files.removed else { return await truncateLogIfDue() }
        let error = JournalError.removed(JournalReason(await save(without: suffix)))
        state.note(removal: error)
        throw error
    }

    /// Saves the content of the open file.
    ///
    /// - Returns: a sentence that says what happened and where the content is.
    private func save(without suffix: String) async -> Text {
        if !suffix.isEmpty, await hasMovedLogIntoFile() {
            return Text(
                zh: "\(path)\(suffix) 不见了；里面的内容已全部移入 \(path)",
                en: "\(path)\(suffix) is not there any more; all that it had was moved into \(path)")
        }
        // The next run must begin behind all assigned sequences, whatever file it finds.
        notes.write(.removed, FileNote(sequence: state.given, reason: .removed, file: files[""], log: files["-wal"]))
        let name = "\(path).removed-\(Self.timeOfDay)"
        do {
            try await write(to: name)
            return Text(
                zh: "\(path)\(suffix) 不见了；里面的内容已全部写到 \(name)",
                en: "\(path)\(suffix) is not there any more; all that it had was written to \(name)")
        } catch {
            try? FileManager.default.removeItem(atPath: name)
            let reason = JournalError(error).text
            return Text(
                zh: "\(path)\(suffix) 不见了，里面的内容也没能写到 \(name)：\(reason.zh)",
                en:
                    "\(path)\(suffix) is not there any more, and what it had could not be written to \(name): \(reason.en)"
            )
        }
    }

    private func hasMovedLogIntoFile() async -> Bool {
        do {
            try await pool.writeWithoutTransaction { [syncLevel] in try Syncs.moveLogIntoFile(syncLevel, $0) }
            return true
        } catch {
            return false
        }
    }

    /// Writes a copy like those of `mashang backup`, which continues behind all sequences when it is used.
    private func write(to name: String) async throws {
        guard FileManager.default.createFile(atPath: name, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw JournalError.failing(JournalReason(Text(zh: "建立不了 \(name)", en: "\(name) cannot be made")))
        }
        try await pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [name]) }
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let copy = try DatabaseQueue(path: name)
        try await copy.write { try Copying.mark($0, now) }
        try copy.close()
    }

    private static var timeOfDay: String {
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970) * 1000)
        return now.description.replacing(":", with: "")
    }
}
