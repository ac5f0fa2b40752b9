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
                一次说出全部错误，每个都写明文件、行和列，用现场的语言，退出码为 65；网关能带着运行的是提醒。读取服务器所需的每个文件，查看日志库\
                及其文件夹和磁盘、串口和页面的端口（权限按运行网关的用户判断），并向域名服务器询问主机，最多 3 秒。每条总线和每个设施各显示一行。
                """,
            en: """
                All mistakes are named in one round, each with file, line and column, in the site's language, and end it with \
                65. What the gateway can run with is a warning. It reads every file that a broker needs, looks at the journal, its \
                folder and disk, the serial ports and the page's port, by the rights of the user who will run the gateway, and asks name servers for hosts, for 3 s at most. It \
                prints a line for each bus and each facility.
                """)
    )

    @Flag(
        help: help(
            "还连接每台服务器，并显示其答复：每台最多 10 秒，用网关 id 加 -check 的名称，不影响运行中的网关，也不发布内容；有一台连不上时退出码为 69。",
            "Connects to every broker too, and prints what it answers: for 10 s at most each, under the gateway's id with "
                + "-check behind it, so that a gateway that runs stays connected. Nothing is published. Ends with 69 if one "
                + "broker does not connect."))
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
                    zh: "--json 与 --connect 不能一起用：JSON 里没有服务器的答复；请分两次运行",
                    en: "--json and --connect do not go together: the document has no answers of brokers; run it twice")
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
        if connect, let configuration = draft.configuration { try await tryBrokers(of: configuration) }
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

    /// A packet a station of each platform, as it would be sent.
    private func sayPackets(of configuration: Configuration) {
        for platform in configuration.platforms {
            say(Text(zh: "\(platform.name) 的数据段示例：", en: "packets to \(platform.name), as examples:"))
            for line in PlatformExample(platform, configuration, now: .now).lines { say("  \(line)") }
        }
    }

    // MARK: Brokers

    private static func limits(of connection: Connection) -> [Text] {
        var limits: [Text] = []
        if connection.window < BrokerTrial.unlimited {
            limits.append(
                Text(zh: "同时最多 \(connection.window) 条消息", en: "it takes \(connection.window) messages at once"))
        }
        if let largest = connection.largestPacket {
            limits.append(Text(zh: "每包最多 \(largest) 字节", en: "packets of \(largest) bytes at most"))
        }
        if connection.maximumQoS == 0 {
            limits.append(Text(zh: "只有 QoS 0：读数送不出去", en: "QoS 0 only: no readings could be delivered"))
        }
        if !connection.retainAvailable {
            limits.append(
                Text(
                    zh: "不保留消息：后来订阅的看不到状态",
                    en: "no retained messages: later subscribers would see no status"))
        }
        if connection.version == .v311 {
            limits.append(
                Text(
                    zh: "它的确认不说明是否接受了消息",
                    en: "its acknowledgement does not say whether it accepts a message"))
        }
        return limits
    }

    private func tryBrokers(of configuration: Configuration) async throws {
        var isComplete = true
        say("")
        for uplink in configuration.uplinks {
            let place = "\(uplink.name) \(uplink.mqtt.host):\(uplink.mqtt.port)"
            switch await BrokerTrial(uplink.mqtt, gateway: configuration.gateway.id).answer() {
            case .connected(let connection):
                let limits = Self.limits(of: connection)
                let version = connection.version.rawValue
                let text = Text(
                    zh: "上报 \(place)：已连接，MQTT \(version)" + limits.map { "；\($0.zh)" }.joined(),
                    en: "uplink \(place): connected over MQTT \(version)" + limits.map { "; \($0.en)" }.joined())
                say(text)
            case .failed(let reason):
                isComplete = false
                let text = Text(
                    zh: "上报 \(place)：没有连上：\(reason.zh)", en: "uplink \(place): not connected: \(reason.en)")
                complain(text)
            }
        }
        if configuration.uplinks.isEmpty {
            say(Text(zh: "没有可连接的上报通道", en: "no uplink to connect to"))
        }
        guard isComplete else { throw ExitCode(EX_UNAVAILABLE) }
    }
}
