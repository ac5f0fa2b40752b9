import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Modbus
import SiteConfiguration

struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "read",
        Text(
            zh: "读取设备的测点，或原始寄存器。",
            en: "Reads a device's points, or raw registers."),
        Text(
            zh: """
                mashang read --profile novus-np785 --line /dev/ttyS1 --unit 3 --watch
                mashang read --tcp 192.168.1.10 --unit 1 --registers "holding 0" --count 10

                原始寄存器按各种可能的数字列出：看着对的那个就说明了类型和字节顺序。线路正由本机网关使用时，由网关在两次轮询之间代读，\
                用网关的波特率和校验；线路已暂停或没有网关时，直接打开线路。设备拒绝时退出码为 1，不应答为 69。
                """,
            en: """
                mashang read --profile novus-np785 --line /dev/ttyS1 --unit 3 --watch
                mashang read --tcp 192.168.1.10 --unit 1 --registers "holding 0" --count 10

                Raw registers are shown as every number that they may be: the one that looks right tells type and order. On a line \
                that a gateway of this machine uses, that gateway reads between its polls, with its own baud rate \
                and parity; on a suspended line, and without a gateway, the command opens the line itself. Ends with 1 if the device refused, with 69 \
                if it did not answer.
                """)
    )

    @OptionGroup var bus: BusOptions
    @OptionGroup var link: LinkOptions

    @Option(help: help("设备档案的文件，或已安装的档案名称。", "The device's profile: its file, or the name of an installed one."))
    var profile: String?

    @Option(
        help: help(
            "起始寄存器，代替设备档案，如 holding 0。", "The first of some registers, instead of a profile, such as holding 0.",
            "table address"))
    var registers: String?

    @Option(help: help("寄存器个数，1 到 125。", "How many registers, 1 to 125."))
    var count = 1

    @Option(help: help("站号；未写时按设备档案。", "The unit; by default the profile's."))
    var unit: UInt8?

    @Flag(help: help("每秒重读一次，直到中断。", "Reads again every second until it is interrupted."))
    var watch = false

    @Option(
        help: help(
            "设备档案文件夹；当前目录的 device-profiles 也会查找。",
            "A folder with device profiles; device-profiles in the working directory is searched, too.", "folder"))
    var profiles: [String] = []

    func validate() throws {
        guard (profile == nil) != (registers == nil) else {
            throw ValidationError(
                Text(
                    zh: "--profile 名称 和 --registers \"holding 0\" 写一个",
                    en: "write either --profile NAME or --registers \"holding 0\""))
        }
        if bus.line != nil, let unit { try checkOnLine(unit...unit, "--unit") }
        guard 1...125 ~= count else {
            throw ValidationError(Text(zh: "--count：请写 1 到 125", en: "--count: write 1 to 125"))
        }
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
        else {
            throw ValidationError(
                Text(
                    zh: "“\(text)”不是寄存器，请写 \"holding 0\" 或 \"input 40\"，从 0 数起",
                    en: "'\(text)' is no register; write \"holding 0\" or \"input 40\", counted from 0"))
        }
        return (table, address)
    }
}

/// Reads one device, and prints its answers.
private struct DeviceReader {
    let line: LineAccess
    let cost: RequestCost
    let unit: UInt8?

    /// Prints the readings. Returns the last error; nil if there was none.
    func show(_ profile: DeviceProfile) async -> ModbusError? {
        var failure: ModbusError?
        for block in profile.readPlan(at: cost) {
            let request = ModbusRead(block, unit: unit ?? profile.serial.unit, limits: profile.limits)
            do {
                for reading in profile.readings(in: block, words: try await line.read(request)) { show(reading) }
            } catch {
                complain(Text.failed(block.table.rawValue, block.address, block.count, error))
                failure = error
            }
        }
        return failure
    }

    private func show(_ reading: Reading) {
        let value = reading.value.map { "\(reading.bound.sign)\($0.plainText) \(reading.unit)" } ?? "–"
        let quality = reading.quality == .good ? "" : "  \(reading.quality)"
        say("\(reading.quantity.rawValue)  \(reading.quantity.title.spoken)  \(value)\(quality)")
    }

    func show(_ place: (table: Modbus.RegisterTable, address: UInt16), _ count: Int) async -> ModbusError? {
        do {
            let request = ModbusRead(unit: unit ?? 1, table: place.table, address: place.address, count: count)
            let words = try await line.read(request)
            say(RegisterDump(words, at: place.address).text)
            return nil
        } catch {
            complain(Text.failed(place.table.rawValue, place.address, count, error))
            return error
        }
    }
}

extension Text {
    /// Returns the message that registers could not be read. If the address looks like a number of a manual, which
    /// counts holding registers from 40001 and input registers from 30001, or from 1, it includes a hint.
    fileprivate static func failed(_ table: String, _ address: UInt16, _ count: Int, _ error: ModbusError) -> Text {
        let first = table == "holding" ? 40_001 : 30_001
        let hint =
            first..<first + 10_000 ~= Int(address)
            ? Text(
                zh: "；说明书中的 \(address) 是 \(table) \(Int(address) - first)",
                en: "; \(address) in a manual is \(table) \(Int(address) - first)") : Text(zh: "", en: "")
        return Text(
            zh: "\(table) \(address) 起 \(count) 个寄存器：\(error.text.zh)\(hint.zh)",
            en: "\(table) \(address), \(count) registers: \(error.text.en)\(hint.en)")
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
