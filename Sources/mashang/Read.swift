import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Glibc
import Modbus

struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Reads a device's points once, without the gateway.")

    @Option(help: "The device's profile: its file, or the name of an installed one.")
    var profile: String

    @Option(help: ArgumentHelp("Modbus TCP.", valueName: "host:port"))
    var tcp: String?

    @Option(help: ArgumentHelp("A serial device; its settings are the profile's.", valueName: "device"))
    var line: String?

    @Option(help: "The baud rate, if it is not the profile's.")
    var baud: Int?

    @Option(help: "The unit, if it is not the profile's.")
    var unit: UInt8?

    @Option(help: ArgumentHelp("A folder with device profiles.", valueName: "folder"))
    var profiles: [String] = []

    func validate() throws {
        guard (tcp == nil) != (line == nil) else {
            throw ValidationError("say either --tcp HOST:PORT or --line DEVICE")
        }
    }

    func run() async throws {
        let profile = try mashang.profile(self.profile, folders: profiles)
        let bus = ModbusBus(try endpoint(profile))
        var failure: ModbusError?
        for block in profile.readPlan {
            let request = ModbusRead(block, unit: unit ?? profile.serial.unit, limits: profile.limits)
            do {
                profile.readings(in: block, words: try await bus.read(request)).forEach(show)
            } catch {
                complain("\(block.table.rawValue) \(block.address), \(block.count) registers: \(error)")
                failure = error
            }
        }
        await bus.close()
        guard let failure else { return }
        if case .refused = failure { throw ExitCode(1) }
        throw ExitCode(EX_UNAVAILABLE)
    }

    private func endpoint(_ profile: DeviceProfile) throws -> ModbusEndpoint {
        if let tcp {
            let (host, port) = try address(tcp)
            return .tcp(host: host, port: port)
        }
        let serial = profile.serial
        let parity = SerialLine.Parity(rawValue: serial.parity.rawValue) ?? .none
        return .rtu(
            SerialLine(device: line ?? "", baud: baud ?? serial.baud, parity: parity, stopBits: serial.stopBits)
        )
    }

    private func show(_ reading: Reading) {
        let value = reading.value.map { "\($0.plainText) \(reading.unit)" } ?? "–"
        let quality = reading.quality == .good ? "" : "  \(reading.quality)"
        say("\(reading.quantity.rawValue)  \(reading.quantity.title.zh)  \(value)\(quality)")
    }
}
