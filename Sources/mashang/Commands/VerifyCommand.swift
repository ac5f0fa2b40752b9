import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Journal
import SiteConfiguration

/// Checks a journal: that of the configuration, a copy, or, through the running gateway, the current one.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "verify",
        Text(
            zh: "查找台账和已封存的读数中被改动、删除、插入或移动的内容。",
            en: "Finds what was altered, deleted, inserted or moved in the ledger and in sealed readings."),
        Text(
            zh: """
                mashang ledger verify
                mashang ledger verify --file journal-copy.sqlite --noted 9f3c…
                mashang ledger verify --live

                台账的每一条都有一个哈希值，由这一条和上一条的哈希值算出。每小时有一条封存该小时的读数：每台设备和监测项一个哈希值，再加一个总的。\
                因此能指出问题在哪个小时、哪台设备、哪些序号。没有内容、也没有 loss 条目说明的序号，表示有条目被删除。本小时的读数还没有封存。

                条目中写到的照片按 SHA-256 核对，在日志库旁的 JOURNAL-photographs 中。缺少照片算问题，除非有条目说明它已擦除或因空间删除。

                把整条链、所有封存和计数都重写的程序，只能用日志库以外记下的哈希值查出：用 --noted 给出。这种哈希值在上报服务器的保留状态、\
                网关日志（Head of the ledger，启动时、每天和结束时）、导出文件和本命令的输出中。升级前的最后哈希值也接受。

                可以与网关同时运行。--file 在任何电脑上检查副本（用 mashang backup 制作），不需要配置。时间为站点时间，没有配置时为 UTC+8。\
                --live 请运行中的网关检查；网关每天也自行检查一次。

                没有问题时退出码为 0，有问题为 1，需要其他版本的程序为 65，没有日志库或网关为 69。
                """,
            en: """
                mashang ledger verify
                mashang ledger verify --file journal-copy.sqlite --noted 9f3c…
                mashang ledger verify --live

                Each entry of the ledger has a hash over itself and the hash before it. Once an hour an entry seals the readings of \
                that hour: a hash a device and quantities, and one over all of them. So a fault is named by hour, device and sequences. \
                A sequence without content that no entry 'loss' explains shows that an entry was deleted, also where the chain was \
                made again. Readings of the hour that is not over are not sealed yet.

                Photographs that entries name are compared with their SHA-256, beside the journal in JOURNAL-photographs. One that is \
                missing is a fault, unless an entry tells that it was erased or deleted for space.

                A program that writes the whole chain, every seal and every counter again is found only by a hash that was noted \
                outside of the journal: give it with --noted. Such hashes are in the gateway's retained state at the broker, in its \
                log ('Head of the ledger', at start, daily and at the end), in exports, and in the output of this command. A last hash \
                before an upgrade that made the chain again is accepted, too.

                It may run beside the gateway. --file checks a copy on any computer, without a configuration; make it with 'mashang \
                backup'. Times are those of the site, or UTC+8 without a configuration. --live asks the running gateway, which checks \
                once a day by itself and makes one check at a time.

                Ends with 0 if nothing is wrong, with 1 if something is, with 65 if another version of the program is needed, also \
                for some of the readings, and with 69 if the journal or the gateway is not there.
                """)
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: help("日志库的副本，检查时不需要配置。", "A copy of a journal, to be checked without a configuration.", "copy"))
    var file: String?

    @Option(help: help("台账中必须有的哈希值。", "A hash that must be in the ledger.", "64 digits"))
    var noted: String?

    @Flag(help: help("请本机运行的网关检查。", "Asks the gateway that runs here for its check."))
    var live = false

    @Flag(help: help("输出 JSON（mashang/verification/1）。", "Prints JSON (mashang/verification/1)."))
    var json = false

    func validate() throws {
        guard noted == nil || noted.flatMap(LedgerHash.init) != nil else {
            throw ValidationError(
                Text(zh: "--noted：哈希值为 64 位 0-9 和 a-f", en: "--noted: a hash has 64 digits of 0-9 and a-f"))
        }
        guard !live || (file == nil && noted == nil) else {
            throw ValidationError(
                Text(
                    zh: "--live 不能与 --file 或 --noted 一起用：网关检查的是自己的日志库",
                    en: "--live: belongs to neither --file nor --noted; the gateway checks its own journal"))
        }
    }

    func run() async throws {
        let place = try place()
        let report = live ? try await askGateway(place) : try check(place)
        show(report, place)
        guard report.isWhole else { throw ExitCode(1) }
        guard report.newer == nil else { throw ExitCode(EX_DATAERR) }
    }

    /// The location of the journal, and the time offset and the language of the output.
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
                complain(answer.failure ?? Text(zh: "网关没有完成检查", en: "the gateway has made no check"))
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
