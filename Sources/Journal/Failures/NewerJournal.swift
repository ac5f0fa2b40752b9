public import Facilities

/// A file that a newer program has written, which this one cannot go on with.
public struct NewerJournal: Hashable, Sendable {
    public var file: String
    /// Versions of the schema: how many migrations the file has seen, and how many this program has.
    public var found: Int
    public var known: Int

    /// What is there, and what would be right.
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
