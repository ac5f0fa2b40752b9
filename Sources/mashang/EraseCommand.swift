import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import SiteConfiguration

/// Erases names and free text of people from the ledger.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erases the names, texts and photographs of people from entries of the ledger.",
        discussion: """
            mashang ledger erase 184467 --by 李
            mashang ledger erase complaint:T-2026-117 --everywhere

            ID is a sequence as 'mashang export ledger' lists them, the id of an entry, or the number of a complaint: then all \
            records of that complaint. Where one text could be two of these, write sequence:12, entry:12 or complaint:12. The gateway \
            that runs on this machine erases who entered it and its free text (text, remark, place, to); figures, times and \
            findings stay. Photographs of the entry are deleted, unless another entry names them too. An entry of the ledger says that it was done, and 'mashang ledger verify' still passes, because the \
            chain has only hashes of these texts. It cannot be undone. Backups, exports and messages that were made before have \
            the texts still.

            Ends with 65 if nothing was erased because no entry has such texts, with 69 if no gateway runs, and with 1 if the \
            journal cannot be written now.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "A sequence, the id of an entry, or the number of a complaint.")
    var id: String

    @Flag(help: "Erases the same texts also where they stand in other entries, each as a whole text.")
    var everywhere = false

    @Option(help: ArgumentHelp("The person who erases them.", valueName: "name"))
    var by: String?

    func run() async throws {
        let request = try JSONEncoder().encode(LocalRequest(erase: id, everywhere: everywhere, by: by))
        let reply: Reply = try await send([UInt8](request), to: options.read().journal)
        try reply.endUnlessKept()
        guard let erased = reply.erased else { return }
        say("\(erased.text.zh)\n\(erased.text.en)")
    }
}
