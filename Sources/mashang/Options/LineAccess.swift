import ArgumentParser
import Facilities
import Gateway
import Modbus
import SiteConfiguration

/// Access to the devices on one line: through the gateway that runs it, or else directly.
struct LineAccess: Sendable {
    private enum Way: Sendable {
        case direct(ModbusBus)
        case gateway(ControlClient, bus: String, scan: String?)
    }

    /// The settings of a line that a person stated; nil for a setting of a serial line that was not stated.
    struct Settings {
        var baud: Int?
        var parity: BusLine.Parity?
        /// The deviations of the line from the standard. A gateway that runs the line has its own keys for them.
        var link: LinkSettings
    }

    let endpoint: ModbusEndpoint
    private let way: Way

    /// Finds out which process has the line. The gateway's own settings of it apply; if the person stated others, that
    /// ends the command.
    ///
    /// - Parameters:
    ///   - settings: the settings as the person stated them.
    ///   - gateway: the journal of the gateway that may be running here.
    ///   - scan: whether this is a scan; only one scan of a line can run at a time.
    ///   - watch: receives every byte, if no gateway runs the line.
    init(
        _ endpoint: BusEndpoint, _ settings: Settings, gateway: Configuration.JournalSettings, scan: Bool,
        watch: LinkWatch? = nil
    ) async throws {
        let own = ModbusEndpoint(endpoint)
        let client = ControlClient(gateway)
        guard let report: LinesReport = try? await client.send(LocalRequest(.lines).json),
            let (name, line) = report.line(of: own), !line.isSuspended
        else {
            (self.endpoint, way) = (own, .direct(ModbusBus(own, settings.link, watch: watch)))
            return
        }
        guard settings.fits(line.endpoint) else {
            complain(Text.otherSettings(name, line.endpoint))
            throw ExitCode(1)
        }
        (self.endpoint, way) = (
            line.endpoint,
            .gateway(client, bus: name, scan: scan ? String(UInt64.random(in: .min ... .max), radix: 36) : nil)
        )
        complain(
            Text(zh: "经运行中的网关读取，总线 \(name)", en: "through the gateway that runs, on its bus \(name)"))
    }

    /// The name of the bus in the gateway that runs the line; nil if none does.
    var bus: String? {
        if case .gateway(_, let bus, _) = way { bus } else { nil }
    }

    /// Reads registers.
    ///
    /// - Throws: the same errors as a direct read. If the gateway refuses to send the request, the line counts as down.
    func read(_ request: ModbusRead) async throws(ModbusError) -> [UInt16] {
        switch way {
        case .direct(let bus): return try await bus.read(request)
        case .gateway(let client, let bus, let scan):
            let answer: LineAnswer
            do {
                answer = try await client.send(LocalRequest(LineRead(request, on: bus, scan: scan)).json)
            } catch {
                throw .lineDown(error.text)
            }
            guard let result = answer.result else { throw .lineDown(answer.refusal ?? Text(zh: "", en: "")) }
            return try result.get()
        }
    }

    func close() async {
        if case .direct(let bus) = way { await bus.close() }
    }
}

extension LineAccess.Settings {
    /// Returns whether the line has these settings, or none were stated.
    fileprivate func fits(_ endpoint: ModbusEndpoint) -> Bool {
        guard let line = endpoint.line else { return baud == nil && parity == nil }
        return (baud ?? line.baud) == line.baud && (parity?.rawValue ?? line.parity.rawValue) == line.parity.rawValue
    }
}

extension Text {
    fileprivate static func otherSettings(_ bus: String, _ endpoint: ModbusEndpoint) -> Text {
        Text(
            zh: "网关正以 \(endpoint) 使用这条线路：换用其他波特率或校验，请先运行 mashang suspend \(bus)",
            en: "the gateway runs this line as \(endpoint): for another baud rate or parity run "
                + "mashang suspend \(bus) first")
    }
}
