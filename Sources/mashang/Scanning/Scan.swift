import ArgumentParser
import DeviceProfiles
import Facilities
import Foundation
import Gateway
import Modbus
import SiteConfiguration

struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds the devices on a line or at an address, and which profile fits.",
        discussion: """
            mashang scan --line /dev/ttyS1 --bauds 4800,9600,19200 --parities none,even --units 1-32
            mashang scan --tcp 192.168.1.10 --tcp 192.168.1.11:1502 --units 1-10

            Whatever answers is there, also what refuses. It is then asked by what registers the profiles differ, for 30 s at \
            most, and named: certain by its mark, likely, or one of several, with values to compare with its display and \
            the line for the configuration. It only reads, and may be interrupted at any time. What is found goes to \
            standard output, progress to standard error. On a line that a gateway of this machine runs, it asks that \
            gateway, which scans between its polls, with its own baud rate and parity: for others suspend the bus first. A \
            line has one scan at a time. Ends with 69 if nothing was found.
            """
    )

    @Option(help: ArgumentHelp("Modbus TCP; may be given several times.", valueName: "host:port"))
    var tcp: [String] = []

    @Option(help: ArgumentHelp("A serial device.", valueName: "device"))
    var line: String?

    @Option(
        help: "Baud rates to try on the line; 9600, or as the gateway runs it, where nothing is said.",
        transform: { try list($0, of: "baud rates") { Int($0).flatMap { BusLine.bauds.contains($0) ? $0 : nil } } })
    var bauds: [Int] = []

    @Option(
        help: "Parities to try on the line; none, or as the gateway runs it, where nothing is said.",
        transform: { try list($0, of: "none, even, odd", mashang.parity) })
    var parities: [BusLine.Parity] = []

    @OptionGroup var link: LinkOptions

    @Option(help: "The first and the last unit.", transform: { try unitRange($0, "--units") })
    var units: ClosedRange<UInt8> = 1...247

    @Option(help: ArgumentHelp("How long a unit may take to answer the first time.", valueName: "milliseconds"))
    var timeout = 200

    @Flag(help: "Shows every byte that goes over the line, and in the end what they mean and what to write.")
    var diagnose = false

    @Flag(help: "Prints what was found as JSON (mashang/scan/1).")
    var json = false

    @Option(help: ArgumentHelp("A folder with device profiles.", valueName: "folder"))
    var profiles: [String] = []

    @Option(name: .shortAndLong, help: "The configuration of the gateway that may run the line.")
    var config = "/etc/mashang/gateway.yaml"

    func validate() throws {
        guard tcp.isEmpty != (line == nil) else {
            throw ValidationError("say either --tcp HOST:PORT, as often as needed, or --line DEVICE")
        }
        if line != nil { try checkOnLine(units, "--units") }
        guard 10...10_000 ~= timeout else { throw ValidationError("--timeout: write 10 to 10000") }
        guard !diagnose || !json else { throw ValidationError("--diagnose is for the eye; leave out --json") }
    }

    func run() async throws {
        if FileManager.default.fileExists(atPath: config) {
            Speech.follow(Configuration.remains(of: config, files: .disk).language)
        }
        let known = ProfileCatalog(folders: profiles, files: .disk).readable()
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
            // Of a line that could not be asked the reason was said.
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

    /// With what was said of each.
    private func targets() throws -> [ScanTarget] {
        let link = try link.settings()
        guard let line else {
            return try tcp.enumerated().map { index, text in
                let (host, port) = try address(text)
                return ScanTarget(
                    endpoint: .tcp(host: host, port: port), said: .init(link: link), bus: "tcp-\(index + 1)")
            }
        }
        return (parities.isEmpty ? [nil] : parities.map(Optional.some)).flatMap { parity in
            (bauds.isEmpty ? [nil] : bauds.map(Optional.some)).map { baud in
                let place = BusLine(device: line, baud: baud ?? 9600, parity: parity ?? .none)
                return ScanTarget(
                    endpoint: .rtu(place), said: .init(baud: baud, parity: parity, link: link), bus: "line-1")
            }
        }
    }
}

private func list<Item>(_ text: String, of what: String, _ parse: (String) throws -> Item?) throws -> [Item] {
    let items = try text.split(separator: ",").compactMap { try parse(String($0)) }
    guard !items.isEmpty, items.count == text.split(separator: ",").count else {
        throw ValidationError("'\(text)' is no list of \(what), such as 9600,19200")
    }
    return items
}

extension Text {
    fileprivate static let nothing = Text(
        zh: "没有任何设备应答：检查接线（A 和 B）、电源、波特率和校验；--diagnose 逐字节显示线上有什么",
        en:
            "nothing answered: check the wiring (A and B), power, baud rate and parity; --diagnose shows what is on the line, "
            + "byte by byte")
}
