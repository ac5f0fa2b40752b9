import ArgumentParser
import DeviceProfiles
import Facilities
import Foundation
import Gateway
import Modbus
import ServiceLifecycle
import Simulator

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "simulate",
        Text(
            zh: "模拟设备应答，直到收到 SIGTERM 或 SIGINT：按设备档案的样例，或按场景。",
            en:
                "Answers as devices do, until SIGTERM or SIGINT: one with its profile's samples, or those of a scenario."
        ),
        Text(
            zh: """
                场景是一个 YAML 文件，写着一处设施一年的情况；程序自带：
                \(Scenario.embedded.keys.sorted().joined(separator: ", ")).

                --hj212-platform 模拟 HJ 212 平台，从标准输入读取：\(CommandedPlatform.forms)

                运行时从标准输入读取故障，每行一个，并逐行回答：dead 3、late 3 800ms、exception 3 6、nan 3 pressureDrop、unplugged for 10s、ok 3、ok。全部写法：

                \(SimulatedBus.faultForms.zh)
                """,
            en: """
                A scenario is a YAML file with a year of a facility's life; these are part of the program:
                \(Scenario.embedded.keys.sorted().joined(separator: ", ")).

                --hj212-platform simulates a platform of HJ 212, which reads from standard input: \(CommandedPlatform.forms)

                While it serves, it reads faults from standard input, a line each, and answers each with a line: 'dead 3', \
                'late 3 800ms', 'exception 3 6', 'nan 3 pressureDrop', 'unplugged for 10s', 'ok 3', 'ok'. These are all:

                \(SimulatedBus.faultForms.en)
                """)
    )

    @Option(help: help("设备档案的文件，或已安装的档案名称。", "The device's profile: its file, or the name of an installed one."))
    var profile: String?

    @Option(help: help("场景文件或场景名称，代替设备档案。", "A scenario in place of a profile: its file, or its name."))
    var scenario: String?

    @Option(help: help("场景快放的倍数。", "How many times faster than real time the scenario runs."))
    var speed = 1.0

    @Option(help: help("提供 Modbus TCP；端口 0 为任一空闲端口。", "Serves Modbus TCP; port 0 takes a free one.", "host:port"))
    var tcp: String?

    @Option(help: help("在这个名称的伪终端上提供 RTU。", "Serves RTU on a pseudo terminal under this name.", "link"))
    var pty: String?

    @Option(
        name: .customLong("hj212-platform"),
        help: help(
            "代替设备，模拟一个 HJ 212 平台；端口 0 为任一空闲端口。",
            "In place of devices, simulates a platform of HJ 212; port 0 takes a free one.", "host:port"))
    var platform: String?

    @Option(
        help: help(
            "平台的 SM4 密钥文件；用于 --hj212-platform。", "The file with the platform's key of SM4; for --hj212-platform.",
            "file"))
    var keyFile: String?

    @Option(
        help: help(
            "按这个波特率的串口（8N1）的速度应答；用于 --pty。", "Takes as long as a serial line at this baud rate (8N1); for --pty."))
    var baud: Int?

    @Option(
        help: help(
            "站号，或多个的首尾；未写时按设备档案。", "The unit, or the first and the last of several; by default the profile's.",
            "3 or 1-32"),
        transform: { try unitRange($0, "--unit") })
    var unit: ClosedRange<UInt8>?

    @Option(help: help("把测点固定为一个值，用读数的单位。", "Holds a point at a value, in the unit of its reading.", "point=value"))
    var set: [String] = []

    @Option(
        help: help(
            "设备档案文件夹；当前目录的 device-profiles 也会查找。",
            "A folder with device profiles; device-profiles in the working directory is searched, too.", "folder"))
    var profiles: [String] = []

    func validate() throws {
        guard platform == nil else { return try validatePlatform() }
        guard tcp != nil || pty != nil else {
            throw ValidationError(
                Text(zh: "请写 --tcp 主机:端口 或 --pty 名称，或都写", en: "write --tcp HOST:PORT or --pty LINK, or both"))
        }
        guard (profile == nil) != (scenario == nil) else {
            throw ValidationError(
                Text(zh: "--profile 和 --scenario 写一个", en: "write either --profile NAME or --scenario NAME"))
        }
        if pty != nil, let unit { try checkOnLine(unit, "--unit") }
        guard scenario == nil || unit == nil && set.isEmpty else {
            throw ValidationError(
                Text(
                    zh: "--unit 和 --set 与 --profile 一起用；场景自己写明",
                    en: "--unit and --set belong to --profile; a scenario has both itself"))
        }
        guard baud == nil || pty != nil && 300...1_000_000 ~= baud ?? 0 else {
            throw ValidationError(
                Text(zh: "--baud 与 --pty 一起用，请写 300 到 1000000", en: "--baud belongs to --pty; write 300 to 1000000"))
        }
        guard 1...1_000_000 ~= speed else {
            throw ValidationError(Text(zh: "--speed：请写 1 到 1000000", en: "--speed: write 1 to 1000000"))
        }
    }

    private func validatePlatform() throws {
        guard tcp == nil, pty == nil, profile == nil, scenario == nil else {
            throw ValidationError(
                Text(
                    zh: "--hj212-platform 模拟平台，不与设备的选项一起用",
                    en: "--hj212-platform simulates a platform; it does not go with the options of devices"))
        }
    }

    func run() async throws {
        if let platform { return try await PlatformSimulation(address: platform, keyFile: keyFile).run() }
        let (name, bus) = try simulated()
        var servers: [ModbusServer] = []
        if let tcp {
            let (host, port) = try address(tcp)
            servers.append(try .tcp(host: host, port: port, isPluggedIn: bus.isPluggedIn, responder: bus.respond))
            say(Self.serves(name, on: "\(host):\(servers[0].port)"))
        }
        if let pty {
            let line = baud.map { SerialLine(baud: $0) }
            servers.append(try .pty(link: pty, pacedBy: line, isPluggedIn: bus.isPluggedIn, responder: bus.respond))
            say(Self.serves(name, on: pty))
        }
        Thread.detachNewThread { Self.obey(to: bus) }
        try await untilStopped(Waiting()).run()
        for server in servers { server.stop() }
    }

    private static func serves(_ name: String, on place: String) -> Text {
        Text(zh: "\(name) 在 \(place)", en: "\(name) on \(place)")
    }

    /// Carries out each line of standard input as a command. The end of the input changes nothing.
    private static func obey(to bus: SimulatedBus) {
        // In the background, reading from a terminal would stop the process; with this signal ignored, the read fails
        // instead.
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
                let points = profile.points.map(\.name).joined(separator: ", ")
                throw ValidationError(
                    Text(zh: "“\(setting)”不合适；测点有：\(points)", en: "'\(setting)' does not fit; the points are \(points)")
                )
            }
        }
        return device
    }
}

/// Does nothing until shutdown is requested.
struct Waiting: Service {
    func run() async throws {
        try await gracefulShutdown()
    }
}
