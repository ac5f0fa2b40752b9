public import Facilities
import GRDB

/// Why the journal did not do it, by what the caller does next.
public enum JournalError: Error, Sendable, CustomStringConvertible {
    /// The file has grown to its budget, and the disk has space: drop the oldest samples, try again.
    case full(String)
    /// Others have filled the disk: keep it in memory, try again. Nothing is dropped from the file.
    case diskFull(String)
    /// The disk or its driver failed, or may only be read: keep it in memory, try again. Nothing is dropped from the file.
    case failing(String)
    /// Another program holds the file's lock: keep it in memory, try again.
    case locked(String)
    /// The file cannot be used any more: start with a new one.
    case corrupt(String)
    /// The file is not where it was any more: start with a new one.
    case removed(String)
    /// Another gateway runs on it.
    case owned(String)
    /// Trying again will not help.
    case refused(String)
    /// Leave the file as it is: another version of the program is needed.
    case newer(NewerJournal)

    public var description: String { text.en }

    /// For a person. The reason after the colon is the disk's or SQLite's.
    public var text: Text {
        switch self {
        case .full(let reason): Text(zh: "日志库已满：\(reason)", en: "the journal is full: \(reason)")
        case .diskFull(let reason):
            Text(zh: "日志库所在的磁盘已满：\(reason)", en: "the journal's disk is full: \(reason)")
        case .failing(let reason):
            Text(zh: "日志库无法读写：\(reason)", en: "the journal cannot be written or read: \(reason)")
        case .locked(let reason):
            Text(zh: "日志库被另一个程序锁住：\(reason)", en: "the journal is locked by another program: \(reason)")
        case .corrupt(let reason): Text(zh: "日志库已损坏：\(reason)", en: "the journal is damaged: \(reason)")
        case .removed(let reason):
            Text(zh: "日志库在使用中被移走：\(reason)", en: "the journal was removed while it was in use: \(reason)")
        case .owned(let reason): Text(zh: reason, en: reason)
        case .refused(let reason): Text(zh: "日志库不接受：\(reason)", en: "the journal refused: \(reason)")
        case .newer(let journal): journal.text
        }
    }

    /// - Parameter file: which, where that may be what is wrong.
    init(_ error: any Error, file: String? = nil) {
        if let error = error as? JournalError {
            self = error
            return
        }
        if error is DecodingError {
            // The gateway has written it, and could read it then.
            self = .corrupt("\(error)")
            return
        }
        guard let error = error as? DatabaseError else {
            self = .refused("\(error)")
            return
        }
        // Without the statement and its values: the text may reach a log.
        let message = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        let reason = file.map { "\($0): \(message)" } ?? message
        switch error.resultCode {
        // Only the disk: what is over the budget never gets as far as SQLite.
        case .SQLITE_FULL: self = .diskFull(reason)
        case .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_NOMEM: self = .failing(reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .locked(reason)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(reason)
        default: self = .refused(reason)
        }
    }
}
