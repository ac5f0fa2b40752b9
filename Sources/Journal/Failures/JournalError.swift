public import Facilities
import GRDB

/// The reason why an operation of the journal failed, classified by what the caller should do.
public enum JournalError: ExplainedError, Hashable {
    /// The file has grown to its budget, and the disk has space. Delete the oldest samples and try again.
    case full(JournalReason)
    /// Other files have filled the disk. Buffer the data in memory and try again; delete nothing from the file.
    case diskFull(JournalReason)
    /// The disk or its driver failed, or is read-only. Buffer the data in memory and try again; delete nothing from the file.
    case failing(JournalReason)
    /// Another program holds a lock of SQLite. Buffer the data in memory and try again.
    case locked(JournalReason)
    /// The file is damaged. Start with a new one.
    case corrupt(JournalReason)
    /// The file was removed while it was open. Start with a new one.
    case removed(JournalReason)
    /// Another gateway uses the file.
    case owned(JournalReason)
    /// The operation is not possible. Do not try again.
    case refused(JournalReason)
    /// A newer version of the program has written the file. Leave it as it is.
    case newer(NewerJournal)

    /// The sentence for people: what is wrong, and what to do. The words of SQLite are in `description` only.
    public var text: Text {
        guard let reason else { return said }
        if case .owned = self, let text = reason.text { return text }
        let file = reason.file.map { Text(zh: "（\($0)）", en: " (\($0))") } ?? Text(zh: "", en: "")
        let more = reason.text ?? remedy
        return Text(zh: "\(said.zh)\(file.zh)：\(more.zh)", en: "\(said.en)\(file.en): \(more.en)")
    }

    /// The English sentence for the log, with the words of SQLite or of the system.
    public var description: String {
        guard let reason else { return said.en }
        if case .owned = self { return reason.logged }
        return "\(said.en): \(reason.logged)"
    }

    private var reason: JournalReason? {
        switch self {
        case .full(let reason), .diskFull(let reason), .failing(let reason), .locked(let reason), .corrupt(let reason),
            .removed(let reason), .owned(let reason), .refused(let reason):
            reason
        case .newer: nil
        }
    }

    /// The kind of failure, in a sentence.
    private var said: Text {
        switch self {
        case .full: Text(zh: "日志库已满", en: "the journal is full")
        case .diskFull: Text(zh: "日志库所在的磁盘已满", en: "the journal's disk is full")
        case .failing: Text(zh: "日志库无法读写", en: "the journal cannot be written or read")
        case .locked: Text(zh: "日志库被另一个程序锁住", en: "the journal is locked by another program")
        case .corrupt: Text(zh: "日志库已损坏", en: "the journal is damaged")
        case .removed: Text(zh: "日志库在使用中被移走", en: "the journal was removed while it was in use")
        case .owned: Text(zh: "日志库已有 mashang 在运行", en: "mashang runs already on the journal")
        case .refused: Text(zh: "日志库不能用", en: "the journal cannot be used")
        case .newer(let journal): journal.text
        }
    }

    /// The advice where only the kind of error is known.
    private var remedy: Text {
        switch self {
        case .full:
            Text(zh: "预算已用完；请加大 journal 的 budget", en: "its budget is used up; raise budget: of journal:")
        case .diskFull: Text(zh: "请删除其他文件", en: "delete other files")
        case .failing:
            Text(
                zh: "磁盘出错、只读，或没有权限；请检查存储卡、它的挂载和文件的权限",
                en:
                    "the disk fails, is read-only, or this user may not use it; check the card, how it is mounted and the rights "
                    + "of the file")
        case .locked: Text(zh: "请关闭打开它的程序，再试一次", en: "close what has opened it and try again")
        case .corrupt:
            Text(
                zh: "请重启服务，它会通查文件并把损坏的另存；或恢复备份",
                en:
                    "restart the service, which looks through the file and quarantines what is damaged, or restore a backup"
            )
        case .removed: Text(zh: "请重启服务", en: "restart the service")
        case .owned: Text(zh: "请先停止它，或改用另一个日志库", en: "stop it first, or name another journal")
        case .refused, .newer:
            Text(
                zh: "程序出错；请附日志报告（journalctl -u mashang）",
                en: "an error of the program; report it with the log (journalctl -u mashang)")
        }
    }
}

extension JournalError {
    /// Creates the error for any other error. This is the one place that knows SQLite's result codes.
    ///
    /// - Parameter file: the file to name in the reason, where the file may be the cause; nil for none.
    init(_ error: any Error, file: String? = nil) {
        if let error = error as? JournalError {
            self = error
            return
        }
        if error is DecodingError {
            // The gateway itself has written the content, and could read it then.
            self = .corrupt("\(error)")
            return
        }
        if let error = error as? any ExplainedError {
            self = .refused(JournalReason(error.text))
            return
        }
        guard let error = error as? DatabaseError else {
            self = .refused("\(error)")
            return
        }
        self.init(error, file: file)
    }

    private init(_ error: DatabaseError, file: String?) {
        // The statement and its values are omitted, since the text may reach a log.
        let message = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        let reason = JournalReason(message, file: file)
        switch error.resultCode {
        // SQLite reports only a full disk: growth beyond the budget is refused before.
        case .SQLITE_FULL: self = .diskFull(reason)
        case .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_NOMEM: self = .failing(reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .locked(reason)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(reason)
        default: self = .refused(reason)
        }
    }
}
