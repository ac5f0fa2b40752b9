import ArgumentParser
import DeviceProfiles
import Gateway
import Modbus
import ServiceLifecycle
import Simulator

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers as devices do, until SIGTERM or SIGINT: one from its profile's samples, or a scenario's.",
        discussion: """
            A scenario is a YAML file with a year of a facility's life; these are part of the program:
            \(Scenario.embedded.keys.sorted().joined(separator: ", ")).
            """
    )

    @Option(help: "The device's profile: its file, or the name of an installed one.")
    var profile: String?

    @Option(help: "A scenario in place of a profile: its file, or its name.")
    var scenario: String?

    @Option(help: "How many times faster than it happened the scenario is served.")
    var speed = 1.0

    @Option(help: ArgumentHelp("Serves Modbus TCP; port 0 takes a free one.", valueName: "host:port"))
    var tcp: String?

    @Option(help: ArgumentHelp("Serves RTU on a pseudo terminal under this name.", valueName: "link"))
    var pty: String?

    @Option(help: "The unit, if it is not the profile's.")
    var unit: UInt8?

    @Option(help: ArgumentHelp("Holds a point at a value, in the unit of its reading.", valueName: "point=value"))
    var set: [String] = []

    @Option(help: ArgumentHelp("A folder with device profiles.", valueName: "folder"))
    var profiles: [String] = []

    func validate() throws {
        guard tcp != nil || pty != nil else { throw ValidationError("say --tcp HOST:PORT or --pty LINK, or both") }
        guard (profile == nil) != (scenario == nil) else {
            throw ValidationError("say either --profile NAME or --scenario NAME")
        }
        guard scenario == nil || unit == nil && set.isEmpty else {
            throw ValidationError("--unit and --set belong to --profile; a scenario says both itself")
        }
        guard 1...1_000_000 ~= speed else { throw ValidationError("--speed: write 1 to 1000000") }
    }

    func run() async throws {
        let (name, responder) = try simulated()
        var servers: [ModbusServer] = []
        if let tcp {
            let (host, port) = try address(tcp)
            servers.append(try .tcp(host: host, port: port, responder: responder))
            say("\(name) on \(host):\(servers[0].port)")
        }
        if let pty {
            servers.append(try .pty(link: pty, responder: responder))
            say("\(name) on \(pty)")
        }
        try await untilStopped(Waiting()).run()
        for server in servers { server.stop() }
    }

    private func simulated() throws -> (name: String, responder: ModbusServer.Responder) {
        if let scenario {
            let bus = ScenarioBus(try mashang.scenario(scenario, folders: profiles), speed: speed)
            return (scenario, bus.respond)
        }
        let profile = try mashang.profile(profile ?? "", folders: profiles)
        let bus = SimulatedBus([unit ?? profile.serial.unit: try device(profile)])
        return (profile.id, bus.respond)
    }

    private func device(_ profile: DeviceProfile) throws -> SimulatedDevice {
        var device = SimulatedDevice(profile)
        for setting in set {
            let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let value = Double(parts[1]), device.set(parts[0], to: value) else {
                throw ValidationError(
                    "'\(setting)' does not fit; the points are " + profile.points.map(\.name).joined(separator: ", "))
            }
        }
        return device
    }
}

/// Does nothing until it is told to end.
private struct Waiting: Service {
    func run() async throws {
        try await gracefulShutdown()
    }
}
