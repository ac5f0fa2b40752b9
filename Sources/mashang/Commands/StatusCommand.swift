import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import SiteConfiguration
import StrictYAML

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "status",
        Text(
            zh: "显示本机网关、各条总线和设备的情况，以及该先看什么。",
            en: "Shows the state of the gateway on this machine, of its buses and devices, and what to look at first."),
        Text(
            zh: """
                每台设备：按应答快慢计数，超时、坏应答（CRC）、设备拒绝、无人等待的报文、没来得及问和暂缓未问的次数，以及该先看什么。\
                计数从网关启动算起。没有网关在运行时退出码为 69。配置改错时会说明，网关仍按原配置运行。

                还有当天的数据是否齐全，加 --rates 看一个月的。在线率：有数值的分钟占设备在册分钟的比例。有效率：每个监测项\
                至少有45分钟有效数据的小时占整小时的比例，一天有18个这样的小时为有效日。传输率：服务器已确认的样本占收到的\
                样本的比例，补传的确认后计入。低于 90 % 的有标记。没有当月数据时退出码为 1。

                带 ? 的一行是最近三十天的疑点：正常的数据或记录很少这样。它不指责任何人，不改变灯的颜色，不上页面，也不上报。
                """,
            en: """
                Of each device: answers by how long they took, time-outs, spoilt answers (CRC), refusals, frames that nobody waited \
                for, requests that there was no time for or that were put off, and what to look at first. Counts are since the gateway's start. Ends with 69 if \
                no gateway runs here. If the configuration has become wrong, the mistakes are shown; the gateway runs by the previous one.

                Of each device also how complete its data is today, and with --rates in a month. Online: minutes with a value, \
                of all minutes since the device was there. Valid: hours with at least 45 minutes of valid data of each quantity, of \
                the whole hours since then; a day is valid with 18 of them. Transferred: samples that the broker has accepted, of \
                those that came; what is sent later counts once it is accepted. Below 90 % a rate is marked. The days of \
                installation and removal count as far as the device was there. Ends with 1 if there is nothing of the month.

                A line with ? is a suspicion of the last thirty days: something in the data or the records that is rare where both are honest. \
                It accuses nobody, changes no light, and is neither on the page nor in any message.
                """)
    )

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: help("输出 JSON（mashang/report/2）。", "Prints JSON (mashang/report/2)."))
    var json = false

    @Flag(
        help: help(
            "还显示数据编号的批次，接收数据的平台才用得到。",
            "Shows the epoch of the sequences too, which only the receiver of the data needs."))
    var verbose = false

    @Flag(
        help: help(
            "改为显示一个月的数据率：各设备每天的在线率、有效率、传输率。",
            "Shows the rates of a month instead: online, valid, transferred, by device and day."))
    var rates = false

    @Option(help: help("哪个月，如 2026-11；未写为本月。", "The month, such as 2026-11; by default this one.", "month"))
    var month: String?

    func validate() throws {
        guard let month else { return }
        guard rates else { throw ValidationError(Text(zh: "--month 要与 --rates 一起用", en: "--month belongs to --rates")) }
        guard Month(month) != nil else {
            throw ValidationError(
                Text(zh: "--month：“\(month)”不是月份，请写成 2026-11", en: "--month: '\(month)' is no month; write 2026-11"))
        }
    }

    func run() async throws {
        guard !rates else { return try await showRates() }
        let (report, clock): (GatewayReport, SiteClock) = try await ask(LocalRequest(.status), options)
        guard json else { return say(StatusText(Speech.language, clock, isVerbose: verbose).text(report)) }
        say(try report.pretty)
    }

    private func showRates() async throws {
        let request = LocalRequest(.rates, month: month.flatMap(Month.init))
        let (answer, clock): (RatesAnswer, SiteClock) = try await ask(request, options)
        guard case .report(let report) = answer else { throw answer.exit() }
        guard !report.facilities.isEmpty else {
            complain(RatesText(Speech.language, clock).nothing(report))
            throw ExitCode(1)
        }
        say(json ? try report.pretty : RatesText(Speech.language, clock).text(report))
    }
}

/// The rates, or the reason why there are none.
private enum RatesAnswer: Decodable {
    case report(RatesReport)
    case refusal(Reply)

    init(from decoder: any Decoder) throws {
        if let reply = try? Reply(from: decoder) {
            self = .refusal(reply)
        } else {
            self = .report(try RatesReport(from: decoder))
        }
    }

    /// Prints the reason, and returns the exit code of the command.
    func exit() -> ExitCode {
        if case .refusal(let reply) = self { complain(of: reply) }
        return ExitCode(1)
    }
}

extension Encodable {
    var pretty: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "suspend",
        Text(
            zh: "把一条总线让给您几分钟，到时网关自动恢复轮询。",
            en: "Leaves a bus to you for some minutes; then the gateway polls it again by itself."),
        Text(
            zh: "这段时间没有读到的数据标为维护。多次运行不累加，以最后一次为准。",
            en:
                "What is not read in that time is marked as maintenance. Several commands do not add up: the last one counts."
        )
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: help("分钟数，1 到 60。", "For how many minutes, 1 to 60."))
    var minutes = 10

    @Argument(help: help("总线在配置中的名称。", "The bus, by its name in the configuration."))
    var bus: String

    func validate() throws {
        guard LocalRequest.minutes ~= minutes else {
            throw ValidationError(Text(zh: "--minutes：请写 1 到 60", en: "--minutes: write 1 to 60"))
        }
    }

    func run() async throws {
        try await order(LocalRequest(.suspend, bus: bus, minutes: minutes), options)
        say(
            Text(
                zh: "\(bus) 暂停轮询\(minutes)分钟；mashang resume \(bus) 可提前恢复",
                en: "\(bus): polling suspended for \(minutes) min; 'mashang resume \(bus)' ends it"))
    }
}

struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "resume",
        Text(
            zh: "恢复轮询已暂停的总线。",
            en: "Polls a suspended bus again.")
    )

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: help("总线在配置中的名称。", "The bus, by its name in the configuration."))
    var bus: String

    func run() async throws {
        try await order(LocalRequest(.resume, bus: bus), options)
        say(Text(zh: "\(bus) 恢复轮询", en: "\(bus): polled again"))
    }
}

/// Sends a request to the gateway on this machine. A configuration file with mistakes does not prevent that, because
/// the gateway may be running with the previous one. If there is no gateway, the command ends with 65 if the file has
/// mistakes, and with 69 otherwise.
private func ask<Answer: Decodable & Sendable>(
    _ request: LocalRequest, _ options: ConfigurationOptions
) async throws -> (Answer, SiteClock) {
    let place = GatewayPlace(options)
    let answer: Answer = try await send(
        [UInt8](JSONEncoder().encode(request)), to: place.journal, despite: place.mistakes)
    // The gateway may not have read the file since: then only this command knows of them.
    if let mistakes = place.mistakes { complain(mistakes.description(in: Speech.language)) }
    return (answer, place.clock)
}

private func order(_ request: LocalRequest, _ options: ConfigurationOptions) async throws {
    let reply: Reply = try await ask(request, options).0
    complain(of: reply)
    guard reply.answer == .kept else { throw ExitCode(EX_DATAERR) }
}
