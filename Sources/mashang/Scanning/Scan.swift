import ArgumentParser
import DeviceProfiles
import Facilities
import Foundation
import Gateway
import Modbus
import SiteConfiguration

struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "scan",
        Text(
            zh: "查找线路或地址上的设备，并认出型号。",
            en: "Finds the devices on a line or at an address, and names their profiles."),
        Text(
            zh: """
                mashang scan --line /dev/ttyS1 --bauds 4800,9600,19200 --parities none,even --units 1-32
                mashang scan --tcp 192.168.1.10 --tcp 192.168.1.11:1502 --units 1-10

                有应答（包括拒绝）的就是设备。随后用大约 30 秒询问各型号不同的寄存器，并说出型号：按型号标识确定、很可能，或是几种之一；同时给出可与\
                设备显示核对的数值，和要写进配置的一行。只读取，可随时中断。结果写到标准输出，进度写到标准错误。线路正由本机网关使用时，由网关在\
                两次轮询之间查找，用网关的波特率和校验；要用其他的，请先暂停总线。一条线路同时只有一次查找。什么也没找到时退出码为 69。
                """,
            en: """
                mashang scan --line /dev/ttyS1 --bauds 4800,9600,19200 --parities none,even --units 1-32
                mashang scan --tcp 192.168.1.10 --tcp 192.168.1.11:1502 --units 1-10

                What answers is there, also what refuses. It is then asked by what registers the profiles differ, for about \
                30 s, and named: certain by its mark, likely, or one of several, with values to compare with its display and \
                the line for the configuration. It only reads, and may be interrupted at any time. What is found goes to \
                standard output, progress to standard error. On a line that a gateway of this machine uses, it asks that \
                gateway, which scans between its polls, with its own baud rate and parity: for others suspend the bus first. A \
                line has one scan at a time. Ends with 69 if nothing was found.
                """)
    )

    @Option(
        help: help(
            "Modbus TCP 地址，可写多次。", "The address of a device or converter with Modbus TCP; may be given several times.",
            "host:port"))
    var tcp: [String] = []

    @Option(help: help("串口。", "A serial port.", "device"))
    var line: String?

    @Option(
        help: help(
            "要试的波特率；未写时为 9600，或网关所用的。", "Baud rates to try on the line; by default 9600, or that of the gateway."),
        transform: { try baudList($0) })
    var bauds: [Int] = []

    @Option(
        help: help("要试的校验；未写时为 none，或网关所用的。", "Parities to try on the line; by default none, or that of the gateway."),
        transform: { try parityList($0) })
    var parities: [BusLine.Parity] = []

    @OptionGroup var link: LinkOptions

    @Option(help: help("站号的首尾。", "The first and the last unit."), transform: { try unitRange($0, "--units") })
    var units: ClosedRange<UInt8> = 1...247

    @Option(help: help("第一次应答最多等多少毫秒。", "How long a unit may take to answer the first time.", "milliseconds"))
    var timeout = 200

    @Flag(
        help: help(
            "显示线路上的每个字节，最后说明其含义和要写的配置。",
            "Shows every byte that goes over the line, and in the end what they mean and what to write."))
    var diagnose = false

    @Flag(help: help("以 JSON 输出结果（mashang/scan/1）。", "Prints what was found as JSON (mashang/scan/1)."))
    var json = false

    @Option(help: help("设备档案文件夹。", "A folder with device profiles.", "folder"))
    var profiles: [String] = []

    @Option(
        name: .shortAndLong,
        help: help("可能正在使用这条线路的网关的配置文件。", "The configuration of the gateway that may use the line.", "file"))
    var config = "/etc/mashang/gateway.yaml"

    func validate() throws {
        guard tcp.isEmpty != (line == nil) else {
            throw ValidationError(
                Text(
                    zh: "--tcp 主机:端口（可写多次）和 --line 串口 写一种",
                    en: "say either --tcp HOST:PORT, as often as needed, or --line DEVICE"))
        }
        if line != nil { try checkOnLine(units, "--units") }
        guard 10...10_000 ~= timeout else { throw ValidationError(.wrongTimeout) }
        guard !diagnose || !json else {
            throw ValidationError(
                Text(zh: "--diagnose 是给人看的，不要写 --json", en: "--diagnose is for the eye; leave out --json"))
        }
    }

    func run() async throws {
        if FileManager.default.fileExists(atPath: config) {
            Speech.follow(Configuration.remains(of: config, files: .disk).language)
        }
        let known = try ProfileCatalog.recognisable(in: profiles)
        let scan = SiteScan(
            search: UnitSearch(
                units: units, timeout: .milliseconds(timeout), profiles: known, progress: ScanProgress()),
            gateway: gatewayJournal(config), diagnosis: diagnose ? Diagnosis() : nil)
        let settings = try link.busSettings()
        let report = try await scan.look(at: targets()) { unit, words in
            if !json { say(words.text(unit)) }
        }
        if json { say(try report.pretty) }
        guard report.found > 0 else {
            // If a line could not be read, the reason was already printed.
            if report.lines.contains(where: \.isWhole) { complain(.nothing) }
            throw ExitCode(69)
        }
        guard !json else { return }
        for (target, line) in zip(try targets(), report.lines) where line.bus == nil {
            guard line.units.contains(where: { $0.state != .garbled }) else { continue }
            let bus = "\(target.bus): \(target.endpoint.configured(settings))"
            say(Text(zh: "总线写入配置：\(bus)", en: "its bus in the configuration: \(bus)"))
        }
    }

    /// Returns the lines to scan, each with the settings that were stated for it.
    private func targets() throws -> [ScanTarget] {
        let link = try link.settings()
        guard let line else {
            return try tcp.enumerated().map { try ScanTarget(tcp: $1, link, bus: "tcp-\($0 + 1)") }
        }
        return ScanTarget.serial(line, bauds, parities, link, bus: "line-1")
    }
}

extension Text {
    fileprivate static let nothing = Text(
        zh:
            "没有任何设备应答：检查接线（A 和 B）、电源、波特率和校验；--diagnose 逐字节显示线上有什么。有的设备没有寄存器 0，问到也不应答："
            + "查找不到，按说明书用 mashang read 读一个它有的寄存器",
        en:
            "nothing answered: check the wiring (A and B), power, baud rate and parity; --diagnose shows what is on the line, "
            + "byte by byte. A device that has no register 0 and is silent when asked for it is not found: read a register "
            + "of its manual with mashang read")
}
