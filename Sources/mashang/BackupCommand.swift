import ArgumentParser
import Gateway
import Journal
import SiteConfiguration

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes a copy of the journal and its photographs, while the gateway runs.",
        discussion: """
            mashang backup /media/usb/journal-2026-11-24.sqlite

            The photographs that its entries name go into the folder FILE-photographs. Neither may be there yet.

            To go on with a copy, put it in the journal's place while the gateway does not run, and take the files \
            journal.sqlite-wal and journal.sqlite-shm away; put the folder of its photographs in the place of \
            journal.sqlite-photographs. The gateway then skips the sequences that may have been given \
            since, so that none comes twice. A copy that another program has made does not know that it is one.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "Where to; it must not be there yet.")
    var file: String

    func run() throws {
        let path = try options.read().journal.path
        let (sequence, entries, photographs, folder) = try failing {
            let photographs = try Journal.copy(path, to: file, now: .now)
            let copy = try Journal.reading(path: file)
            return (try copy.lastSequence(), try copy.ledgerHead().count, photographs, copy.photographFolder.path)
        }
        say("\(file): up to sequence \(sequence), \(entries) entries")
        if photographs > 0 { say("\(folder): \(photographs) photographs") }
    }
}
