import ArgumentParser
import Facilities
import Gateway
import Glibc
import MQTT
import SiteConfiguration
import StrictYAML

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks a configuration and its profiles, and prints what the gateway would do.",
        discussion: """
            It reads every file that a broker needs: password, certificates and key. It looks which port each bus is, and \
            asks name servers for the addresses of hosts: what shares a port or an address shares a bus. Each mistake is named with file, line \
            and column, and ends it with 65; what the gateway can run with is a warning.
            """
    )

    @Flag(
        help: ArgumentHelp(
            "Connects to every broker too, and prints what it answers.",
            discussion: """
                For 10 s at most each, under the gateway's id with -check behind it, so that a gateway that runs stays \
                connected. Nothing is published. It ends with 69 if one broker does not connect.
                """))
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
