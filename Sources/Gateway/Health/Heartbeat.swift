import AsyncAlgorithms
import Delivery
import Facilities
import ServiceLifecycle

/// Notifies the service manager that the gateway runs, and then, as long as it is true, that it works. Without these
/// notices for long enough, the manager restarts the gateway, which removes a hang and nothing else.
struct Heartbeat: Service {
    let manager: ServiceManager
    let committer: Committer
    let board: Board
    let check: HealthCheck
    let uplinks: UplinkSet

    /// The period of the status line for people, if no watchdog needs a shorter one.
    private static let news = Duration.seconds(30)

    func run() async throws {
        await committer.flush()
        manager.tell(.ready, .status(await line(await check.health())))
        let interval = min(manager.sign ?? Self.news, Self.news)
        for await _ in AsyncTimerSequence(interval: interval, clock: .continuous).cancelOnGracefulShutdown() {
            let health = await check.health()
            if health.works(patience: interval) { manager.tell(.alive) }
            manager.tell(.status(await line(health)))
        }
    }

    /// Returns a line such as `1 red, 3 green; bureau connected, 0 waiting`.
    private func line(_ health: GatewayHealth) async -> String {
        let lights = board.statuses.map(\.light)
        let counts = Light.allCases.map { light in (lights.count { $0 == light }, light) }.filter { $0.0 > 0 }
        let parts: [String?] = [
            counts.isEmpty ? "no facilities" : counts.map { "\($0) \($1.rawValue)" }.joined(separator: ", "),
            delivery(await uplinks.reports()), health.journal.obstacle?.text.en,
        ]
        return parts.compactMap(\.self).joined(separator: "; ")
    }

    private func delivery(_ reports: [UplinkReport]) -> String {
        guard !reports.isEmpty else { return "no uplink" }
        return reports.map { report in
            let link = report.isConnected ? "connected" : "not connected"
            let refused = report.refused.isEmpty ? "" : ", \(report.refused.count) topics refused"
            return "\(report.name) \(link), \(report.backlog) waiting\(refused)"
        }
        .joined(separator: "; ")
    }
}
