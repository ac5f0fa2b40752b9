public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Writes everything that is kept into a new file, and its photographs into the folder beside that, while a gateway writes on.
    ///
    /// The copy knows that it is one: its original gives sequences to other things than it would. When it is opened to go on
    /// with, it leaves out as many as may have been given meanwhile.
    ///
    /// - Returns: the number of photographs.
    @discardableResult public static func copy(
        _ path: String, to copy: String, now: Timestamp
    ) throws(JournalError) -> Int {
        // Also refuses what is no journal of this version.
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
            // In one read transaction of SQLite's own, and without what was deleted.
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
