import Facilities
import GRDB

/// Why the journal did not do it, by what the caller does next.
public enum JournalError: Error, Sendable, CustomStringConvertible {
    /// Keep it in memory, make room, try again.
    case full(String)
    /// Keep it in memory, try again.
    case busy(String)
    /// The file cannot be used any more: start with a new one.
    case corrupt(String)
    /// Trying again will not help.
    case refused(String)
    /// Leave the file as it is: another version of the program is needed.
    case newer(NewerJournal)

    public var description: String {
        switch self {
        case .full(let reason): "the journal is full: \(reason)"
        case .busy(let reason): "the journal is busy: \(reason)"
        case .corrupt(let reason): "the journal is damaged: \(reason)"
        case .refused(let reason): "the journal refused: \(reason)"
        case .newer(let journal): "\(journal.text.zh)\n  \(journal.text.en)"
        }
    }

    /// - Parameter file: which, where that may be what is wrong.
    init(_ error: any Error, file: String? = nil) {
        if let error = error as? JournalError {
            self = error
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
        case .SQLITE_FULL, .SQLITE_IOERR: self = .full(reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM: self = .busy(reason)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(reason)
        default: self = .refused(reason)
        }
    }
}
