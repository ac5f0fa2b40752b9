import DeviceProfiles
import Foundation
import Modbus
import Simulator
import TestSupport

/// Devices on every kind of line, each with values of its own that never change, so that a wrong one is seen.
final class SoakSite {
    struct Line {
        let name: String
        let simulated: SimulatedBus
        let server: ModbusServer
        /// As the configuration says it.
        let endpoint: String
        let units: ClosedRange<UInt8>
    }

    /// It has no faults of its own: only those of the bus concern it.
    static let untouched: UInt8 = 1

    let folder = try! TemporaryFolder()
    let broker = try! GatedBroker()
    let lines: [Line]

    init() throws {
        let folder = folder.path
        lines = [
            try Self.line("tcp", units: 1...16) { bus in
                try .tcp(isPluggedIn: bus.isPluggedIn, responder: bus.respond)
            },
            try Self.line("server", units: 1...8) { bus in
                try .tcp(isSerial: true, isPluggedIn: bus.isPluggedIn, responder: bus.respond)
            },
            try Self.line("line", units: 1...8) { bus in
                try .pty(link: folder + "/line", isPluggedIn: bus.isPluggedIn, responder: bus.respond)
            },
        ]
        try Self.profile.write(toFile: folder + "/soak-box.yaml", atomically: true, encoding: .utf8)
        try configuration.write(toFile: folder + "/gateway.yaml", atomically: true, encoding: .utf8)
    }

    func start() throws -> Program {
        try Program(["run", "--config", folder.path + "/gateway.yaml", "--profiles", folder.path], in: folder)
    }

    func stop() {
        for line in lines { line.server.stop() }
    }

    /// Its devices as they are called in their samples, behind the profile: `tcp/3`.
    var places: [String] { lines.flatMap { line in line.units.map { "\(line.name)/\($0)" } } }

    /// The only values that a device has, by point: those of no two devices are the same.
    static func values(of place: String) -> [String: Double]? {
        let parts = place.split(separator: "/").map(String.init)
        guard let line = names.firstIndex(of: parts[0]), let unit = Int(parts.last ?? "") else { return nil }
        let own = Double(line * 1000 + unit * 10)
        return ["p0": own + 1, "p1": own + 2, "p2": own * 1000 + 3, "p3": own + 0.25]
    }

    private static let names = ["tcp", "server", "line"]

    private static func line(
        _ name: String, units: ClosedRange<UInt8>, _ serve: (SimulatedBus) throws -> ModbusServer
    ) throws -> Line {
        let profile = try DeviceProfile(yaml: profile, file: "soak-box.yaml")
        let devices = units.map { unit in
            var device = SimulatedDevice(profile)
            for (point, value) in values(of: "\(name)/\(unit)") ?? [:] { _ = device.set(point, to: value) }
            return (unit, device)
        }
        let simulated = SimulatedBus(Dictionary(uniqueKeysWithValues: devices))
        let server = try serve(simulated)
        let endpoint =
            switch name {
            case "tcp": "tcp: {host: 127.0.0.1, port: \(server.port)}"
            case "server": "rtuOverTcp: {host: 127.0.0.1, port: \(server.port), baud: 115200}"
            default: "rtu: {device: \(server.device), baud: 115200}"
            }
        return Line(name: name, simulated: simulated, server: server, endpoint: endpoint, units: units)
    }

    /// Two requests: the hole is dearer than another one.
    private static let profile = """
        profile: soak-box
        name: {zh: 箱, en: box}
        source: own
        verified: false
        points:
          p0: {own: true, register: holding 0, type: uint16, every: 100ms, notAvailable: [0xFFFF]}
          p1: {own: true, register: holding 1, type: uint16, every: 100ms}
          p2: {own: true, register: holding 2, type: int32, every: 100ms}
          p3: {own: true, register: holding 400, type: float32, every: 100ms}

        """

    private var configuration: String {
        """
        gateway: {id: NJ-SOAK-0001}
        uplinks: [{name: broker, mqtt: {url: "mqtt://127.0.0.1:\(broker.port)"}, \(publishesEverything)}]
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:0"}
        buses:
        \(lines.map { "  \($0.name): {\($0.endpoint), timeout: 100ms}" }.joined(separator: "\n"))
        facilities:
        \(lines.enumerated().map { facility($1, code: "SOAK000\($0)") }.joined(separator: "\n"))

        """
    }

    private func facility(_ line: Line, code: String) -> String {
        let devices = line.units.map { "      - {profile: soak-box, bus: \(line.name), unit: \($0)}" }
        return "  - code: \(code)\n    kind: dust-site\n    name: \(line.name)\n    devices:\n"
            + devices.joined(separator: "\n")
    }
}
