import ArgumentParser
import DeviceProfiles
import Foundation
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

            While it serves, it reads faults from standard input, a line each, and answers each with a line: 'dead 3', \
            'late 3 800ms', 'exception 3 6', 'nan 3 pressureDrop', 'unplugged for 10s', 'ok 3', 'ok'. These are all:

            \(SimulatedBus.faultForms)
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

    @Option(help: "Takes as long as a serial line at this baud rate (8N1); for --pty.")
    var baud: Int?

    @Option(
        help: ArgumentHelp(
            "The unit, if it is not the profile's, or the first and the last of several.", valueName: "3 or 1-32"),
        transform: { try unitRange($0, "--unit") })
    var unit: ClosedRange<UInt8>?

    @Option(help: ArgumentHelp("Holds a point at a value, in the unit of its reading.", valueName: "point=value"))
    var set: [String] = []

    @Option(help: ArgumentHelp("A folder with device profiles.", valueName: "folder"))
    var profiles: [String] = []

    func validate() throws {
        guard tcp != nil || pty != nil else { throw ValidationError("say --tcp HOST:PORT or --pty LINK, or both") }
        guard (profile == nil) != (scenario == nil) else {
            throw ValidationError("say either --profile NAME or --scenario NAME")
        }
        if pty != nil, let unit { try checkOnLine(unit, "--unit") }
        guard scenario == nil || unit == nil && set.isEmpty else {
            throw ValidationError("--unit and --set belong to --profile; a scenario says both itself")
        }
        guard baud == nil || pty != nil && 300...1_000_000 ~= baud ?? 0 else {
            throw ValidationError("--baud belongs to --pty; write 300 to 1000000")
        }
        guard 1...1_000_000 ~= speed else { throw ValidationError("--speed: write 1 to 1000000") }
    }

    func run() async throws {
        let (name, bus) = try simulated()
        var servers: [ModbusServer] = []
        if let tcp {
            let (host, port) = try address(tcp)
            servers.append(try .tcp(host: host, port: port, isPluggedIn: bus.isPluggedIn, responder: bus.respond))
            say("\(name) on \(host):\(servers[0].port)")
        }
        if let pty {
            let line = baud.map { SerialLine(baud: $0) }
            servers.append(try .pty(link: pty, pacedBy: line, isPluggedIn: bus.isPluggedIn, responder: bus.respond))
            say("\(name) on \(pty)")
        }
        Thread.detachNewThread { Self.obey(to: bus) }
        try await untilStopped(Waiting()).run()
        for server in servers { server.stop() }
    }

    /// Every line of standard input, until its end, which changes nothing.
    private static func obey(to bus: SimulatedBus) {
        // Reading a terminal in the background would stop the program; like this it is the end of the input.
        signal(SIGTTIN, SIG_IGN)
        while let line = readLine() { say(bus.command(line)) }
    }

    private func simulated() throws -> (name: String, bus: SimulatedBus) {
        if let scenario {
            return (scenario, SimulatedBus(try mashang.scenario(scenario, folders: profiles), speed: speed))
        }
        let profile = try mashang.profile(profile ?? "", folders: profiles)
        let device = try device(profile)
        let units = unit ?? profile.serial.unit...profile.serial.unit
        return (profile.id, SimulatedBus(Dictionary(uniqueKeysWithValues: units.map { ($0, device) })))
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
