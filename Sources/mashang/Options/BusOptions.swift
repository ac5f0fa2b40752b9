import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Glibc
import Modbus
import SiteConfiguration
import StrictYAML

/// The address of a device, for commands that connect to it themselves.
struct BusOptions: ParsableArguments {
    @Option(help: help("Modbus TCP 地址。", "The address of a device or converter with Modbus TCP.", "host:port"))
    var tcp: String?

    @Option(help: help("串口。", "A serial port.", "device"))
    var line: String?

    @Option(
        name: .shortAndLong,
        help: help("可能正在使用这条线路的网关的配置文件。", "The configuration of the gateway that may use the line.", "file"))
    var config = "/etc/mashang/gateway.yaml"

    @Option(help: help("波特率；未写时按设备档案，再按 9600。", "The baud rate; by default the profile's, or else 9600."))
    var baud: Int?

    @Option(
        help: help(
            "校验：none 无、even 偶、odd 奇；未写时按设备档案，再按 none。",
            "Parity: none, even or odd; by default the profile's, or else none."), transform: mashang.parity)
    var parity: BusLine.Parity?

    func validate() throws {
        guard (tcp == nil) != (line == nil) else {
            throw ValidationError(
                Text(zh: "--tcp 主机:端口 和 --line 串口 写一个", en: "write either --tcp HOST:PORT or --line DEVICE"))
        }
    }

    /// Returns access to the line, through the gateway that runs it or directly, and the cost of a request on it.
    ///
    /// - Parameter link: the deviations of the line from the standard, which apply only if no gateway runs it.
    func access(_ serial: SerialDefaults?, _ link: LinkSettings) async throws -> (LineAccess, RequestCost) {
        let endpoint = try endpoint(serial)
        let access = try await LineAccess(
            endpoint, .init(baud: baud, parity: parity, link: link), gateway: gatewayJournal(config), scan: false)
        return (access, RequestCost(endpoint))
    }

    func endpoint(_ serial: SerialDefaults? = nil) throws -> BusEndpoint {
        if let tcp {
            let (host, port) = try address(tcp)
            return .tcp(host: host, port: port)
        }
        let parity = parity ?? serial.flatMap { BusLine.Parity(rawValue: $0.parity.rawValue) } ?? .none
        return .rtu(
            BusLine(
                device: line ?? "", baud: baud ?? serial?.baud ?? 9600, parity: parity, stopBits: serial?.stopBits ?? 1
            )
        )
    }
}

/// Returns the settings by which to find the gateway that runs with a configuration file, even if the file has mistakes
/// or is missing.
func gatewayJournal(_ config: String) -> Configuration.JournalSettings {
    Configuration.remains(of: config, files: .disk).journal
}

func parity(_ text: String) throws -> BusLine.Parity {
    guard let parity = BusLine.Parity(rawValue: text) else {
        throw ValidationError(
            Text(zh: "“\(text)”不是校验，请写 none、even 或 odd", en: "'\(text)' is no parity; write none, even or odd"))
    }
    return parity
}

/// Reads a unit, or the first and the last unit of a range: `3`, `1-32`.
func unitRange(_ text: String, _ option: String) throws -> ClosedRange<UInt8> {
    let ends = text.split(separator: "-").map { UInt8($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last
    else {
        throw ValidationError(
            Text(
                zh: "\(option)：请写一个站号，或首尾，如 1-32；最大 255",
                en: "\(option): write a unit, or the first and the last, such as 1-32; at most 255"))
    }
    return first...last
}

/// Reports units that a serial line does not have.
///
/// MODBUS over Serial Line V1.02, section 2.2: 0 is a broadcast, which no device answers, and 248 to 255 are reserved.
/// Over TCP all of them are units: 255 is the converter itself.
func checkOnLine(_ units: ClosedRange<UInt8>, _ option: String) throws {
    guard 1...247 ~= units.lowerBound, 1...247 ~= units.upperBound else {
        throw ValidationError(
            Text(
                zh: "\(option)：串行线路上的站号为 1-247（0 是广播，248 以上保留）",
                en:
                    "\(option): on a serial line write 1-247: 0 is a broadcast that nobody answers, and those from 248 are "
                    + "reserved"))
    }
}

/// Reads a device profile by the path of its file, or by its name in the folders and among the installed ones.
func profile(_ name: String, folders: [String]) throws -> DeviceProfile {
    // In a clone of the repository, the profiles are in a folder of it.
    let catalog = ProfileCatalog(folders: folders + ["device-profiles"], files: .disk)
    guard let path = name.hasSuffix(".yaml") ? name : catalog.path(of: name) else {
        throw ValidationError(
            Text(
                zh: "没有设备档案“\(name)”，请写文件名，或用 --profiles 写明文件夹",
                en: "there is no profile '\(name)'; name its file, or a folder with --profiles"))
    }
    do {
        let profile = try catalog.profile(at: path)
        for warning in profile.warnings {
            complain(Text(zh: "提醒：\(warning.description(in: .zh))", en: "warning: \(warning)"))
        }
        return profile
    } catch {
        throw error.exit()
    }
}

/// Reads an address: `127.0.0.1:1502`, or with an IPv6 address `[::1]:1502`. The default port is 502.
func address(_ text: String) throws -> (host: String, port: UInt16) {
    guard let target = HostAndPort(text) ?? HostAndPort("\(text):502") else {
        throw ValidationError(
            Text(
                zh: "“\(text)”不是地址，请写 主机:端口，如 127.0.0.1:502 或 [::1]:502",
                en: "'\(text)' is no address; write HOST:PORT, such as 127.0.0.1:502 or [::1]:502"))
    }
    return (target.host, target.port)
}

extension ModbusError {
    /// The exit code of a command that ends because of the error: 1 if the device refused, 69 if it could not be
    /// reached.
    var exitCode: ExitCode {
        if case .refused = self { ExitCode(1) } else { ExitCode(EX_UNAVAILABLE) }
    }
}
