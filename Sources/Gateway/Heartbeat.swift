import AsyncAlgorithms
import Facilities
import ServiceLifecycle

/// Tells the service manager that the gateway runs, and then, as long as it is so, that it works: a pass through Intake
/// has come round, and no commit hangs. Whoever hears nothing for long enough starts the gateway anew.
struct Heartbeat: Service {
    let manager: ServiceManager
    let intake: Intake
    let uplink: Uplink
    let commitEvery: Duration

    /// How often people get a new line, where there is no watchdog that wants to hear more often.
    private static let news = Duration.seconds(30)
    /// By how much a pass may be late: a commit waits for a slow card, and is not hanging yet.
    private static let patience = Duration.seconds(10)

    func run() async throws {
        await intake.flush()
        manager.tell(.ready, .status(await line))
        let interval = min(manager.sign ?? Self.news, Self.news)
        for await _ in AsyncTimerSequence(interval: interval, clock: .continuous).cancelOnGracefulShutdown() {
            // A commit that hangs holds this up, too.
            await intake.flush()
            if await intake.sincePass < commitEvery + Self.patience { manager.tell(.alive) }
            manager.tell(.status(await line))
        }
    }

    /// Such as `1 red, 3 green; broker connected; 0 waiting`.
    private var line: String {
        get async {
            let lights = await intake.statuses.values.map(\.status.light)
            let counts = Light.allCases.map { light in (lights.count { $0 == light }, light) }.filter { $0.0 > 0 }
            let backlog = await uplink.backlog()
            return [
                counts.isEmpty ? "no facilities" : counts.map { "\($0) \($1.rawValue)" }.joined(separator: ", "),
                broker(await uplink.isConnected), "\(backlog) waiting",
            ].joined(separator: "; ")
        }
    }

    private func broker(_ isConnected: Bool?) -> String {
        guard let isConnected else { return "no broker" }
        return isConnected ? "broker connected" : "broker not reached"
    }
}
