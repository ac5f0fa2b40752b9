import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Modbus
import SiteConfiguration

struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds the devices on a line or at an address, and which profile fits.",
        discussion: """
            mashang scan --line /dev/ttyS1 --bauds 4800,9600,19200 --parities none,even --units 1-32
            mashang scan --tcp 192.168.1.10 --tcp 192.168.1.11:1502 --units 1-10

            Every unit is asked for one register; whatever answers is there, also one that refuses. It only reads, and may be \
            interrupted at any time. What is found goes to standard output, progress to standard error. On a line that a \
            gateway of this machine runs, it asks that gateway, which scans between its polls, with its own baud rate and \
            parity: for others suspend the bus first. A line has one scan at a time.
            """
    )

    @Option(help: ArgumentHelp("Modbus TCP; may be given several times.", valueName: "host:port"))
    var tcp: [String] = []

    @Option(help: ArgumentHelp("A serial device.", valueName: "device"))
    var line: String?

    @Option(
        help: "Baud rates to try on the line; 9600, or as the gateway runs it, where nothing is said.",
        transform: { try list($0, of: "baud rates") { Int($0) } })
    var bauds: [Int] = []

    @Option(
        help: "Parities to try on the line; none, or as the gateway runs it, where nothing is said.",
        transform: { try list($0, of: "none, even, odd", mashang.parity) })
    var parities: [BusLine.Parity] = []

    @OptionGroup var link: LinkOptions

    @Option(help: "The first and the last unit.", transform: { try unitRange($0, "--units") })
    var units: ClosedRange<UInt8> = 1...247

    @Option(help: ArgumentHelp("How long a unit may take to answer.", valueName: "milliseconds"))
    var timeout = 200

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
    }

    func run() async throws {
        let known = ProfileCatalog(folders: profiles, files: .disk)
        let search = UnitSearch(
            units: units, timeout: .milliseconds(timeout),
            profiles: known.names.compactMap { name in
                known.path(of: name).flatMap { try? known.profile(at: $0) }
            }
        )
        var (found, isWhole) = (0, false)
        for (endpoint, settings) in try endpoints() {
            let line = try await LineAccess(endpoint, settings, gateway: gatewayJournal(config), scan: true)
            let looked = await search.look(at: line)
            (found, isWhole) = (found + looked.found, isWhole || looked.isWhole)
        }
        guard found > 0 else {
            // Of a line that could not be asked the reason was said.
            if isWhole { complain("nothing answered: check the wiring (A and B), power, baud rate and parity") }
            throw ExitCode(69)
        }
    }

    /// With what was said of each.
    private func endpoints() throws -> [(BusEndpoint, LineAccess.Settings)] {
        let link = try link.settings()
        guard let line else {
            return try tcp.map { text in
                let (host, port) = try address(text)
                return (.tcp(host: host, port: port), .init(link: link))
            }
        }
        return (parities.isEmpty ? [nil] : parities.map(Optional.some)).flatMap { parity in
            (bauds.isEmpty ? [nil] : bauds.map(Optional.some)).map { baud in
                let place = BusLine(device: line, baud: baud ?? 9600, parity: parity ?? .none)
                return (.rtu(place), .init(baud: baud, parity: parity, link: link))
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
