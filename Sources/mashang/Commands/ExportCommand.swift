import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Journal
import SiteConfiguration

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "export",
        Text(
            zh: "把台账、读数、均值或数据率以 CSV 或 JSON 写到标准输出。",
            en: "Writes the ledger, the readings, their means or the rates as CSV or JSON to standard output."),
        Text(
            zh: """
                mashang export ledger > ledger.csv
                mashang export readings --code NJ320104C00012D --from "2026-11-01 00:00" --format json
                mashang export means --interval 1h > hours.csv
                mashang export rates --from "2026-11-01 00:00" --until "2026-12-01 00:00" > november.csv

                数据率为已结束的各天，每台设备每天一行，算法见 mashang help status。时间为 UTC，旁边是现场时间。CSV 以字节顺序标记开头，\
                表格软件因此能显示中文；会被当作公式的内容前加了撇号。

                日志库中损坏的读数不输出，并在标准错误中说明，写完其余内容后退出码为 1。新版本程序写入的、本版本不认识单位的读数也会说明，退出码为 65。
                """,
            en: """
                mashang export ledger > ledger.csv
                mashang export readings --code NJ320104C00012D --from "2026-11-01 00:00" --format json
                mashang export means --interval 1h > hours.csv
                mashang export rates --from "2026-11-01 00:00" --until "2026-12-01 00:00" > november.csv

                Rates are those of days that are over, a row a device and day; 'mashang help status' explains how they are counted. \
                Times are UTC, and beside it the clock on the site's wall. CSV begins with a byte order mark, so that \
                spreadsheets show Chinese, and what a spreadsheet would take for a formula has an apostrophe before it.

                Readings that are damaged in the journal are missing in the output: they are named on standard error, and the command \
                ends with 1 after it has written all others. Readings of a newer version with units that this one does not know are named, too; \
                the command ends with 65 then.
                """)
    )

    enum What: String, ExpressibleByArgument, CaseIterable {
        case ledger, readings, means, rates
    }

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: help("要导出的内容。", "What to export."))
    var what: What

    @Option(help: help("只导出这个编号的设施。", "Only the facility with this code."))
    var code: String?

    @Option(
        help: help(
            "从何时起：2026-11-23T02:00:00Z，或现场时间 \"2026-11-23 10:00\"。",
            "Not before: 2026-11-23T02:00:00Z, or \"2026-11-23 10:00\" on site.", "time"))
    var from: String?

    @Option(help: help("到何时为止。", "Before this time.", "time"))
    var until: String?

    @Option(
        help: help("均值的时段：1min、15min、1h 或 1d。", "Of means: 1min, 15min, 1h or 1d."), transform: ExportCommand.interval)
    var interval = Aggregate.Interval.hour

    @Option(help: help("输出格式。", "The format of the output."))
    var format = ExportFormat.csv

    func run() throws {
        let configuration = try options.read()
        let utcOffset = configuration.gateway.utcOffset
        let wanted = ExportSelection(
            code: try facility(), from: try time(from, utcOffset, "--from"),
            until: try time(until, utcOffset, "--until"))
        if let from = wanted.from, let until = wanted.until, from > until {
            throw ValidationError(Text(zh: "--from 晚于 --until", en: "--from is after --until"))
        }
        if let code = wanted.code, !configuration.facilities.contains(where: { $0.facility.code == code }) {
            complain(
                Text(
                    zh: "提示：配置中没有设施 \(code)；日志库中它的内容照样写出",
                    en:
                        "note: the configuration has no facility \(code); what the journal has of it is written all the same"
                ))
        }
        let journal = try configuration.openJournal()
        let writer = TableWriter(format, columns: what.columns)
        let configured = configuration.facilities.map(\.facility.code)
        // Facilities that are no longer in the configuration are included, because their measurements are in the
        // journal.
        let removed = try failing { try journal.facilities() }.subtracting(configured).sorted()
        let codes = (configured + removed).filter { wanted.code == nil || wanted.code == $0 }
        var (isComplete, needsNewer) = (true, false)
        try failing {
            switch what {
            case .ledger: try LedgerTable(utcOffset: utcOffset).write(journal, to: writer, wanted)
            case .readings:
                try ReadingTable(utcOffset: utcOffset).write(journal, to: writer, wanted) { samples in
                    complain(samples.text(utcOffset: utcOffset))
                    isComplete = false
                }
                for samples in try wanted.sequences(journal).map({ try journal.newer(in: $0, at: wanted.code) }) ?? [] {
                    complain(samples.text)
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
            throw ValidationError(
                Text(zh: "--interval：请写 1min、15min、1h 或 1d", en: "--interval: write 1min, 15min, 1h or 1d"))
        }
        return interval
    }

    private func facility() throws -> Facility.Code? {
        guard let code else { return nil }
        guard let facility = TypedCode(code).code else {
            throw ValidationError(Text.noCode(code))
        }
        return facility
    }

    private func time(_ text: String?, _ utcOffset: Int, _ option: String) throws -> Timestamp? {
        guard let text else { return nil }
        guard let time = Timestamp(text, onSiteAhead: utcOffset) else {
            throw ValidationError(Text.noTime(text, option))
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
