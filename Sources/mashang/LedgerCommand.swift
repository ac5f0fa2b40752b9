import ArgumentParser
import Gateway
import Glibc
import Journal

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Looks after the ledger: every record, finding and reminder.",
        subcommands: [Verify.self, EraseCommand.self]
    )

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Finds any entry that was altered, omitted, inserted or moved, and any text that was altered.",
            discussion: """
                Ends with 1 when there is one. A hash that was noted earlier, from the gateway's state at the broker or \
                from an export, also finds a ledger that was written again as a whole. The last hash before an upgrade that \
                made the chain again is accepted, too: an entry names it.
                """
        )

        @OptionGroup var options: ConfigurationOptions

        @Option(help: ArgumentHelp("A hash that must be in the ledger.", valueName: "64 digits"))
        var noted: String?

        func validate() throws {
            guard noted == nil || noted.flatMap(LedgerHash.init) != nil else {
                throw ValidationError("--noted: a hash has 64 digits of 0-9 and a-f")
            }
        }

        func run() throws {
            let journal = try options.read().openJournal()
            let (head, faults) = try failing {
                (try journal.ledgerHead(), try journal.ledgerFaults(noted: noted.flatMap(LedgerHash.init)))
            }
            for fault in faults { complain("\(fault)") }
            guard faults.isEmpty else { throw ExitCode(1) }
            say(
                "\(head.count) entries, all as they were written; the last is \(head.sequence) with the hash \(head.hash)"
            )
        }
    }
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
