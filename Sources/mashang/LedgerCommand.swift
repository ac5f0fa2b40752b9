import ArgumentParser
import Gateway
import Glibc
import Journal
import SiteConfiguration

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Looks after the ledger: every record, finding and reminder.",
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
    /// Says it and ends the command: with 65 where another version of the program is needed; else with 69, which systemd answers
    /// with another start, because disk, rights and the other owner may be different by then.
    func exit() -> ExitCode {
        complain("\(self)")
        if case .newer = self { return ExitCode(EX_DATAERR) }
        return ExitCode(EX_UNAVAILABLE)
    }
}
