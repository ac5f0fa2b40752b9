import ArgumentParser
import DeviceProfiles
import Facilities
import Foundation
import Gateway
import Glibc
import Modbus
import Simulator

/// Simulated devices, and a mosquitto broker on a free loopback port, in a folder that is removed afterwards.
final class DemoSite {
    static let codes = ["NJ320104C000018", "NJ320104F000025", "NJ320104M000032", "NJ320104D000049", "NJ320104T000056"]

    /// The offset of China in seconds, which is the default of a configuration.
    static let utcOffset = 8 * 3600

    let broker: Mosquitto
    /// The port at which the gateway serves its page.
    let pagePort: UInt16
    private let folder: URL
    private let steady: [(facility: String, unit: UInt8, device: SimulatedDevice)]
    private var servers: [ModbusServer] = []

    init(profiles: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "mashang-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        broker = try Mosquitto(folder: folder)
        pagePort = try freePort()
        func device(_ name: String, _ values: [String: Double] = [:]) throws -> SimulatedDevice {
            var device = SimulatedDevice(try profile("\(profiles)/\(name).yaml", folders: []))
            for (point, value) in values { _ = device.set(point, to: value) }
            return device
        }
        // The adsorber's year runs at an hour per second, so that its fan starts and stops within a minute.
        let line = SimulatedBus(try scenario("activated-carbon", folders: [profiles]), speed: 3600)
        steady = [
            (Self.codes[1], 1, try device("mashang-fume-monitor", ["fanState": 1, "purifierState": 1])),
            (Self.codes[2], 2, try device("mashang-machinery-terminal")),
            // The site is as quiet as it must be at night, because the demonstration may run at any time.
            (Self.codes[3], 3, try device("mashang-dust-station", ["noise": 48])),
        ]
        let plc = SimulatedBus(Dictionary(uniqueKeysWithValues: steady.map { ($0.unit, $0.device) }))
        servers = [
            try .pty(link: folder.appending(path: "ttyS1").path, responder: line.respond),
            try .tcp(responder: plc.respond),
        ]
    }

    var configuration: String {
        """
        gateway: {id: NJ-DEMO-0001, site: 演示现场}
        uplinks: [{name: demo, mqtt: {url: "mqtt://127.0.0.1:\(broker.port)"}, publish: {readings: all, means: [1min, 15min, 1h, 1d]}}]
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:\(pagePort)", publicURL: "http://127.0.0.1:\(pagePort)/q/{code}"}
        buses:
          line-1: {rtu: {device: \(folder.path)/ttyS1, baud: 115200}}
          plc: {tcp: {host: 127.0.0.1, port: \(servers[1].port)}}
        facilities:
          - {code: \(Self.codes[0]), kind: activated-carbon, name: 1#活性炭吸附箱,
             carbon: {form: granular, mass: 1000 kg, removedConcentration: 40 mg/m3, airVolume: 10000 m3/h, dailyHours: 8 h,
                      installed: 2026-01-05},
             devices: [{profile: mashang-carbon-box, bus: line-1, unit: 1}]}
          - {code: \(Self.codes[1]), kind: fume-purifier, name: 秦淮小馆, fume: {stoves: 4},
             devices: [{profile: mashang-fume-monitor, bus: plc, unit: 1}]}
          - {code: \(Self.codes[2]), kind: nonroad-machinery, name: 3号挖掘机,
             machinery: {class: II, power: 120 kW, registration: 3-2026-00017, type: excavator, model: PC200-8, maker: 小松,
                         label: blue, stage: III, fuel: diesel, afterTreatment: [dpf]},
             devices: [{profile: mashang-machinery-terminal, bus: plc, unit: 2}]}
          - {code: \(Self.codes[3]), kind: dust-site, name: 河西工地,
             devices: [{profile: mashang-dust-station, bus: plc, unit: 3}]}
          - {code: \(Self.codes[4]), kind: complaint-point, name: 新街口投诉点}

        """
    }

    /// Returns the measurements of the steady devices in the last two hours, and the air of the city, so that means and
    /// hours exist when the demonstration starts. The adsorber has no history; its carbon is overdue without one.
    func past(until now: Timestamp) -> [(facility: Facility.Code, event: Event)] {
        let length = 2 * 3600
        let start = now - .seconds(Int64(length))
        let samples = stride(from: 0, to: length, by: 10).flatMap { elapsed in
            steady.compactMap { facility, unit, device -> (facility: Facility.Code, event: Event)? in
                guard let code = Facility.Code(facility) else { return nil }
                let readings = device.readings(elapsed: Double(elapsed))
                let time = start + .seconds(Int64(elapsed))
                return (code, .sample(Sample(device: DeviceID(bus: "plc", unit: unit), time: time, readings: readings)))
            }
        }
        return samples + cityAir(until: now)
    }

    /// Returns the records of the city's air for the last two full hours.
    private func cityAir(until now: Timestamp) -> [(facility: Facility.Code, event: Event)] {
        guard let site = Facility.Code(Self.codes[3]) else { return [] }
        let hour = now.start(ofInterval: .hours(1))
        return [hour - .hours(2), hour - .hours(1)].map { from in
            (site, .record(Record(at: now, by: "演示", CityAir(from: from, pm10: 60))))
        }
    }

    func stop() {
        for server in servers { server.stop() }
        broker.stop()
        try? FileManager.default.removeItem(at: folder)
    }
}

/// Returns a loopback port that is not in use.
private func freePort() throws -> UInt16 {
    let probe = try ModbusServer.tcp { _ in .silence }
    probe.stop()
    return probe.port
}

/// Debian's mosquitto as a child process.
final class Mosquitto {
    let port: UInt16
    private let process = Process()

    private static let program = "/usr/sbin/mosquitto"

    init(folder: URL) throws {
        guard access(Self.program, X_OK) == 0 else {
            complain(
                Text(
                    zh: "演示需要 mosquitto：sudo apt install mosquitto",
                    en: "the demonstration needs mosquitto: sudo apt install mosquitto"))
            throw ExitCode(EX_UNAVAILABLE)
        }
        port = try freePort()
        let file = folder.appending(path: "mosquitto.conf")
        try "listener \(port) 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n"
            .write(to: file, atomically: true, encoding: .utf8)
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["-c", file.path]
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func stop() {
        // SIGKILL, because there is nothing to save, and because a child of a program with threads may have inherited a
        // blocked SIGTERM.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
