import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Journal
import SiteConfiguration

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the ledger, the readings, their means or the rates as CSV or JSON to standard output.",
        discussion: """
            mashang export ledger > ledger.csv
            mashang export readings --code NJ320104C00012D --from "2026-11-01 00:00" --format json
            mashang export means --interval 1h > hours.csv
            mashang export rates --from "2026-11-01 00:00" --until "2026-12-01 00:00" > november.csv

            Rates are those of days that are over, a row a device and day; 'mashang help status' says of what they are taken. \
            Times are UTC, and beside it the clock on the site's wall. CSV begins with a byte order mark, so that \
            spreadsheets show Chinese, and what a spreadsheet would take for a formula has an apostrophe before it.

            Readings that are damaged in the journal are missing in the output: they are named on standard error, and the command \
            ends with 1 after it has written all others. Readings of a newer version with units that this one does not know are named, too; \
            the command ends with 65 then.
            """
    )

    enum What: String, ExpressibleByArgument, CaseIterable {
        case ledger, readings, means, rates
    }

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "What is wanted.")
    var what: What

    @Option(help: "Just this facility's code.")
    var code: String?

    @Option(help: ArgumentHelp("Not before: 2026-11-23T02:00:00Z, or \"2026-11-23 10:00\" on site.", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("Before this time.", valueName: "time"))
    var until: String?

    @Option(help: "Of means: 1min, 15min, 1h or 1d.", transform: ExportCommand.interval)
    var interval = Aggregate.Interval.hour

    @Option(help: "The form of the output.")
    var format = Format.csv

    func run() throws {
        let configuration = try options.read()
        let utcOffset = configuration.gateway.utcOffset
        let wanted = ExportSelection(
            code: try facility(), from: try time(from, utcOffset, "--from"),
            until: try time(until, utcOffset, "--until"))
        if let from = wanted.from, let until = wanted.until, from > until {
            throw ValidationError("--from is after --until")
        }
        if let code = wanted.code, !configuration.facilities.contains(where: { $0.facility.code == code }) {
            complain(
                "note: the configuration has no facility \(code); what the journal has of it is written all the same")
        }
        let journal = try configuration.openJournal()
        let writer = TableWriter(format, columns: what.columns)
        let configured = configuration.facilities.map(\.facility.code)
        // Also those that the configuration has no more: what was measured at them is there.
        let removed = try failing { try journal.facilities() }.subtracting(configured).sorted()
        let codes = (configured + removed).filter { wanted.code == nil || wanted.code == $0 }
        var (isComplete, needsNewer) = (true, false)
        try failing {
            switch what {
            case .ledger: try LedgerTable(utcOffset: utcOffset).write(journal, to: writer, wanted)
            case .readings:
                try ReadingTable(utcOffset: utcOffset).write(journal, to: writer, wanted) { samples in
                    let text = samples.text(utcOffset: utcOffset)
                    complain("\(text.zh)\n  \(text.en)")
                    isComplete = false
                }
                for samples in try wanted.sequences(journal).map({ try journal.newer(in: $0, at: wanted.code) }) ?? [] {
                    complain("\(samples.text.zh)\n  \(samples.text.en)")
                    needsNewer = true
                }
            case .means:
                for code in codes {
                    try MeansTable(utcOffset: utcOffset).write(journal, code, interval, in: wanted.time, to: writer)
                }
            case .rates:
                let source = RateSource(journal, uplink: configuration.uplinks.first?.name)
                for code in codes {
                    try RatesTable(utcOffset: utcOffset).write(source, code, in: wanted.time, to: writer)
                }
            }
        }
        writer.finish()
        guard isComplete else { throw ExitCode(1) }
        guard !needsNewer else { throw ExitCode(EX_DATAERR) }
    }

    private static func interval(_ text: String) throws -> Aggregate.Interval {
        guard let interval = Aggregate.Interval(rawValue: text) else {
            throw ValidationError("--interval: write 1min, 15min, 1h or 1d")
        }
        return interval
    }

    private func facility() throws -> Facility.Code? {
        guard let code else { return nil }
        guard let facility = Facility.Code(code) else {
            throw ValidationError("--code: '\(code)' is no code of a facility; write one such as NJ320104C000018")
        }
        return facility
    }

    private func time(_ text: String?, _ utcOffset: Int, _ option: String) throws -> Timestamp? {
        guard let text else { return nil }
        guard let time = Timestamp(text, onSiteAhead: utcOffset) else {
            throw ValidationError("\(option): '\(text)' is no time; write 2026-11-23T02:00:00Z or \"2026-11-23 10:00\"")
        }
        return time
    }
}

extension ExportCommand.What {
    fileprivate var columns: [String] {
        switch self {
        case .ledger: LedgerTable.columns
        case .readings: ReadingTable.columns
        case .means: MeansTable.columns
        case .rates: RatesTable.columns
        }
    }
}
