import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Journal
import SiteConfiguration

/// Checks a journal: of the configuration, a copy, or through the gateway that runs.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Finds what was altered, deleted, inserted or moved in the ledger and in sealed readings.",
        discussion: """
            mashang ledger verify
            mashang ledger verify --file journal-copy.sqlite --noted 9f3c…
            mashang ledger verify --live

            Each entry of the ledger has a hash over itself and the hash before it. Once an hour an entry seals the readings of \
            that hour: a hash a device and quantities, and one over all of them. So a fault is named by hour, device and sequences. \
            A sequence that nothing has and that no entry 'loss' explains shows that an entry was deleted, also where the chain was \
            made again. Readings of the hour that is not over are not sealed yet.

            Photographs that entries name are compared with their SHA-256, beside the journal in JOURNAL-photographs. One that is \
            missing is a fault, unless an entry says that it was erased or deleted for space.

            A program that writes the whole chain, every seal and every counter again is found only by a hash that was noted \
            outside of the journal: give it with --noted. Such hashes stand in the gateway's retained state at the broker, in its \
            log ('Head of the ledger', at start, daily and at the end), in exports, and in the output of this command. A last hash \
            before an upgrade that made the chain again is accepted, too.

            It may run beside the gateway. --file checks a copy on any computer, without a configuration; make it with 'mashang \
            backup'. Times are those of the site, or UTC+8 without a configuration. --live asks the running gateway, which checks \
            once a day by itself and makes one check at a time.

            Ends with 0 if nothing is wrong, with 1 if something is, with 65 if another version of the program is needed, also \
            for some of the readings, and with 69 if the journal or the gateway is not there.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: ArgumentHelp("A copy of a journal, to be checked without a configuration.", valueName: "copy"))
    var file: String?

    @Option(help: ArgumentHelp("A hash that must be in the ledger.", valueName: "64 digits"))
    var noted: String?

    @Flag(help: "Asks the gateway that runs here for its check.")
    var live = false

    @Flag(help: "Prints the result as JSON (mashang/verification/1).")
    var json = false

    func validate() throws {
        guard noted == nil || noted.flatMap(LedgerHash.init) != nil else {
            throw ValidationError("--noted: a hash has 64 digits of 0-9 and a-f")
        }
        guard !live || (file == nil && noted == nil) else {
            throw ValidationError("--live: belongs to neither --file nor --noted; the gateway checks its own journal")
        }
    }

    func run() async throws {
        let place = try place()
        let report = live ? try await askGateway(place) : try check(place)
        show(report, place)
        guard report.isWhole else { throw ExitCode(1) }
        guard report.newer == nil else { throw ExitCode(EX_DATAERR) }
    }

    /// Where the journal is, and how to write times and words.
    private struct Place {
        var journal: Configuration.JournalSettings
        var language: Language
        var utcOffset: Int
    }

    private func place() throws -> Place {
        guard file != nil else {
            let configuration = try options.read()
            return Place(
                journal: configuration.journal, language: configuration.gateway.language,
                utcOffset: configuration.gateway.utcOffset)
        }
        let known = try? Configuration.read(file: options.config, folders: options.profiles, files: .disk).gateway
        let remains = Configuration.remains(of: options.config, files: .disk)
        return Place(
            journal: remains.journal, language: known?.language ?? remains.language,
            utcOffset: known?.utcOffset ?? 8 * 3600)
    }

    private func check(_ place: Place) throws -> VerificationReport {
        try failing {
            let began = Timestamp.now
            let journal = try Journal.reading(path: file ?? place.journal.path)
            let check = try journal.check(noted: noted.flatMap(LedgerHash.init))
            return VerificationReport(check, utcOffset: place.utcOffset, began: began, ended: .now)
        }
    }

    private func askGateway(_ place: Place) async throws -> VerificationReport {
        var number: Int?
        while true {
            let request = try JSONEncoder().encode(LocalRequest(verification: number))
            let answer: VerificationAnswer = try await send([UInt8](request), to: place.journal)
            number = answer.number
            if answer.isRunning { continue }
            guard let report = answer.report, answer.failure == nil else {
                complain(answer.failure ?? "the gateway has made no check")
                throw ExitCode(EX_UNAVAILABLE)
            }
            return report
        }
    }

    private func show(_ report: VerificationReport, _ place: Place) {
        guard !json else { return say((try? report.pretty) ?? "") }
        for fault in report.faults { complain(fault[place.language]) }
        let more = report.faultCount - report.faults.count
        if more > 0 { complain(Text(zh: "……另有\(more)处", en: "… and \(more) more")[place.language]) }
        say(report.summary(utcOffset: place.utcOffset)[place.language])
    }
}
