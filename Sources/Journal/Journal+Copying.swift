public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Copies a journal into a new file, and its photographs into the folder beside it. A gateway may write at the same time.
    ///
    /// The copy is marked as one, since its original assigns the same sequences to other data. When the copy is opened for writing, it skips
    /// as many sequences as may have been assigned since.
    ///
    /// - Returns: the number of copied photographs.
    /// - Throws: `refused` if the copy exists already or cannot be written.
    @discardableResult public static func copy(
        _ path: String, to copy: String, now: Timestamp
    ) throws(JournalError) -> Int {
        // Opening it also checks that it is a journal of this version.
        _ = try reading(path: path)
        guard !FileManager.default.fileExists(atPath: copy) else { throw .refused(isThere(copy)) }
        let folder = PhotographFolder(of: copy).path
        guard !FileManager.default.fileExists(atPath: folder) else { throw .refused(isThere(folder)) }
        do {
            guard FileManager.default.createFile(atPath: copy, contents: nil, attributes: [.posixPermissions: 0o600])
            else {
                throw JournalError.refused(
                    JournalReason(
                        Text(
                            zh: "\(copy) 写不了；请检查文件夹和权限",
                            en: "\(copy) cannot be written; check its folder and the rights")))
            }
            // VACUUM INTO reads in one transaction, and does not copy deleted content.
            try DatabaseQueue(path: path, configuration: Schema.readingConfiguration).inDatabase { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [copy])
            }
            try DatabaseQueue(path: copy).write { try Copying.mark($0, now) }
            return try copyPhotographs(of: path, to: copy)
        } catch {
            for path in [copy, folder] { try? FileManager.default.removeItem(atPath: path) }
            throw JournalError(error, file: copy)
        }
    }

    private static func isThere(_ name: String) -> JournalReason {
        JournalReason(Text(zh: "已有 \(name)；请换一个名字", en: "\(name) is there already; choose another name"))
    }
}
