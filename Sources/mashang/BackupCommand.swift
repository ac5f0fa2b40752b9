import ArgumentParser
import Gateway
import Journal

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes a copy of the journal into a new file, while the gateway runs.",
        discussion: """
            mashang backup /media/usb/journal-2026-11-24.sqlite

            To go on with a copy, put it in the journal's place while the gateway does not run, and take the files \
            journal.sqlite-wal and journal.sqlite-shm away. The gateway then leaves out the sequences that may have been given \
            since, so that none comes twice. A copy that another program has made does not know that it is one.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "Where to; it must not be there yet.")
    var file: String

    func run() throws {
        let path = try options.read().journal.path
        let head = try failing {
            try Journal.copy(path, to: file, now: .now)
            let copy = try Journal.reading(path: file)
            return (sequence: try copy.lastSequence(), entries: try copy.ledgerHead().count)
        }
        say("\(file): up to sequence \(head.sequence), \(head.entries) entries")
    }
}
