public import Facilities

/// A journal that a newer version of the program has written, so that this one cannot use it.
public struct NewerJournal: Hashable, Sendable {
    /// The path of the file.
    public var file: String
    /// The version of the schema of the file: the number of migrations that it has seen.
    public var found: Int
    /// The newest version of the schema that this program knows.
    public var known: Int

    /// The sentence that says what was found and what to do.
    public var text: Text {
        Text(
            zh: "日志库 \(file) 的结构版本是 \(found)，本程序只认识到 \(known)：它由较新版本的 mashang 写入，未作任何改动。"
                + "请重新安装较新版本，或恢复升级前的备份",
            en: "the journal \(file) has schema \(found), and this program knows \(known): a newer version of mashang "
                + "wrote it. It was left as it is; install the newer version again, or restore the backup from before the "
                + "upgrade"
        )
    }
}
