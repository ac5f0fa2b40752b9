import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Modbus
import SiteConfiguration

/// A line to scan with one setting of it, or an address.
struct ScanTarget {
    var endpoint: BusEndpoint
    /// What the person said of it.
    var said: LineAccess.Settings
    /// How a configuration is to name it, where it runs in no gateway.
    var bus: String
}

extension ScanTarget {
    init(tcp text: String, _ link: LinkSettings, bus: String) throws {
        let (host, port) = try address(text)
        self.init(endpoint: .tcp(host: host, port: port), said: .init(link: link), bus: bus)
    }

    /// A serial line with each of the settings that were said. Where none was said, it is 9600 baud without parity, or what
    /// the gateway that runs it has.
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

    /// As a configuration is to have it: as it was said, with the setting under which it was scanned.
    func scanned(as line: ScanReport.Line) -> BusEndpoint {
        guard case .rtu(var serial) = endpoint else { return endpoint }
        serial.baud = line.baud ?? serial.baud
        serial.parity = line.parity.flatMap(BusLine.Parity.init) ?? serial.parity
        serial.stopBits = line.stopBits ?? serial.stopBits
        return .rtu(serial)
    }
}

/// Looks for units on lines, one line after the other.
struct SiteScan {
    let search: UnitSearch
    /// The journal of the gateway that may run here.
    let gateway: Configuration.JournalSettings
    let diagnosis: Diagnosis?

    /// - Parameter found: gets each unit as soon as it is known, with the words for its line.
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
