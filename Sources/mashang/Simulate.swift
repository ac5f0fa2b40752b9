import ArgumentParser
import DeviceProfiles
import Gateway
import Modbus
import ServiceLifecycle
import Simulator

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers as a device does, from its profile's samples, until SIGTERM or SIGINT."
    )

    @Option(help: "The device's profile: its file, or the name of an installed one.")
    var profile: String

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
    }

    func run() async throws {
        let profile = try mashang.profile(self.profile, folders: profiles)
        var device = SimulatedDevice(profile)
        for setting in set {
            let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let value = Double(parts[1]), device.set(parts[0], to: value) else {
                throw ValidationError(
                    "'\(setting)' does not fit; the points are " + profile.points.map(\.name).joined(separator: ", "))
            }
        }
        let bus = SimulatedBus([unit ?? profile.serial.unit: device])
        var servers: [ModbusServer] = []
        if let tcp {
            let (host, port) = try address(tcp)
            servers.append(try .tcp(host: host, port: port, responder: bus.respond))
            say("\(profile.id) on \(host):\(servers[0].port)")
        }
        if let pty {
            servers.append(try .pty(link: pty, responder: bus.respond))
            say("\(profile.id) on \(pty)")
        }
        try await untilStopped(Waiting()).run()
        for server in servers { server.stop() }
    }
}

/// Does nothing until it is told to end.
private struct Waiting: Service {
    func run() async throws {
        try await gracefulShutdown()
    }
}
