import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import MQTT
import SiteConfiguration
import StrictYAML

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "check",
        Text(
            zh: "检查配置和设备档案，并显示网关会怎样运行。",
            en: "Checks a configuration and its profiles, and prints what the gateway would do."),
        Text(
            zh: """
                一次说出全部错误，每个都写明文件、行和列，用现场的语言，退出码为 65；网关能带着运行的是提醒。读取服务器和平台所需的每个文件，查看日志库\
                及其文件夹和磁盘、串口和页面的端口（权限按运行网关的用户判断），并向域名服务器询问主机，最多 3 秒。每条总线和每个设施各显示一行，每个 HJ 212 平台显示数据段示例（docs/hj212.zh-Hans.md）。
                """,
            en: """
                All mistakes are named in one round, each with file, line and column, in the site's language, and end it with \
                65. What the gateway can run with is a warning. It reads every file that a broker or a platform needs, looks at the journal, its \
                folder and disk, the serial ports and the page's port, by the rights of the user who will run the gateway, and asks name servers for hosts, for 3 s at most. It \
                prints a line for each bus and each facility, and examples of packets to each platform of HJ 212 (docs/hj212.md).
                """)
    )

    @Flag(
        help: help(
            "还连接每台服务器和每个平台，并显示结果：每个最多 10 秒。服务器用网关 id 加 -check 的名称，不影响运行中的网关，也不发布内容；平台只试 TCP 连接，不发送报文。有一个连不上时退出码为 69。",
            "Connects to every broker and every platform too, for 10 s at most each, and prints the result. It connects to a "
                + "broker under the gateway's id with -check behind it, so that a gateway that runs stays connected, and "
                + "publishes nothing; to a platform it only opens a TCP connection. Ends with 69 if one of them does not "
                + "connect."))
    var connect = false

    @Flag(help: help("有提醒时退出码为 1。", "Ends with 1 if there are warnings."))
    var strict = false

    @Flag(help: help("显示全部：请求、主题、规则和限值。", "Prints the whole plan: requests, topics, rules and limits."))
    var verbose = false

    @Flag(
        help: help(
            "改为输出一份 JSON（docs/schemas/check.schema.json）。",
            "Prints one JSON document instead: docs/schemas/check.schema.json."))
    var json = false

    @OptionGroup var options: ConfigurationOptions

    func validate() throws {
        guard !json || !connect else {
            throw ValidationError(
                Text(
                    zh: "--json 与 --connect 不能一起用：JSON 里没有连接的结果；请分两次运行",
                    en:
                        "--json and --connect do not go together: the document has no results of connections; run it twice"
                )
            )
        }
        if let folder = options.profiles.first(where: { !Self.isFolder($0) }) {
            throw ValidationError(
                Text(
                    zh: "--profiles：没有文件夹“\(folder)”；请改正路径，或不写这一项",
                    en: "--profiles: there is no folder '\(folder)'; correct the path, or omit the option"))
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    func run() async throws {
        let draft = options.draft()
        let machine = Machine.this(isService: options.isOfService(draft.configuration))
        let round = await CheckRound(draft, on: machine, now: .now, source: .current())
        try report(round, draft)
        if connect, let configuration = draft.configuration {
            say("")
            guard await UplinkTrials(configuration).print() else { throw ExitCode(EX_UNAVAILABLE) }
        }
        if strict, !round.warnings.isEmpty { throw ExitCode.failure }
    }

    /// Prints the findings, and the plan if there are no errors. Otherwise ends the command with 65.
    private func report(_ round: CheckRound, _ draft: ConfigurationDraft) throws {
        let text = CheckText(language: Speech.language)
        let isUsable = round.errors.isEmpty
        if json {
            let report = CheckReport(errors: round.errors, warnings: round.warnings, draft.configuration)
            say(String(decoding: report.json, as: UTF8.self))
        } else {
            let remarks = text.remarks(errors: round.errors, warnings: round.warnings)
            if !remarks.isEmpty { complain(remarks) }
            text.count(errors: round.errors.count, warnings: round.warnings.count).map(complain)
            if isUsable, let configuration = draft.configuration {
                say(
                    verbose
                        ? Plan(configuration, in: Speech.language).text
                        : ConfigurationSummary(configuration, in: Speech.language).text)
                sayPackets(of: configuration)
            }
        }
        guard isUsable else { throw ExitCode(EX_DATAERR) }
    }

    /// Prints a packet of each station of each platform, as it would be sent.
    private func sayPackets(of configuration: Configuration) {
        for platform in configuration.platforms {
            say(Text(zh: "\(platform.name) 的数据段示例：", en: "packets to \(platform.name), as examples:"))
            for line in PlatformExample(platform, configuration, now: .now).lines { say("  \(line)") }
        }
    }
}
