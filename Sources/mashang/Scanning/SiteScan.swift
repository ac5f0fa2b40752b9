import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Modbus
import SiteConfiguration

/// A line to scan with one of its settings, or an address to scan.
struct ScanTarget {
    var endpoint: BusEndpoint
    /// The settings that the person stated.
    var said: LineAccess.Settings
    /// The name of the bus to suggest for a configuration, if no gateway runs the line.
    var bus: String
}

extension ScanTarget {
    init(tcp text: String, _ link: LinkSettings, bus: String) throws {
        let (host, port) = try address(text)
        self.init(endpoint: .tcp(host: host, port: port), said: .init(link: link), bus: bus)
    }

    /// Returns the targets of a serial line: one for each of the stated settings. If none was stated, it is 9600 baud
    /// without parity, or the setting of the gateway that runs the line.
    static func serial(
        _ device: String, _ bauds: [Int], _ parities: [BusLine.Parity], _ link: LinkSettings, bus: String
    ) -> [ScanTarget] {
        (parities.isEmpty ? [nil] : parities.map(Optional.some)).flatMap { parity in
            (bauds.isEmpty ? [nil] : bauds.map(Optional.some)).map { baud in
                let place = BusLine(device: device, baud: baud ?? 9600, parity: parity ?? .none)
                return ScanTarget(
                    endpoint: .rtu(place), said: .init(baud: baud, parity: parity, link: link), bus: bus)
            }
        }
    }

    /// Returns the endpoint for a configuration: the stated one, with the setting with which the line was scanned.
    func scanned(as line: ScanReport.Line) -> BusEndpoint {
        guard case .rtu(var serial) = endpoint else { return endpoint }
        serial.baud = line.baud ?? serial.baud
        serial.parity = line.parity.flatMap(BusLine.Parity.init) ?? serial.parity
        serial.stopBits = line.stopBits ?? serial.stopBits
        return .rtu(serial)
    }
}

/// Searches for units on lines, one line after the other.
struct SiteScan {
    let search: UnitSearch
    /// The journal of the gateway that may be running here.
    let gateway: Configuration.JournalSettings
    let diagnosis: Diagnosis?

    /// Scans all targets.
    ///
    /// - Parameter found: receives each unit as soon as it is known, with the messages for its line.
    func look(at targets: [ScanTarget], found: (FoundUnit, ScanWords) -> Void) async throws -> ScanReport {
        var report = ScanReport()
        for (index, target) in targets.enumerated() {
            let later = search.whole * (targets.count - index - 1)
            let line = try await LineAccess(
                target.endpoint, target.said, gateway: gateway, scan: true, watch: diagnosis?.watch)
            report.lines.append(await look(at: line, target, later: later, found))
        }
        return report
    }

    private func look(
        at line: LineAccess, _ target: ScanTarget, later: Duration, _ found: (FoundUnit, ScanWords) -> Void
    ) async -> ScanReport.Line {
        let words = ScanWords(endpoint: line.endpoint, bus: line.bus ?? target.bus)
        var result = ScanReport.Line(
            place: line.endpoint.place, baud: line.endpoint.line?.baud, parity: line.endpoint.line?.parity.rawValue,
            bus: line.bus, stopBits: line.endpoint.line?.stopBits)
        diagnosis?.begin(line.endpoint, isWatched: line.bus == nil)
        let reason = await search.look(at: line, later: later) { unit in
            search.progress.clear()
            diagnosis?.flush()
            result.units.append(unit)
            found(unit, words)
        }
        await line.close()
        search.progress.clear()
        if let reason {
            complain(reason)
            result.isWhole = false
        }
        diagnosis?.end()
        return result
    }
}
