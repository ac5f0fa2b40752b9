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

/// Looks for units on lines, one line after the other.
struct SiteScan {
    let search: UnitSearch
    /// The journal of the gateway that may run here.
    let gateway: Configuration.JournalSettings
    let diagnosis: Diagnosis?

    /// - Parameter found: gets each unit as soon as it is known, with the words for its line.
    func look(at targets: [ScanTarget], found: (FoundUnit, ScanWords) -> Void) async throws -> ScanReport {
        var report = ScanReport()
        for target in targets {
            let line = try await LineAccess(
                target.endpoint, target.said, gateway: gateway, scan: true, watch: diagnosis?.watch)
            report.lines.append(await look(at: line, target, found))
        }
        return report
    }

    private func look(
        at line: LineAccess, _ target: ScanTarget, _ found: (FoundUnit, ScanWords) -> Void
    ) async -> ScanReport.Line {
        let words = ScanWords(endpoint: line.endpoint, bus: line.bus ?? target.bus)
        var result = ScanReport.Line(
            place: line.endpoint.place, baud: line.endpoint.line?.baud, parity: line.endpoint.line?.parity.rawValue,
            bus: line.bus)
        diagnosis?.begin(line.endpoint, isWatched: line.bus == nil)
        let reason = await search.look(at: line) { unit in
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

extension ProfileCatalog {
    /// All that can be read; one that is wrong is said, and skipped.
    func readable() -> [DeviceProfile] {
        names.compactMap { name in
            guard let path = path(of: name) else { return nil }
            do {
                return try profile(at: path)
            } catch {
                complain("warning: \(error)")
                return nil
            }
        }
    }
}
