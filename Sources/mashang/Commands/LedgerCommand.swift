import ArgumentParser
import Facilities
import Gateway
import Glibc
import Journal
import SiteConfiguration

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "ledger",
        Text(
            zh: "管理台账：所有记录、发现和提醒。",
            en: "Checks the ledger, and erases personal texts in it."),
        subcommands: [VerifyCommand.self, EraseCommand.self]
    )
}

extension Configuration {
    /// Opens the journal that the configuration names, for reading.
    ///
    /// - Throws: the exit code of the command, after the reason was printed.
    func openJournal() throws -> Journal {
        try failing { try Journal.reading(path: journal.path) }
    }
}

/// Does some work with a journal. A failure of the journal is printed and ends the command.
func failing<Value>(_ work: () throws -> Value) throws -> Value {
    do {
        return try work()
    } catch let error as JournalError {
        throw error.exit()
    }
}

extension JournalError {
    /// Prints the error, and returns the exit code. A person reads it in their language; the log has it in English,
    /// with the message of SQLite. The code is 65 if another version of the program is needed. Otherwise it is 69,
    /// after which systemd restarts the service, because disk, permissions and the other owner may have changed by
    /// then.
    func exit() -> ExitCode {
        complain(JournalLog.isThere ? description : text.spoken)
        if case .newer = self { return ExitCode(EX_DATAERR) }
        return ExitCode(EX_UNAVAILABLE)
    }
}
