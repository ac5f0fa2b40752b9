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
    /// The journal that the configuration names, to read it.
    func openJournal() throws -> Journal {
        try failing { try Journal.reading(path: journal.path) }
    }
}

/// What the journal will not do is said, and ends the command.
func failing<Value>(_ work: () throws -> Value) throws -> Value {
    do {
        return try work()
    } catch let error as JournalError {
        throw error.exit()
    }
}

extension JournalError {
    /// Says it and ends the command: a person gets it in their language, the log in English and with the words of SQLite. It ends with 65 where another version of the program is needed; else with 69, which systemd answers
    /// with another start, because disk, rights and the other owner may be different by then.
    func exit() -> ExitCode {
        complain(JournalLog.isThere ? description : text.spoken)
        if case .newer = self { return ExitCode(EX_DATAERR) }
        return ExitCode(EX_UNAVAILABLE)
    }
}
