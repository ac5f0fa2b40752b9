import ArgumentParser
import Facilities
import Foundation
import Gateway
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
        let range = try time(from, utcOffset, "--from") ?? Timestamp(milliseconds: .min)
        let end = try time(until, utcOffset, "--until") ?? Timestamp(milliseconds: .max)
        guard range <= end else { throw ValidationError("--from is after --until") }
        if let code, !configuration.facilities.contains(where: { $0.facility.code.description == code }) {
            complain(
                "note: the configuration has no facility \(code); what the journal has of it is written all the same")
        }
        let journal = try configuration.openJournal()
        let writer = TableWriter(format, columns: what.columns)
        let isWanted = { (facility: Facility.Code?, time: Timestamp) in
            (code == nil || code == facility?.description) && range <= time && time < end
        }
        try failing {
            switch what {
            case .ledger: try LedgerTable(utcOffset: utcOffset).write(journal, to: writer, where: isWanted)
            case .readings: try ReadingTable(utcOffset: utcOffset).write(journal, to: writer, where: isWanted)
            case .means:
                for facility in configuration.facilities.map(\.facility.code)
                where code == nil || code == facility.description {
                    try MeansTable(utcOffset: utcOffset).write(journal, facility, interval, in: range..<end, to: writer)
                }
            case .rates:
                let source = RateSource(journal, uplink: configuration.uplinks.first?.name)
                for facility in configuration.facilities.map(\.facility.code)
                where code == nil || code == facility.description {
                    try RatesTable(utcOffset: utcOffset).write(source, facility, in: range..<end, to: writer)
                }
            }
        }
        writer.finish()
    }

    private static func interval(_ text: String) throws -> Aggregate.Interval {
        guard let interval = Aggregate.Interval(rawValue: text) else {
            throw ValidationError("--interval: write 1min, 15min, 1h or 1d")
        }
        return interval
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
