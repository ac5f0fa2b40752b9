import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Modbus
import SiteConfiguration

struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads a device's points, or raw registers.",
        discussion: """
            mashang read --profile novus-np785 --line /dev/ttyS1 --unit 3 --watch
            mashang read --tcp 192.168.1.10 --unit 1 --registers "holding 0" --count 10

            Raw registers are shown as every number that they may be: the one that looks right says type and order. On a line \
            that a gateway of this machine runs, it asks that gateway, which reads between its polls, with its own baud rate \
            and parity; on a suspended line, and without a gateway, it opens the line itself. Ends with 1 if the device refused, with 69 \
            if it did not answer.
            """
    )

    @OptionGroup var bus: BusOptions
    @OptionGroup var link: LinkOptions

    @Option(help: "The device's profile: its file, or the name of an installed one.")
    var profile: String?

    @Option(help: ArgumentHelp("The first of some registers, instead of a profile.", valueName: "table address"))
    var registers: String?

    @Option(help: "How many registers, 1 to 125.")
    var count = 1

    @Option(help: "The unit, if it is not the profile's.")
    var unit: UInt8?

    @Flag(help: "Reads again every second until it is interrupted.")
    var watch = false

    @Option(help: ArgumentHelp("A folder with device profiles.", valueName: "folder"))
    var profiles: [String] = []

    func validate() throws {
        guard (profile == nil) != (registers == nil) else {
            throw ValidationError("say either --profile NAME or --registers \"holding 0\"")
        }
        if bus.line != nil, let unit { try checkOnLine(unit...unit, "--unit") }
        guard 1...125 ~= count else { throw ValidationError("--count: write 1 to 125") }
    }

    func run() async throws {
        let profile = try profile.map { try mashang.profile($0, folders: profiles) }
        let (line, cost) = try await bus.access(profile?.serial, link.settings())
        let reader = DeviceReader(line: line, cost: cost, unit: unit)
        var failure: ModbusError?
        repeat {
            if let profile { failure = await reader.show(profile) }
            if let registers { failure = await reader.show(try Self.place(registers), count) }
            if watch { try await Task.sleep(for: .seconds(1)) }
        } while watch
        await line.close()
        if let failure { throw failure.exitCode }
    }

    private static func place(_ text: String) throws -> (table: Modbus.RegisterTable, address: UInt16) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let table = Modbus.RegisterTable(rawValue: String(parts[0])), !table.isBits,
            let address = UInt16(parts[1])
        else { throw ValidationError("'\(text)' is no register; write \"holding 0\" or \"input 40\", counted from 0") }
        return (table, address)
    }
}

/// Asks one device, and says what it answers.
private struct DeviceReader {
    let line: LineAccess
    let cost: RequestCost
    let unit: UInt8?

    /// The last thing that went wrong; nil if nothing did.
    func show(_ profile: DeviceProfile) async -> ModbusError? {
        var failure: ModbusError?
        for block in profile.readPlan(at: cost) {
            let request = ModbusRead(block, unit: unit ?? profile.serial.unit, limits: profile.limits)
            do {
                for reading in profile.readings(in: block, words: try await line.read(request)) { show(reading) }
            } catch {
                complain("\(block.table.rawValue) \(block.address), \(block.count) registers: \(error)")
                failure = error
            }
        }
        return failure
    }

    private func show(_ reading: Reading) {
        let value = reading.value.map { "\(reading.bound.sign)\($0.plainText) \(reading.unit)" } ?? "–"
        let quality = reading.quality == .good ? "" : "  \(reading.quality)"
        say("\(reading.quantity.rawValue)  \(reading.quantity.title.zh)  \(value)\(quality)")
    }

    func show(_ place: (table: Modbus.RegisterTable, address: UInt16), _ count: Int) async -> ModbusError? {
        do {
            let request = ModbusRead(unit: unit ?? 1, table: place.table, address: place.address, count: count)
            let words = try await line.read(request)
            say(RegisterDump(words, at: place.address).text)
            return nil
        } catch {
            complain("\(place.table.rawValue) \(place.address), \(count) registers: \(error)")
            return error
        }
    }
}

extension Bound {
    fileprivate var sign: String {
        switch self {
        case .exact: ""
        case .atLeast: "≥ "
        case .atMost: "≤ "
        }
    }
}
