import ArgumentParser
import Facilities
import Gateway
import Glibc
import MQTT
import SiteConfiguration
import StrictYAML

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "check",
        Text(
            zh: "检查配置和设备型号文件，并显示网关会怎样运行。",
            en: "Checks a configuration and its profiles, and prints what the gateway would do."),
        Text(
            zh: """
                读取服务器所需的每个文件：密码、证书和密钥。查看每条总线是哪个端口，并向域名服务器询问主机的地址：共用端口或地址的就是同一条总线。\
                每个错误都写明文件、行和列，退出码为 65；网关能带着运行的是警告。
                """,
            en: """
                It reads every file that a broker needs: password, certificates and key. It looks which port each bus is, and \
                asks name servers for the addresses of hosts: what shares a port or an address shares a bus. Each mistake is named with file, line \
                and column, and ends it with 65; what the gateway can run with is a warning.
                """)
    )

    @Flag(
        help: help(
            "还连接每台服务器，并显示其答复：每台最多 10 秒，用网关 id 加 -check 的名称，不影响运行中的网关，也不发布内容；有一台连不上时退出码为 69。",
            "Connects to every broker too, and prints what it answers: for 10 s at most each, under the gateway's id with "
                + "-check behind it, so that a gateway that runs stays connected. Nothing is published. Ends with 69 if one "
                + "broker does not connect."))
    var connect = false

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let configuration = try options.read()
        let dates = configuration.futureDates(now: .now, source: .current())
        let preflight = Preflight(configuration, now: .now)
        let warnings = configuration.warnings + configuration.labelWarnings + dates.warnings + preflight.warnings
        for warning in warnings { complain("warning: \(warning)") }
        let shared = Preflight.sharedPlaces(of: configuration, resolvesNames: true)
        let errors = dates.errors + preflight.errors + shared
        guard errors.isEmpty else { throw SourceErrors(errors: errors).exit() }
        say(Plan(configuration).text)
        if connect { try await tryBrokers(of: configuration) }
    }

    private static func limits(of connection: Connection) -> String {
        var limits: [String] = []
        if connection.window < BrokerTrial.unlimited { limits.append("it takes \(connection.window) messages at once") }
        if let largest = connection.largestPacket { limits.append("packets of \(largest) bytes at most") }
        if connection.maximumQoS == 0 { limits.append("QoS 0 only: no readings could be delivered") }
        if !connection.retainAvailable { limits.append("no retained messages: later subscribers would see no status") }
        if connection.version == .v311 {
            limits.append("its acknowledgement does not say whether it accepts a message")
        }
        return limits.map { "; \($0)" }.joined()
    }

    private func tryBrokers(of configuration: Configuration) async throws {
        var isComplete = true
        say("")
        for uplink in configuration.uplinks {
            let place = "uplink \(uplink.name) \(uplink.mqtt.host):\(uplink.mqtt.port):"
            switch await BrokerTrial(uplink.mqtt, gateway: configuration.gateway.id).answer() {
            case .connected(let connection):
                say("\(place) connected over MQTT \(connection.version.rawValue)\(Self.limits(of: connection))")
            case .failed(let reason):
                isComplete = false
                complain("\(place) not connected: \(reason[configuration.gateway.language])")
            }
        }
        if configuration.uplinks.isEmpty { say("no uplink to connect to") }
        guard isComplete else { throw ExitCode(EX_UNAVAILABLE) }
    }
}
